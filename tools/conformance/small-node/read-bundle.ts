import { isJsonObject } from '#kernel/json.ts';
import { openBundle, type OpenBundle } from '../bundle-file.ts';
import { channelOf, digestOf } from '../keys.ts';
import { canBeTaken, openHead, takeIn } from './read-partner.ts';
import type { Known, SmallStore } from './small-store.ts';

/** Takes a bundle in whole, or nothing of it (pxp-1, Bundles). */
export async function readBundle(store: SmallStore, file: Buffer): Promise<void> {
  if (store.does('loses-bundles')) return;
  for (const from of store.known.values()) {
    const keys = new Map([...from.keys].map(([kid, { x }]) => [kid, x]));
    const bundle = openBundle(file, keys, looksAway(store));
    if (typeof bundle !== 'string') return takeBundle(store, from, bundle);
  }
}

function looksAway({ does }: SmallStore) {
  return {
    fromBytes: does('takes-altered-bundles') || does('takes-torn-bundles'),
    fromNames: does('takes-any-member'),
    fromKeys: does('takes-bundles-of-anybody'),
    fromContents: does('takes-cut-bundles'),
    fromEnd: does('takes-torn-bundles'),
  };
}

async function takeBundle(store: SmallStore, from: Known, bundle: OpenBundle): Promise<void> {
  if (!isForUs(store, from, bundle) || !reachesHead(store, bundle)) return;
  const mayBeTaken = store.does('takes-bundles-in-part') || store.does('skips-to-bundles');
  if (!mayBeTaken && !canBeTaken(store, from, bundle.entries)) return;
  for (const jws of bundle.entries) {
    const isIn = await takeIn(store, from, jws);
    if (!isIn && store.does('skips-to-bundles')) from.held.push({ jws, hash: digestOf(jws) });
  }
}

function isForUs({ did, does }: SmallStore, from: Known, { manifest }: OpenBundle): boolean {
  return manifest['ch'] === channelOf(from.did, did) || does('takes-bundles-for-others');
}

function reachesHead({ does }: SmallStore, { manifest, entries }: OpenBundle): boolean {
  const { after, head } = manifest;
  const begin = isJsonObject(after) ? Number(after['seq']) : 0;
  return openHead(head)?.['seq'] === begin + entries.length || does('takes-short-bundles');
}
