import { NativeSelect } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { listAgreements } from '#contract/agreement.ts';
import { compareAgreements } from '#contract/register.ts';
import { useAsk } from '../../ask.ts';
import { Asked } from '../../asked.tsx';
import { useText } from '../../sentence.tsx';
import { PageHead, Panel } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import { RedlineList } from './redline-list.tsx';
import { otherNames } from './other-parties.ts';

/** Two agreements as they stand, clause by clause; which two, the address says. */
export function AgreementComparePage(): ReactNode {
  const words = useWords();
  const textOf = useText();
  const { one = '', other = '' } = useSearch({ from: '/desk/agreements/compare' });
  const navigate = useNavigate();
  const list = useAsk(listAgreements, {});
  const go = (change: { readonly one?: string; readonly other?: string }): void =>
    void navigate({ to: '/agreements/compare', search: { one, other, ...change }, replace: true });
  return (
    <>
      <PageHead title={words.register.compareTitle} lead={words.register.compareHelp} />
      <div className="stack">
        <Asked query={list}>
          {({ agreements }) => {
            const data = [
              { value: '', label: '—' },
              ...agreements.map(({ uid, title, parties }) => ({
                value: uid,
                label: `${textOf(title)} · ${otherNames(parties, textOf)}`,
              })),
            ];
            return (
              <div className="register-filters">
                <NativeSelect
                  label={words.register.one}
                  value={one}
                  data={data}
                  onChange={(event) => go({ one: event.currentTarget.value })}
                />
                <NativeSelect
                  label={words.register.other}
                  value={other}
                  data={data}
                  onChange={(event) => go({ other: event.currentTarget.value })}
                />
              </div>
            );
          }}
        </Asked>
        <Panel title={words.register.compareTitle}>
          {one !== '' && other !== '' ? (
            <Compared one={one} other={other} />
          ) : (
            <p className="soft">{words.register.choose}</p>
          )}
        </Panel>
      </div>
    </>
  );
}

function Compared(query: { readonly one: string; readonly other: string }): ReactNode {
  const compared = useAsk(compareAgreements, { query });
  return (
    <Asked query={compared}>
      {({ clauses }) => <RedlineList clauses={clauses} all={false} onlyChanges />}
    </Asked>
  );
}
