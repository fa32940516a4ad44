import { Button, NativeSelect, Radio, Stack, Textarea } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { CHANNELS, CHANNEL_LABELS } from '#contract/destination-needs/delivery-channel.ts';
import { explainUse } from '#contract/explanation.ts';
import { askOverride } from '#contract/override.ts';
import { useAsk, useTell } from '../../ask.ts';
import { Asked } from '../../asked.tsx';
import { Refused } from '../../refused.tsx';
import { SentenceOf, useText } from '../../sentence.tsx';
import { useSeat } from '../../session.tsx';
import type { ExplainedUse, May, Story } from '../../shapes.ts';
import { useToasts } from '../../toasts.tsx';
import { Note } from '../../ui/note.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { useWords } from '../../words/use-words.tsx';
import { useUseName } from './override-list.tsx';

type Channel = (typeof CHANNELS)[number];
type Props = { readonly story: Story; readonly onClose: () => void };

/** By which channel, what for, and why; a second person and the partner read it. */
export function AskOverrideSheet({ story, onClose }: Props): ReactNode {
  const words = useWords();
  const text = useText();
  const [channel, setChannel] = useState<Channel>('web');
  const asked = useAsk(explainUse, { params: { id: story.id }, query: { channel } });
  return (
    <Sheet title={words.override.askTitle} closeLabel={words.act.close} onClose={onClose} place="side">
      <div className="stack">
        <p>{words.override.lead}</p>
        <NativeSelect
          label={words.why.channel}
          value={channel}
          data={CHANNELS.map((one) => ({ value: one, label: text(CHANNEL_LABELS[one]) }))}
          onChange={(event) => setChannel(CHANNELS.find((one) => one === event.currentTarget.value) ?? 'web')}
        />
        <Asked query={asked}>
          {(explained) => (
            <AskForm key={channel} story={story} channel={channel} explained={explained} onClose={onClose} />
          )}
        </Asked>
      </div>
    </Sheet>
  );
}

type FormProps = Props & { readonly channel: Channel; readonly explained: ExplainedUse };

function AskForm({ story, channel, explained, onClose }: FormProps): ReactNode {
  const words = useWords();
  const nameUse = useUseName();
  const { session } = useSeat();
  const { tell } = useToasts();
  const may = mayBy(explained, session.agency.languages);
  const uses = usesOf(story, may, session.agency.languages);
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
    if (use) ask.mutate({ params: { id: story.id }, body: { ...use, channel, reason } });
  };
  if (uses.length === 0) return <Note tone="good" title={words.override.needless} />;
  return (
    <form className="stack" onSubmit={submit}>
      <Against may={may} />
      <Radio.Group label={words.override.what} value={chosen} onChange={setChosen}>
        <Stack gap={8} mt={6}>
          {uses.map((use, at) => {
            const name = nameUse({ ...use, channel });
            return <Radio key={name} value={String(at)} label={name} size="sm" />;
          })}
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
  );
}

type MayBy = { readonly publish: May; readonly translate: May };

/** What stands against it, each reason once. */
function Against({ may }: { readonly may: MayBy }): ReactNode {
  const words = useWords();
  const against = [may.publish, may.translate].flatMap((one) => (one.ok ? [] : one.because));
  const shown = against.filter(({ code }, at) => against.findIndex((one) => one.code === code) === at);
  return (
    <Note tone="warn" title={words.override.against}>
      <ul>
        {shown.map((one) => (
          <li key={one.code}>
            <SentenceOf reason={one} />
          </li>
        ))}
      </ul>
    </Note>
  );
}

/** By one channel: to publish, and to translate into one of our languages at least. */
function mayBy({ lines }: ExplainedUse, ours: readonly string[]): MayBy {
  const answers = (action: string): readonly May[] =>
    lines
      .filter(
        (line) => line.action === action && (line.language === undefined || ours.includes(line.language)),
      )
      .flatMap(({ cells }) => cells.map(({ may }) => may));
  const first = (all: readonly May[]): May => all.find(({ ok }) => ok) ?? all[0] ?? { ok: true };
  return { publish: first(answers('publish')), translate: first(answers('translate')) };
}

/** Of what is denied: as it is, and in each language of ours that is not the story's. */
function usesOf({ language }: Story, may: MayBy, ours: readonly string[]) {
  const others = ours.filter((one) => one !== language);
  const publish = [
    { action: 'publish' } as const,
    ...others.map((one) => ({ action: 'publish', language: one }) as const),
  ];
  const translate = others.map((one) => ({ action: 'translate', language: one }) as const);
  return [...(may.publish.ok ? [] : publish), ...(may.translate.ok ? [] : translate)];
}
