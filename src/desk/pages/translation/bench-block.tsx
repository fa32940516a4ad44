import { Button, Textarea } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Translation } from '../../shapes.ts';
import { KeyCap, Mark, type Tone } from '../../ui/pieces.tsx';
import type { Words } from '../../words/en.ts';
import { useWords } from '../../words/use-words.tsx';
import type { BenchKeeper } from './bench-keeper.ts';
import { blockElementId } from './bench-moves.ts';
import type { BenchBlock } from './bench-state.ts';
import { isAdaptation } from './is-adaptation.ts';
import { wordDiff } from './word-diff.ts';

const TONES: { readonly [S in BenchBlock['state']]: Tone } = {
  untranslated: 'plain',
  draft: 'info',
  confirmed: 'good',
  stale: 'warn',
};

type Props = {
  readonly block: BenchBlock;
  readonly number: number;
  readonly translation: Translation;
  readonly keeper: BenchKeeper;
  readonly readOnly: boolean;
  readonly onFocus: () => void;
  readonly onConfirm: () => void;
};

/** One stable block: its source, its translation, its state. */
export function BenchBlockRow(props: Props): ReactNode {
  const { block, number, translation, keeper, readOnly } = props;
  const words = useWords();
  const label = words.bench.blockLabel(number, kindWord(words, block.kind));
  return (
    <li className="bench-block" data-state={block.state}>
      <div className="block-head">
        <span>{label}</span>
        <Mark tone={TONES[block.state]}>{words.bench.states[block.state]}</Mark>
      </div>
      <div className="sides">
        <Source block={block} translation={translation} />
        <div className="stack tight">
          <Textarea
            id={blockElementId(block.id)}
            className="block-input"
            data-kind={block.kind}
            aria-label={label}
            lang={translation.language}
            spellCheck
            autosize
            minRows={1}
            readOnly={readOnly}
            placeholder={isAdaptation(translation) ? words.bench.leftOut : words.bench.placeholder}
            value={block.text}
            onFocus={props.onFocus}
            onBlur={() => void keeper.flush()}
            onChange={(event) => keeper.edit(block.id, event.currentTarget.value)}
          />
          {block.theirs === undefined ? null : <TwoTexts {...props} theirs={block.theirs} />}
          {readOnly ? null : <BlockActions {...props} />}
        </div>
      </div>
    </li>
  );
}

function BlockActions({ block, translation, keeper, onConfirm }: Props): ReactNode {
  const words = useWords();
  const isOurs = isAdaptation(translation);
  const mayLeaveOut = isOurs && block.text !== '' && !['headline', 'caption'].includes(block.kind);
  return (
    <div className="actions">
      {block.state === 'confirmed' ? (
        <Button size="compact-xs" variant="default" onClick={() => keeper.mark(block.id, 'draft')}>
          {words.bench.reopen}
        </Button>
      ) : (
        <Button
          size="compact-xs"
          variant={block.state === 'stale' ? 'filled' : 'light'}
          rightSection={<KeyCap keys="Ctrl+Enter" />}
          onClick={onConfirm}
        >
          {block.state !== 'stale'
            ? words.bench.confirmNext
            : isOurs
              ? words.bench.keepOurs
              : words.bench.unchanged}
        </Button>
      )}
      {block.text === '' ? (
        <Button size="compact-xs" variant="subtle" onClick={() => keeper.edit(block.id, block.source)}>
          {words.bench.copySource}
        </Button>
      ) : null}
      {mayLeaveOut ? (
        <Button size="compact-xs" variant="subtle" onClick={() => keeper.edit(block.id, '')}>
          {words.bench.leaveOut}
        </Button>
      ) : null}
    </div>
  );
}

/** The source; when a correction changed it, the text translated from and the text now, with the difference marked. */
function Source({ block, translation }: Pick<Props, 'block' | 'translation'>): ReactNode {
  const words = useWords();
  const { sourceLanguage: language } = translation;
  const isOurs = isAdaptation(translation);
  if (block.previousSource === undefined) {
    return (
      <p className="source-text" data-kind={block.kind} lang={language}>
        {block.source}
      </p>
    );
  }
  const runs = wordDiff(block.previousSource, block.source, language);
  return (
    <div className="versus">
      <div>
        <h3>{words.bench.sourceWas}</h3>
        <p className="source-text" lang={language}>
          {runs.map((run, at) =>
            run.kind === 'new' ? null : run.kind === 'gone' ? <del key={at}>{run.text}</del> : run.text,
          )}
        </p>
      </div>
      <div>
        <h3>{words.bench.sourceIs}</h3>
        <p className="source-text" lang={language}>
          {runs.map((run, at) =>
            run.kind === 'gone' ? null : run.kind === 'new' ? <ins key={at}>{run.text}</ins> : run.text,
          )}
        </p>
      </div>
      {block.state === 'stale' ? (
        <p className="small">{isOurs ? words.bench.staleOurs : words.bench.staleHelp}</p>
      ) : null}
      {isOurs && block.state === 'draft' && !block.dirty ? (
        <p className="small">{words.bench.merged}</p>
      ) : null}
    </div>
  );
}

function TwoTexts({ block, translation, keeper, theirs }: Props & { readonly theirs: string }): ReactNode {
  const words = useWords();
  return (
    <div className="note" data-tone="warn" role="alert">
      <div>
        <p className="note-title">{words.bench.otherEdit}</p>
        <p lang={translation.language}>{theirs}</p>
        <div className="actions">
          <Button size="compact-sm" onClick={() => keeper.settle(block.id, 'mine')}>
            {words.bench.keepMine}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => keeper.settle(block.id, 'theirs')}>
            {words.bench.takeTheirs}
          </Button>
        </div>
      </div>
    </div>
  );
}

/** The word for a kind of block; an unknown kind is a paragraph to the person. */
export function kindWord(words: Words, kind: string): string {
  const known: Readonly<Record<string, string>> = words.story.blockKinds;
  return known[kind] ?? words.story.blockKinds.paragraph;
}
