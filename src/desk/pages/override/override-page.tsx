import { Checkbox, Stack } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { listOverrides, openOverrides, OVERRIDE_CODES } from '#contract/override.ts';
import { useAsk, useTell } from '../../ask.ts';
import { Asked } from '../../asked.tsx';
import { Refused } from '../../refused.tsx';
import { useSeatReasons } from '../../session.tsx';
import type { Overrides } from '../../shapes.ts';
import { useToasts } from '../../toasts.tsx';
import { GuardedButton } from '../../ui/guarded-button.tsx';
import { PageHead, Panel } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import { OverrideList, ToldList } from './override-list.tsx';

/** What was overridden here and at partners, and which denials may be at all. */
export function OverridePage(): ReactNode {
  const words = useWords();
  const overrides = useAsk(listOverrides, {}, { everySeconds: 15 });
  return (
    <>
      <PageHead title={words.override.title} lead={words.override.lead} />
      <Asked query={overrides}>
        {({ open, ours, told }) => (
          <div className="cards">
            <Panel title={words.override.ours} count={ours.length}>
              {ours.length === 0 ? <p className="soft">{words.override.noOurs}</p> : null}
              <OverrideList overrides={ours} withStory />
            </Panel>
            <Panel title={words.override.told} count={told.length}>
              {told.length === 0 ? <p className="soft">{words.override.noTold}</p> : null}
              <ToldList told={told} withStory />
            </Panel>
            <OpenCodes open={open} />
          </div>
        )}
      </Asked>
    </>
  );
}

function OpenCodes({ open }: Pick<Overrides, 'open'>): ReactNode {
  const words = useWords();
  const { tell } = useToasts();
  const [wish, setWish] = useState<readonly string[]>(open);
  const reasons = useSeatReasons()('open-overrides');
  const save = useTell(openOverrides, { onDone: () => tell(words.override.saved) });
  return (
    <Panel title={words.override.open}>
      <div className="stack">
        <Checkbox.Group
          aria-label={words.override.open}
          description={words.override.openHelp}
          value={[...wish]}
          onChange={setWish}
          readOnly={reasons.length > 0}
        >
          <Stack gap={8} mt={8}>
            {OVERRIDE_CODES.map((code) => (
              <Checkbox key={code} value={code} label={words.override.codes[code]} size="sm" />
            ))}
          </Stack>
        </Checkbox.Group>
        {save.error ? <Refused fault={save.error} kept="change" /> : null}
        <GuardedButton
          reasons={reasons}
          loading={save.isPending}
          onClick={() =>
            save.mutate({ body: { open: OVERRIDE_CODES.filter((code) => wish.includes(code)) } })
          }
        >
          {words.act.save}
        </GuardedButton>
      </div>
    </Panel>
  );
}
