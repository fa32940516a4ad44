import type { JsonObject } from '#kernel/json.ts';
import { channelOf, digestOf } from '../keys.ts';
import type { Called } from './admit.ts';
import { problem, type Answered } from './answered.ts';
import { readObject } from './read-json.ts';
import { takeIn } from './read-partner.ts';
import type { Known, SmallStore } from './small-store.ts';

const MOST_WANTED = 100;

/** The channel of which the caller is the publisher (pxp-1, Deposit): asked how far it is held, or brought. */
export async function onTheirs(store: SmallStore, caller: Known, called: Called): Promise<Answered> {
  return called.method === 'POST' ? taken(store, caller, called) : heldOf(store, caller, called.url);
}

/** Whose channel to us it is. */
export function publisherOf(store: SmallStore, caller: Known, ch: string): Known | undefined {
  const isBringable = ({ did }: Known): boolean => channelOf(did, store.did) === ch;
  const all = store.does('takes-from-anybody') ? [...store.known.values()] : [caller];
  return all.find(isBringable);
}

function heldOf(store: SmallStore, { held }: Known, url: string): Answered {
  const after = Number(new URL(url).searchParams.get('after') ?? 0);
  const shown = store.does('keeps-what-it-holds') ? [] : held.slice(after).map(({ jws }) => jws);
  return { status: 200, json: { cursor: cursorOf(held), entries: shown } };
}

async function taken(store: SmallStore, from: Known, { body }: Called): Promise<Answered> {
  const { entries, objects } = readObject(body.toString('utf8')) ?? {};
  if (!Array.isArray(entries)) return problem(400, 'input-invalid');
  const texts = Array.isArray(objects) ? objects.filter((text) => typeof text === 'string') : [];
  for (const text of texts) if (!store.does('loses-texts')) from.wanted.delete(digestOf(text));
  const before = from.held.length;
  for (const jws of entries) {
    if (typeof jws === 'string' && (await takeIn(store, from, jws))) continue;
    if (store.does('takes-all-or-nothing')) from.held.splice(before);
    return problem(409, 'deposit-refused', { reason: 'entry', cursor: cursorOf(from.held) });
  }
  if (store.does('forgets-deposits')) from.held.splice(before);
  return {
    status: 200,
    json: { cursor: cursorOf(from.held), wanted: [...from.wanted.keys()].slice(0, MOST_WANTED) },
  };
}

function cursorOf(held: Known['held']): JsonObject {
  return { epoch: 1, seq: held.length, hash: held.at(-1)?.hash ?? null };
}
