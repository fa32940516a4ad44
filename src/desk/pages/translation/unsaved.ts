import { isJsonObject } from '#kernel/json.ts';
import { forgetLocal, localKeys, readLocal, writeLocal } from '../../local.ts';

/** What a person may set a block to; `stale` and `untranslated` are only ever found. */
export type KeptState = 'draft' | 'confirmed';

/** A block as the person left it, until the server has acknowledged exactly this. */
export type Unsaved = {
  readonly text: string;
  readonly state: KeptState;
  /** What the server held when the person began: if it holds something else later, both are shown. */
  readonly base: string;
};

/** One key per block, so that two windows on the same translation do not overwrite each other's copies. */
function keyOf(desk: string, block: string): string {
  return `${desk}:${block}`;
}

/** The place of one person's copies of one translation in this browser. */
export function unsavedPlace(personId: string, translationId: string): string {
  return `pactwire.unsaved:${personId}:${translationId}`;
}

export function keepUnsaved(place: string, block: string, unsaved: Unsaved): boolean {
  return writeLocal(keyOf(place, block), JSON.stringify(unsaved));
}

/** Forgets a copy only when it is exactly what was acknowledged: another window may have typed on. */
export function forgetUnsaved(place: string, block: string, acknowledged: string): void {
  const held = parseUnsaved(readLocal(keyOf(place, block)));
  if (held && held.text === acknowledged) forgetLocal(keyOf(place, block));
}

export function readUnsaved(place: string): ReadonlyMap<string, Unsaved> {
  const found = new Map<string, Unsaved>();
  for (const key of localKeys(`${place}:`)) {
    const unsaved = parseUnsaved(readLocal(key));
    if (unsaved) found.set(key.slice(place.length + 1), unsaved);
  }
  return found;
}

function parseUnsaved(text: string | undefined): Unsaved | undefined {
  if (text === undefined) return undefined;
  const value = parseJson(text);
  if (!isJsonObject(value)) return undefined;
  const { text: words, state, base } = value;
  if (typeof words !== 'string' || typeof base !== 'string') return undefined;
  return { text: words, base, state: state === 'confirmed' ? 'confirmed' : 'draft' };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not one of our copies.
    return undefined;
  }
}
