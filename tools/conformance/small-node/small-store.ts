import type { JsonObject } from '#kernel/json.ts';
import { headerOf, signJws } from '../compact-jws.ts';
import { channelOf, digestOf, makeKey, newUuid, type OwnKey } from '../keys.ts';
import type { Does } from './deviation.ts';

/** A key that is believed: for entries, from one position to another, both among them. */
export type PinnedKey = {
  readonly role: string;
  readonly x: string;
  readonly from?: number;
  readonly until?: number;
};

/** An agency that introduced itself to the small node. */
export type Known = {
  readonly did: string;
  readonly baseUrl: string;
  readonly keys: Map<string, PinnedKey>;
  pinned: boolean;
  /** Our channel to it. */
  readonly written: { readonly jws: string; readonly hash: string; readonly payload: JsonObject }[];
  /** The epoch that is written, and those that are over. */
  epoch: number;
  readonly past: Map<number, readonly { readonly jws: string; readonly hash: string }[]>;
  /** What we hold of its channel to us. */
  readonly held: { readonly jws: string; readonly hash: string }[];
  /** Digests of texts that its entries name and that we do not have, with the position where each is named. */
  readonly wanted: Map<string, number>;
  /** Its test stories: whether each was killed. */
  readonly drills: Map<string, { killed: boolean }>;
  frozen: boolean;
  /** How far our channel to it had gone when an old database was put back; kept beside that. */
  mark: number;
  /** What waits to be said until that is back, and before it the changes of our keys. */
  readonly unsaid: JsonObject[];
  readonly untold: KeyChange[];
};

/** One of the small node's keys in the place of another. */
export type KeyChange = { readonly role: 'sign' | 'http'; readonly fresh: OwnKey; readonly old: OwnKey };

/** Everything that the small node has; it forgets all when it ends. */
export type SmallStore = {
  readonly origin: string;
  readonly did: string;
  sign: OwnKey;
  http: OwnKey;
  /** Those whose place was taken. */
  readonly former: OwnKey[];
  readonly known: Map<string, Known>;
  /** Objects and blobs by digest, and to whom they were offered. */
  readonly files: Map<
    string,
    { readonly bytes: Buffer; readonly mediaType: string; readonly to: Set<string> }
  >;
  readonly killed: Set<string>;
  readonly nonces: Set<string>;
  /** Called when a channel has grown. */
  readonly waiting: Set<() => void>;
  /** The last reading, for a node that reads one partner after the other. */
  row: Promise<unknown>;
  readonly does: Does;
};

export function makeStore(origin: string, does: Does): SmallStore {
  const did = `did:web:${new URL(origin).host.replace(':', '%3A')}`;
  const sign = makeKey(`${did}#sign-1`);
  return {
    origin,
    did,
    sign,
    http: makeKey(`${did}#http-1`),
    former: [],
    known: new Map(),
    files: new Map(),
    killed: new Set(),
    nonces: new Set(),
    waiting: new Set(),
    row: Promise.resolve(),
    does,
  };
}

/** Whether what left us for a partner is lost, so that nothing may be signed there (pxp-1, After a restore). */
export function isBehind({ does }: SmallStore, { written, mark }: Known): boolean {
  return written.length < mark && !does('signs-over-its-tail');
}

/** Gives up what was lost: the channel goes on in the next epoch, with what waited. */
export function openEpoch(store: SmallStore, to: Known): void {
  const { epoch, written } = to;
  const last = { epoch, seq: written.length, hash: written.at(-1)?.hash ?? null };
  to.past.set(epoch, [...written]);
  written.splice(0);
  to.epoch += 1;
  to.mark = 0;
  const previous = store.does('opens-epochs-from-nowhere') ? {} : { previous: last };
  say(store, to, { type: 'channel.opened', data: { epoch: to.epoch, ...previous } });
  sayHeld(store, to);
}

