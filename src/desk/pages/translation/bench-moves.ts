import type { BenchBlock } from './bench-state.ts';

/** A block one can go to. */
export type Place = { readonly id: string };

/** The next block that is not confirmed, from this one on and round again; none when all are. */
export function nextOpen(blocks: readonly BenchBlock[], from: string): Place | undefined {
  const at = blocks.findIndex((block) => block.id === from);
  const round = [...blocks.slice(at + 1), ...blocks.slice(0, at + 1)];
  return round.find((block) => block.state !== 'confirmed' && block.id !== from);
}

export function neighbour(blocks: readonly BenchBlock[], from: string, by: 1 | -1): Place | undefined {
  const at = blocks.findIndex((block) => block.id === from);
  return at === -1 ? blocks[0] : blocks[at + by];
}

export function blockElementId(id: string): string {
  return `block-${id}`;
}

export function focusBlock({ id }: Place): void {
  const field = document.getElementById(blockElementId(id));
  field?.focus();
  field?.closest('li')?.scrollIntoView({ block: 'center' });
}
