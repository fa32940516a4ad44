import { Button } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { readRegister } from '#contract/register.ts';
import { useAsk } from '../../ask.ts';
import { Asked } from '../../asked.tsx';
import { Tri, useText } from '../../sentence.tsx';
import { useSeatReasons } from '../../session.tsx';
import type { RegisterLine } from '../../shapes.ts';
import { GuardedButton } from '../../ui/guarded-button.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Empty, PageHead, Panel } from '../../ui/pieces.tsx';
import { useLanguage, useWords } from '../../words/use-words.tsx';
import { RowList } from '../row-list.tsx';
import { RefusedPanel } from './refused-panel.tsx';
import { RegisterFilters } from './register-filters.tsx';
import { RegisterMeta } from './register-meta.tsx';
import { orderRegister, type RegisterAddress } from './register-order.ts';
import { RegisterTimeline } from './register-timeline.tsx';

/** The register: every agreement at a glance, sought by its text, filtered and ordered by the address. */
export function AgreementListPage(): ReactNode {
  const words = useWords();
  const { language } = useLanguage();
  const search = useSearch({ from: '/desk/agreements' });
  const navigate = useNavigate({ from: '/agreements' });
  const query = search.words === undefined ? {} : { words: search.words, language };
  const register = useAsk(readRegister, { query }, { everySeconds: 15, keepLast: true });
  const reasons = useSeatReasons()('draft-agreement');
  const go = (change: RegisterAddress): void =>
    void navigate({ to: '/agreements', search: (before) => ({ ...before, ...change }), replace: true });
  return (
    <>
      <PageHead
        title={words.agreement.title}
        lead={words.agreement.lead}
        actions={
          <>
            <Button component="a" variant="default" download href={`/desk-obligations?lang=${language}`}>
              {words.register.files.obligations}
            </Button>
            <LinkButton to="/agreements/compare" variant="default">
              {words.register.compare}
            </LinkButton>
            <LinkButton to="/agreements/signing" variant="default">
              {words.signing.rule}
            </LinkButton>
            <LinkButton to="/agreements/overrides" variant="default">
              {words.override.title}
            </LinkButton>
            <GuardedButton reasons={reasons} onClick={() => void navigate({ to: '/agreements/new' })}>
              {words.agreement.new}
            </GuardedButton>
          </>
        }
      />
      <Asked query={register}>
        {({ agreements }) => <Register lines={agreements} address={search} go={go} />}
      </Asked>
      <RefusedPanel />
    </>
  );
}

type Props = {
  readonly lines: readonly RegisterLine[];
  readonly address: RegisterAddress;
  readonly go: (change: RegisterAddress) => void;
};

function Register({ lines, address, go }: Props): ReactNode {
  const words = useWords();
  const textOf = useText();
  const { language } = useLanguage();
  const navigate = useNavigate();
  const shown = orderRegister(lines, address, { textOf, locale: language });
  const isFiltered = [address.words, address.state, address.partner].some((one) => one !== undefined);
  return (
    <div className="stack">
      {lines.length > 1 || isFiltered ? <RegisterFilters {...{ lines, address, go }} /> : null}
      <Panel
        title={<span className="visually-hidden">{words.agreement.title}</span>}
        className="list"
        actions={
          isFiltered ? (
            <span className="soft small" role="status">
              {words.register.showing(shown.length, lines.length)}
            </span>
          ) : null
        }
      >
        <RowList
          title={words.agreement.title}
          rows={shown.map((line) => ({
            id: line.uid,
            link: (
              <Link to="/agreements/$uid" params={{ uid: line.uid }} className="row-link">
                <Tri text={line.title} />
              </Link>
            ),
            meta: <RegisterMeta line={line} />,
            ...(line.found.length > 0 ? { below: <Found found={line.found} /> } : {}),
          }))}
          cursor={address.s}
          onCursor={(s) => go({ s })}
          onOpen={(uid) => void navigate({ to: '/agreements/$uid', params: { uid } })}
          empty={isFiltered ? <NothingLikeThis go={go} /> : <NoAgreement />}
        />
      </Panel>
      {shown.length > 0 ? <RegisterTimeline lines={shown} /> : null}
    </div>
  );
}

/** The clauses in which the words were found. */
function Found({ found }: Pick<RegisterLine, 'found'>): ReactNode {
  const words = useWords();
  return (
    <ul className="found">
      {found.map(({ number, sentence }) => (
        <li key={number} className="small">
          <span className="soft">{words.refusal.clause(String(number))}</span> <Tri text={sentence} />
        </li>
      ))}
    </ul>
  );
}

function NothingLikeThis({ go }: Pick<Props, 'go'>): ReactNode {
  const words = useWords();
  return (
    <Empty
      title={words.register.none}
      help={words.register.noneHelp}
      action={
        <Button variant="default" onClick={() => go({ words: '', state: '', partner: '' })}>
          {words.register.clear}
        </Button>
      }
    />
  );
}

function NoAgreement(): ReactNode {
  const words = useWords();
  return (
    <Empty
      title={words.agreement.empty}
      help={words.agreement.emptyHelp}
      action={<LinkButton to="/agreements/new">{words.agreement.new}</LinkButton>}
    />
  );
}
