import { Checkbox, Stack } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { startDrill } from '#contract/drill.ts';
import { listPartners } from '#contract/partner.ts';
import { useAsk, useTell } from '../../ask.ts';
import { Asked } from '../../asked.tsx';
import { Refused } from '../../refused.tsx';
import { useText } from '../../sentence.tsx';
import { useSeatReasons } from '../../session.tsx';
import type { Drill, Partner } from '../../shapes.ts';
import { useToasts } from '../../toasts.tsx';
import { GuardedButton } from '../../ui/guarded-button.tsx';
import { Panel } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';

/** Chooses partners and begins a drill with them; who has not answered the one before cannot be chosen. */
export function DrillStart({ drills }: { readonly drills: readonly Drill[] }): ReactNode {
  const words = useWords();
  const partners = useAsk(listPartners, {});
  return (
    <Panel title={words.drill.start}>
      <Asked query={partners}>
        {(data) => (
          <StartForm partners={data.partners.filter(({ state }) => state === 'pinned')} drills={drills} />
        )}
      </Asked>
    </Panel>
  );
}

type Props = { readonly partners: readonly Partner[]; readonly drills: readonly Drill[] };

function StartForm({ partners, drills }: Props): ReactNode {
  const words = useWords();
  const text = useText();
  const reasons = useSeatReasons()('run-drill');
  const { tell } = useToasts();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const start = useTell(startDrill, {
    onDone: () => {
      setChosen([]);
      tell(words.drill.startedToast);
    },
  });
  const busy = new Set(drills.flatMap(({ reach }) => reach.filter(isOpen)).map(({ agency }) => agency.did));
  const free = chosen.filter((did) => !busy.has(did));
  if (partners.length === 0) return <p className="soft">{words.drill.nobody}</p>;
  return (
    <div className="stack">
      <p>{words.drill.lead}</p>
      <Checkbox.Group
        label={words.drill.partners}
        description={words.drill.partnersHelp}
        value={[...free]}
        onChange={setChosen}
      >
        <Stack gap={8} mt={6}>
          {partners.map(({ agency }) => (
            <Checkbox
              key={agency.did}
              value={agency.did}
              label={text(agency.name)}
              disabled={busy.has(agency.did)}
              {...(busy.has(agency.did) ? { description: words.drill.waits } : {})}
            />
          ))}
        </Stack>
      </Checkbox.Group>
      {start.error ? <Refused fault={start.error} kept="change" /> : null}
      <div className="actions">
        <GuardedButton
          reasons={reasons}
          loading={start.isPending}
          disabled={free.length === 0}
          onClick={() => start.mutate({ body: { partners: [...free] } })}
        >
          {words.drill.start}
        </GuardedButton>
      </div>
    </div>
  );
}

function isOpen({ state }: Drill['reach'][number]): boolean {
  return state !== 'applied' && state !== 'refused' && state !== 'not-applicable';
}
