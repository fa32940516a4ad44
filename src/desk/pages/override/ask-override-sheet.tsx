import { Button, Radio, Stack, Textarea } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { askOverride } from '#contract/override.ts';
import { useTell } from '../../ask.ts';
import { Refused } from '../../refused.tsx';
import { SentenceOf } from '../../sentence.tsx';
import { useSeat } from '../../session.tsx';
import type { Story } from '../../shapes.ts';
import { useToasts } from '../../toasts.tsx';
import { Note } from '../../ui/note.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { useWords } from '../../words/use-words.tsx';
import { useUseName } from './override-list.tsx';

type Props = { readonly story: Story; readonly onClose: () => void };

/** What for, and why; a second person and the partner read it. */
export function AskOverrideSheet({ story, onClose }: Props): ReactNode {
  const words = useWords();
  const nameUse = useUseName();
  const { session } = useSeat();
  const { tell } = useToasts();
  const uses = usesOf(story, session.agency.languages);
  const [chosen, setChosen] = useState('0');
  const [reason, setReason] = useState('');
  const ask = useTell(askOverride, {
    onDone: () => {
      tell(words.override.sent);
      onClose();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const use = uses[Number(chosen)];
    if (use) ask.mutate({ params: { id: story.id }, body: { ...use, reason } });
  };
  const against = [story.may.publish, story.may.translate].flatMap((may) => (may.ok ? [] : may.because));
  const shown = against.filter(({ code }, at) => against.findIndex((one) => one.code === code) === at);
  return (
    <Sheet title={words.override.askTitle} closeLabel={words.act.close} onClose={onClose} place="side">
      <form className="stack" onSubmit={submit}>
        <p>{words.override.lead}</p>
        <Note tone="warn" title={words.override.against}>
          <ul>
            {shown.map((one) => (
              <li key={one.code}>
                <SentenceOf reason={one} />
              </li>
            ))}
          </ul>
        </Note>
        <Radio.Group label={words.override.what} value={chosen} onChange={setChosen}>
          <Stack gap={8} mt={6}>
            {uses.map((use, at) => (
              <Radio key={nameUse(use)} value={String(at)} label={nameUse(use)} size="sm" />
            ))}
          </Stack>
        </Radio.Group>
        <Textarea
          label={words.override.reason}
          description={words.override.reasonHelp}
          value={reason}
          required
          maxLength={2000}
          autosize
          minRows={3}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {ask.error ? <Refused fault={ask.error} kept="change" /> : null}
        <div className="actions">
          <Button type="submit" loading={ask.isPending}>
            {words.override.send}
          </Button>
        </div>
      </form>
    </Sheet>
  );
}

/** Of what is denied: as it is, and in each language of ours that is not the story's. */
function usesOf({ language, may }: Story, ours: readonly string[]) {
  const others = ours.filter((one) => one !== language);
  const publish = [
    { action: 'publish' } as const,
    ...others.map((one) => ({ action: 'publish', language: one }) as const),
  ];
  const translate = others.map((one) => ({ action: 'translate', language: one }) as const);
  return [...(may.publish.ok ? [] : publish), ...(may.translate.ok ? [] : translate)];
}
