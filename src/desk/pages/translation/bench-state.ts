import type { Refusal } from '../../refusal.ts';
import type { Translation, TranslationBlock } from '../../shapes.ts';
import type { KeptState, Unsaved } from './unsaved.ts';

/** A block on the bench: what the server holds, and what the person has made of it. */
export type BenchBlock = {
  readonly id: string;
  readonly kind: string;
  readonly source: string;
  readonly previousSource?: string;
  readonly text: string;
  readonly state: TranslationBlock['state'];
  /** The text that the server last acknowledged or sent. */
  readonly held: string;
  readonly dirty: boolean;
  /** Somebody else's text for this block, when it changed under ours. */
  readonly theirs?: string;
};

export type BenchState = {
  readonly translation: Translation;
  readonly blocks: readonly BenchBlock[];
  readonly revision: number;
  readonly savedAt: string;
  readonly saving: boolean;
  /** Copies on their way to this computer's disk; none means that what is typed is there. */
  readonly keeping: number;
  readonly fault: Refusal | undefined;
  /** How many blocks came back from this browser when the bench was opened. */
  readonly restored: number;
};

export type SentBlock = { readonly id: string; readonly text: string; readonly state: KeptState };

/** Opens the bench: the server's blocks, with what this browser still keeps laid over them. */
export function openBench(translation: Translation, unsaved: ReadonlyMap<string, Unsaved>): BenchState {
  const blocks = translation.blocks.map((block) => layOver(fromServer(block), unsaved.get(block.id)));
  return {
    translation,
    blocks,
    revision: translation.revision,
    savedAt: translation.savedAt,
    saving: false,
    keeping: 0,
    fault: undefined,
    restored: blocks.filter((block) => block.dirty).length,
  };
}

function fromServer(block: TranslationBlock): BenchBlock {
  const { id, kind, source, previousSource, text, state } = block;
  return {
    id,
    kind,
    source,
    text,
    state,
    held: text,
    dirty: false,
    ...(previousSource ? { previousSource } : {}),
  };
}

function layOver(block: BenchBlock, kept: Unsaved | undefined): BenchBlock {
  if (!kept || (kept.text === block.text && kept.state === block.state)) return block;
  const changed = kept.base !== block.held && kept.text !== block.held;
  return {
    ...block,
    text: kept.text,
    state: kept.state,
    dirty: true,
    ...(changed ? { theirs: block.held } : {}),
  };
}

export function editBlock(state: BenchState, id: string, text: string): BenchState {
  return withBlock(state, id, (block) => ({ ...block, text, state: 'draft', dirty: true }));
}

export function markBlock(state: BenchState, id: string, mark: KeptState): BenchState {
  return withBlock(state, id, (block) => ({ ...block, state: mark, dirty: true }));
}

/** Two texts for one block: the person says which. Ours stays to be saved; theirs is saved already. */
export function settleBlock(state: BenchState, id: string, choice: 'mine' | 'theirs'): BenchState {
  return withBlock(state, id, ({ theirs, ...block }) => {
    const held = theirs ?? block.held;
    return choice === 'mine'
      ? { ...block, held, dirty: true }
      : { ...block, held, text: held, state: 'draft', dirty: false };
  });
}

export function blocksToSend(state: BenchState): SentBlock[] {
  return state.blocks
    .filter((block) => block.dirty && block.theirs === undefined)
    .map(({ id, text, state: mark }) => ({ id, text, state: mark === 'confirmed' ? 'confirmed' : 'draft' }));
}

/** The server has acknowledged these blocks; what was typed since stays to be saved. */
export function acknowledge(
  state: BenchState,
  sent: readonly SentBlock[],
  answer: { readonly revision: number; readonly savedAt: string },
): BenchState {
  const byId = new Map(sent.map((block) => [block.id, block]));
  const blocks = state.blocks.map((block) => {
    const was = byId.get(block.id);
    if (!was) return block;
    return { ...block, held: was.text, dirty: block.text !== was.text || block.state !== was.state };
  });
  return { ...state, blocks, revision: answer.revision, savedAt: answer.savedAt, fault: undefined };
}

/**
 * A newer reading of the translation. What the person has not touched follows the server; what they have stays theirs,
 * and a text that changed under it is laid beside it. An older reading than our last save changes nothing.
 */
export function receive(state: BenchState, translation: Translation): BenchState {
  if (translation.revision < state.revision) return state;
  const mine = new Map(state.blocks.map((block) => [block.id, block]));
  const blocks = translation.blocks.map((block) => meet(fromServer(block), mine.get(block.id)));
  const { revision, savedAt } = translation;
  return { ...state, translation, blocks, revision, savedAt };
}

function meet(server: BenchBlock, mine: BenchBlock | undefined): BenchBlock {
  if (!mine) return server;
  // Once seen, the old source stays beside the new one until the bench is opened again.
  const previousSource =
    server.previousSource ?? (mine.source === server.source ? mine.previousSource : undefined);
  const met = { ...server, ...(previousSource ? { previousSource } : {}) };
  if (!mine.dirty || (mine.text === server.held && mine.state === server.state)) return met;
  const theirs = server.held !== mine.held && server.held !== mine.text ? server.held : mine.theirs;
  return {
    ...met,
    text: mine.text,
    state: mine.state,
    dirty: true,
    held: mine.held,
    ...(theirs === undefined ? {} : { theirs }),
  };
}

function withBlock(state: BenchState, id: string, change: (block: BenchBlock) => BenchBlock): BenchState {
  return { ...state, blocks: state.blocks.map((block) => (block.id === id ? change(block) : block)) };
}
