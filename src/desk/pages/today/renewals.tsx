import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { readLocal, writeLocal } from '../../local.ts';
import { useSeat } from '../../session.tsx';
import type { Today } from '../../shapes.ts';
import { Panel } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import { RenewalNote } from '../agreement/renewal-note.tsx';

type Line = Today['renewals'][number];

/** Agreements that end soon, for whoever can renew them; what was seen stays away until the next step. */
export function Renewals({ renewals }: { readonly renewals: readonly Line[] }): ReactNode {
  const words = useWords();
  const { session } = useSeat();
  const [, setSeen] = useState(0);
  const isOurs = session.roles.some((role) => role === 'coordinator' || role === 'chief');
  const waiting = renewals.filter((line) => readLocal(keyOf(line)) === undefined);
  if (!isOurs || waiting.length === 0) return null;
  return (
    <Panel title={words.register.reminders} count={waiting.length}>
      <div className="stack">
        {waiting.map((line) => (
          <RenewalNote
            key={line.uid}
            agreement={line}
            more={
              <Button
                size="compact-sm"
                variant="subtle"
                onClick={() => {
                  writeLocal(keyOf(line), line.reminder?.since ?? '');
                  setSeen((count) => count + 1);
                }}
              >
                {words.register.seen}
              </Button>
            }
          />
        ))}
      </div>
    </Panel>
  );
}

/** One for each step of each version. */
function keyOf({ digest, reminder }: Line): string {
  return `pactwire.reminded.${digest}.${reminder?.days ?? 0}`;
}
