import { isJsonObject } from '#kernel/json.ts';
import { forgetLocal, localKeys, readLocal, writeLocal } from '../../local.ts';
import { copiesUnder, putCopy } from './durable-copies.ts';

/** What a person may set a block to; `stale` and `untranslated` are only ever found. */
export type KeptState = 'draft' | 'confirmed';

/** A block as the person left it, until the server has acknowledged exactly this. */
export type Unsaved = {
  readonly text: string;
  readonly state: KeptState;
  /** What the server held when the person began: if it holds something else later, both are shown. */
  readonly base: string;
};

/** A copy with its moment. `settled`: the server has it, so an older copy that turns up later means nothing. */
type Copy = Unsaved & { readonly at: number; readonly settled: boolean };

/** The place of one person's copies of one translation in this browser; a block's id follows it. */
export function unsavedPlace(personId: string, translationId: string): string {
  return `pactwire.unsaved:${personId}:${translationId}:`;
}

let last = 0;

/** Never twice the same, and never behind a copy made before, even when the computer's clock is set back. */
function nextMoment(): number {
  last = Math.max(last + 1, Date.now());
  return last;
}

/**
 * Keeps a copy at once where a closed page finds it (localStorage) and as soon as possible where a killed browser finds it
 * (IndexedDB). Resolves when the second is done.
 */
export async function keepUnsaved(place: string, block: string, unsaved: Unsaved): Promise<void> {
  const copy: Copy = { ...unsaved, at: nextMoment(), settled: false };
  writeLocal(place + block, JSON.stringify(copy));
  await putCopy(place + block, copy);
}

/** The server has acknowledged this text. A copy that says more (another window typed on) stays. */
export async function settleUnsaved(place: string, block: string, acknowledged: Unsaved): Promise<void> {
  const held = parseCopy(readJson(readLocal(place + block)));
  if (held && held.text !== acknowledged.text) return;
  forgetLocal(place + block);
  await putCopy(place + block, { ...acknowledged, at: nextMoment(), settled: true } satisfies Copy);
}

/** What is still unacknowledged: of the two copies of a block the later one counts. */
export async function readUnsaved(place: string): Promise<ReadonlyMap<string, Unsaved>> {
  const latest = new Map<string, Copy>();
  const consider = (key: string, value: unknown): void => {
    const copy = parseCopy(value);
    const block = key.slice(place.length);
    if (!copy || copy.at < (latest.get(block)?.at ?? 0)) return;
    latest.set(block, copy);
    last = Math.max(last, copy.at);
  };
  for (const [key, value] of await copiesUnder(place)) consider(key, value);
  for (const key of localKeys(place)) consider(key, readJson(readLocal(key)));
  return new Map([...latest].filter(([, copy]) => !copy.settled));
}

function parseCopy(value: unknown): Copy | undefined {
  if (!isJsonObject(value)) return undefined;
  const { text, state, base, at, settled } = value;
  if (typeof text !== 'string' || typeof base !== 'string' || typeof at !== 'number') return undefined;
  return { text, base, at, state: state === 'confirmed' ? 'confirmed' : 'draft', settled: settled === true };
}

function readJson(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    // Not one of our copies.
    return undefined;
  }
}
