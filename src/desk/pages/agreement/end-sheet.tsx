import { Button, Radio, Select, Textarea } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { giveNotice, terminateAgreement, terminateForCause } from '#contract/agreement-endings.ts';
import { useTell } from '../../ask.ts';
import { Refused } from '../../refused.tsx';
import { useText } from '../../sentence.tsx';
import { useReasons } from '../../session.tsx';
import type { Agreement } from '../../shapes.ts';
import { useToasts } from '../../toasts.tsx';
import { Note } from '../../ui/note.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { useWords } from '../../words/use-words.tsx';
import { Follows } from './ending-panel.tsx';

const WAYS = ['notice', 'together', 'cause'] as const;
export type EndingWay = (typeof WAYS)[number];

type Props = {
  readonly agreement: Agreement;
  /** Which way the address names. */
  readonly way: EndingWay;
  readonly onWay: (way: EndingWay) => void;
  readonly onClose: () => void;
};

type Breach = { readonly clause: string; readonly words: string };

/** The way to end it that the address asks for, if it asks for one. */
export function endingWayOf(ask: string | undefined): EndingWay | undefined {
  return ask === 'end' ? 'notice' : WAYS.find((way) => ask === `end-${way}`);
}

/** Ending an agreement: choose how and read what follows; then read once more and confirm. */
export function EndSheet({ agreement, way, onWay, onClose }: Props): ReactNode {
  const words = useWords();
  const [breach, setBreach] = useState<Breach>({ clause: '', words: '' });
  const [isSure, setSure] = useState(false);
  const chosen = agreement.endings.ways[way];
  const isComplete = way !== 'cause' || (breach.clause !== '' && breach.words.trim() !== '');
  const proceed = (event: FormEvent): void => {
    event.preventDefault();
    setSure(true);
  };
  return (
    <Sheet title={words.life.endTitle} closeLabel={words.act.close} onClose={onClose} place="side" wide>
      {isSure ? (
        <Confirm
          {...{ agreement, way, breach, onClose }}
          onBack={() => {
            setSure(false);
          }}
        />
      ) : (
        <form className="stack" onSubmit={proceed}>
          <p className="soft">{words.life.endLead}</p>
          <ChooseWay agreement={agreement} way={way} onWay={onWay} />
          {way === 'cause' ? <DescribeBreach {...{ agreement, breach, setBreach }} /> : null}
          {chosen.ending ? (
            <section>
              <h3 className="clause-kind">{words.life.follows}</h3>
              <Follows sentences={chosen.ending.sentences} />
            </section>
          ) : null}
          <div className="actions">
            <Button type="submit" variant="default" disabled={!chosen.may.ok || !isComplete}>
              {words.life.next}
            </Button>
          </div>
        </form>
      )}
    </Sheet>
  );
}

function ChooseWay({ agreement, way, onWay }: Omit<Props, 'onClose'>): ReactNode {
  const words = useWords();
  const reasonsFor = useReasons();
  return (
    <Radio.Group
      label={words.life.way}
      value={way}
      onChange={(value) => {
        const next = WAYS.find((one) => one === value);
        if (next) onWay(next);
      }}
    >
      <div className="stack ways">
        {WAYS.map((one) => {
          const { may } = agreement.endings.ways[one];
          return (
            <Radio
              key={one}
              value={one}
              label={words.life.ways[one]}
              description={
                may.ok ? words.life.wayHelp[one] : <span>{reasonsFor('sign-agreement', may)}</span>
              }
            />
          );
        })}
      </div>
    </Radio.Group>
  );
}

function DescribeBreach(props: {
  readonly agreement: Agreement;
  readonly breach: Breach;
  readonly setBreach: (breach: Breach) => void;
}): ReactNode {
  const { agreement, breach, setBreach } = props;
  const words = useWords();
  const textOf = useText();
  const clauses = agreement.clauses.filter(({ uid }) => agreement.endings.owed.includes(uid));
  return (
    <>
      <Select
        label={words.life.clause}
        description={words.life.clauseHelp}
        required
        searchable
        comboboxProps={{ withinPortal: true }}
        data={clauses.map(({ uid, number, sentence }) => ({
          value: uid,
          label: `${number}. ${textOf(sentence)}`,
        }))}
        value={breach.clause === '' ? null : breach.clause}
        onChange={(clause) => setBreach({ ...breach, clause: clause ?? '' })}
      />
      <Textarea
        label={words.life.breach}
        description={words.life.breachHelp}
        required
        autosize
        minRows={3}
        maxLength={1000}
        value={breach.words}
        onChange={(event) => setBreach({ ...breach, words: event.currentTarget.value })}
      />
    </>
  );
}

function Confirm(props: {
  readonly agreement: Agreement;
  readonly way: EndingWay;
  readonly breach: Breach;
  readonly onBack: () => void;
  readonly onClose: () => void;
}): ReactNode {
  const { agreement, way, breach, onBack, onClose } = props;
  const words = useWords();
  const textOf = useText();
  const { tell } = useToasts();
  const onDone = (): void => {
    tell(words.life.done[way]);
    onClose();
  };
  const notice = useTell(giveNotice, { onDone });
  const together = useTell(terminateAgreement, { onDone });
  const cause = useTell(terminateForCause, { onDone });
  const params = { uid: agreement.uid };
  const confirm = {
    notice: () => notice.mutate({ params }),
    together: () => together.mutate({ params }),
    cause: () => cause.mutate({ params, body: { clause: breach.clause, words: breach.words.trim() } }),
  };
  const { error, isPending } = { notice, together, cause }[way];
  const clause = agreement.clauses.find(({ uid }) => uid === breach.clause);
  return (
    <div className="stack">
      <h3 className="clause-kind">{words.life.ways[way]}</h3>
      {way === 'cause' && clause ? (
        <>
          <p>{textOf(clause.sentence)}</p>
          <blockquote>{breach.words.trim()}</blockquote>
        </>
      ) : null}
      <Follows sentences={agreement.endings.ways[way].ending?.sentences ?? []} />
      <Note tone="warn" title={way === 'cause' ? words.life.sureCause : words.life.sure} />
      {error ? <Refused fault={error} kept="change" /> : null}
      <div className="actions">
        <Button variant="default" onClick={onBack}>
          {words.life.back}
        </Button>
        <Button color="red" loading={isPending} onClick={confirm[way]}>
          {words.life.confirm[way]}
        </Button>
      </div>
    </div>
  );
}