/** What waited is said, each change of keys in its place. */
export function sayHeld(store: SmallStore, to: Known): void {
  for (let change = to.untold[0]; change; change = to.untold[0]) {
    if (!store.does('forgets-whom-it-did-not-tell')) tellChange(store, to, change);
    to.untold.shift();
  }
  for (const said of to.unsaid.splice(0)) say(store, to, said);
}

export function tellChange(store: SmallStore, to: Known, { fresh, old }: KeyChange): void {
  if (to.written.length === 0) say(store, to, { type: 'channel.opened', data: { epoch: 1 } });
  const proof = {
    kid: fresh.kid,
    prevKid: old.kid,
    ch: channelOf(store.did, to.did),
    seq: to.written.length + 1,
  };
  const header = headerOf(fresh, 'pactwire-keyproof+jws');
  const prover = store.does('proves-by-old-keys') ? old : fresh;
  say(store, to, {
    type: 'key.rotated',
    crit: true,
    data: {
      new: { kid: fresh.kid, jwk: { kty: 'OKP', crv: 'Ed25519', x: fresh.x } },
      old: { kid: old.kid },
      proof: signJws(prover, header, JSON.stringify(proof)),
    },
  });
}

/** The key that this partner knows: the old one, as long as it was not told of another. */
function signerFor({ sign }: SmallStore, { untold }: Known): OwnKey {
  return untold.find(({ role }) => role === 'sign')?.old ?? sign;
}

/** Says something to a partner: the next entry of our channel, once what left before is back. */
export function say(store: SmallStore, to: Known, said: JsonObject): void {
  if (isBehind(store, to)) return void to.unsaid.push(said);
  if (to.written.length === 0 && said['type'] !== 'channel.opened')
    say(store, to, { type: 'channel.opened', data: { epoch: 1 } });
  const seq = to.written.length + 1;
  const payload = {
    v: 1,
    id: `urn:uuid:${newUuid()}`,
    ch: channelOf(store.did, to.did),
    epoch: to.epoch,
    seq,
    prev: store.does('chain-broken') && seq > 1 ? digestOf('') : (to.written.at(-1)?.hash ?? null),
    iss: store.did,
    aud: to.did,
    time: new Date().toISOString(),
    ...(store.does('writes-null') ? { agr: null } : {}),
    ...said,
  };
  const signer = signerFor(store, to);
  const jws = signJws(signer, headerOf(signer, 'pactwire-entry+jws'), JSON.stringify(payload));
  to.written.push({ jws, hash: digestOf(jws), payload });
  for (const wake of store.waiting) wake();
}

export function headFor(store: SmallStore, to: Known): string {
  const { did, does } = store;
  const sign = signerFor(store, to);
  const behind = does('head-behind') ? 1 : 0;
  const seq = Math.max(0, to.written.length - behind);
  const hash = to.written.at(-1)?.hash ?? null;
  const { epoch } = to;
  const head = { v: 1, ch: channelOf(did, to.did), epoch, seq, hash, asOf: new Date().toISOString() };
  return signJws(sign, headerOf(sign, 'pactwire-head+jws'), JSON.stringify(head));
}

/** A story with a picture is offered to a partner. */
export function offer(store: SmallStore, to: Known): void {
  const guid = `urn:uuid:${newUuid()}`;
  const picture = Buffer.from('a picture, as far as anybody here looks');
  const blob = digestOf(picture);
  const rendition = { href: 'https://small.example/picture', title: blob, contentType: 'image/png' };
  const text = Buffer.from(JSON.stringify({ uri: guid, type: 'text', renditions: [rendition] }));
  const digest = digestOf(text);
  const mediaType = 'application/vnd.iptc.ninjs+json';
  const asServed = (bytes: Buffer) =>
    store.does('other-bytes') ? Buffer.concat([bytes, Buffer.from(' ')]) : bytes;
  store.files.set(digest, { bytes: asServed(text), mediaType, to: new Set([to.did]) });
  store.files.set(blob, { bytes: asServed(picture), mediaType: 'image/png', to: new Set([to.did]) });
  const obj = { digest, size: text.length, mediaType };
  say(store, to, { type: 'item.offered', subj: guid, obj, data: { guid, version: 1 } });
}
