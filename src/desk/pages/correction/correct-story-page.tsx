import { Button, Textarea } from '@mantine/core';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState, type FormEvent, type ReactNode } from 'react';
import { isJsonObject } from '#kernel/json.ts';
import { correctStory } from '#contract/correction.ts';
import { readStory } from '#contract/wire.ts';
import { useAsk, useTell } from '../../ask.ts';
import { Asked } from '../../asked.tsx';
import { Headline } from '../../headline.tsx';
import { useKeptForm } from '../../kept-form.ts';
import { Refused } from '../../refused.tsx';
import { useReasons } from '../../session.tsx';
import type { ReasonClass, Story } from '../../shapes.ts';
import { useToasts } from '../../toasts.tsx';
import { Note, Stopped } from '../../ui/note.tsx';
import { Mark, PageHead, Panel } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import { kindWord } from '../translation/bench-block.tsx';
import { ReasonClassField } from './reason-form.tsx';

type Texts = { readonly [block: string]: string };

/** A new version of our own story, block by block, with a note that every holder gets. */
export function CorrectStoryPage(): ReactNode {
  const { id } = useParams({ from: '/desk/s/$id/correct' });
  const story = useAsk(readStory, { params: { id } });
  return <Asked query={story}>{(data) => <CorrectDoor key={data.version} story={data} />}</Asked>;
}

/** The form, or why there is none; a killed story has no text to correct. */
function CorrectDoor({ story }: { readonly story: Story }): ReactNode {
  const words = useWords();
  const reasons = useReasons()('correct-own', story.may.correct);
  if (reasons.length === 0) return <CorrectForm story={story} />;
  return (
    <>
      <PageHead
        title={words.recall.correctTitle}
        lead={<Headline text={story.headline} language={story.language} />}
      />
      <Stopped reasons={reasons} />
    </>
  );
}

function parseTexts(value: unknown): Texts | undefined {
  if (!isJsonObject(value)) return undefined;
  const texts = Object.entries(value).flatMap(([id, text]) =>
    typeof text === 'string' ? [[id, text] as const] : [],
  );
  return texts.length > 0 ? Object.fromEntries(texts) : undefined;
}

function CorrectForm({ story }: { readonly story: Story }): ReactNode {
  const words = useWords();
  const navigate = useNavigate();
  const { tell } = useToasts();
  const [reasonClass, setClass] = useState<ReasonClass>('error');
  const form = useKeptForm<Texts>(`pactwire.correction:${story.id}:${story.version}`, {}, parseTexts);
  const correct = useTell(correctStory, {
    onDone: ({ recall }) => {
      form.forget();
      tell(words.recall.issuedToast);
      void navigate({ to: '/corrections', search: { tab: 'sent', s: recall.id } });
    },
  });
  const texts = form.value;
  const set = (id: string, text: string): void => form.change({ ...texts, [id]: text });
  const changedBlocks = story.blocks
    .filter((block) => texts[block.id] !== undefined && texts[block.id] !== block.text)
    .map((block) => ({ id: block.id, text: texts[block.id] ?? '' }));
  const headline = texts['@headline'] ?? story.headline;
  const note = texts['@note'] ?? '';
  const nothing = changedBlocks.length === 0 && headline === story.headline;
  const send = (event: FormEvent): void => {
    event.preventDefault();
    correct.mutate({
      params: { id: story.id },
      body: {
        note: note.trim(),
        reasonClass,
        ...(headline === story.headline ? {} : { headline }),
        blocks: changedBlocks,
      },
    });
  };
  return (
    <>
      <PageHead title={words.recall.correctTitle} lead={words.recall.correctLead} />
      <form className="story" onSubmit={send}>
        <Panel title={words.story.body}>
          <div className="stack">
            {form.restored ? <Restored onFresh={form.forget} /> : null}
            <BlockField
              label={words.recall.headline}
              lang={story.language}
              before={story.headline}
              value={headline}
              onChange={(text) => set('@headline', text)}
            />
            {story.blocks.map((block, at) => (
              <BlockField
                key={block.id}
                label={words.bench.blockLabel(at + 1, kindWord(words, block.kind))}
                lang={story.language}
                before={block.text}
                value={texts[block.id] ?? block.text}
                onChange={(text) => set(block.id, text)}
              />
            ))}
          </div>
        </Panel>
        <NotePanel
          lang={story.language}
          note={note}
          onNote={(text) => set('@note', text)}
          reasonClass={reasonClass}
          onClass={setClass}
          nothing={nothing}
          busy={correct.isPending}
          fault={correct.error}
        />
      </form>
    </>
  );
}

type NoteProps = {
  readonly lang: string;
  readonly note: string;
  readonly onNote: (text: string) => void;
  readonly reasonClass: ReasonClass;
  readonly onClass: (value: ReasonClass) => void;
  /** Nothing differs from the version that stands. */
  readonly nothing: boolean;
  readonly busy: boolean;
  readonly fault: unknown;
};

/** The note that goes out with the new version, and the button. */
function NotePanel(props: NoteProps): ReactNode {
  const words = useWords();
  const { note, nothing } = props;
  return (
    <Panel title={words.recall.kinds.correction}>
      <div className="stack">
        <Textarea
          label={words.recall.note}
          description={words.recall.noteHelp}
          lang={props.lang}
          required
          autosize
          minRows={3}
          maxLength={2000}
          value={note}
          onChange={(event) => props.onNote(event.currentTarget.value)}
        />
        <ReasonClassField value={props.reasonClass} onChange={props.onClass} />
        {nothing ? <p className="soft">{words.recall.nothingChanged}</p> : null}
        {props.fault ? <Refused fault={props.fault} kept="change" /> : null}
        <Button type="submit" loading={props.busy} disabled={nothing || note.trim() === ''}>
          {words.recall.issue}
        </Button>
      </div>
    </Panel>
  );
}

function Restored({ onFresh }: { readonly onFresh: () => void }): ReactNode {
  const words = useWords();
  return (
    <Note
      tone="info"
      title={words.agreement.composer.restored}
      actions={
        <Button size="compact-sm" variant="default" onClick={onFresh}>
          {words.agreement.composer.fresh}
        </Button>
      }
    />
  );
}

function BlockField(props: {
  readonly label: string;
  readonly lang: string;
  readonly before: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
}): ReactNode {
  const words = useWords();
  return (
    <Textarea
      label={
        <>
          {props.label}{' '}
          {props.value === props.before ? null : <Mark tone="warn">{words.recall.changed}</Mark>}
        </>
      }
      lang={props.lang}
      className="block-input"
      autosize
      minRows={1}
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  );
}
