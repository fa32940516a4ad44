import type { ServerResponse } from 'node:http';
import type { JsonObject } from '#kernel/json.ts';
import { headerOf, signJws } from './compact-jws.ts';
import { channelOf, digestOf, makeKey, newUuid, type OwnKey } from './keys.ts';

/** What the tested node asked of one of our channels. */
export type EntriesAsk = { readonly epoch: number; readonly after: number; readonly wait: number };

/** How one ask is answered in place of the honest page. */
export type Turn = (ask: EntriesAsk, reply: ServerResponse) => void;

export type Written = { readonly jws: string; readonly hash: string; readonly payload: JsonObject };

/** What an entry says, over what every entry of ours has. */
export type Said = { readonly type: string; readonly [member: string]: JsonObject[string] };

/**
 * One agency that the kit plays towards the tested node: its keys, its channel, and everything that the node has asked of
 * it. It answers honestly unless a turn is waiting.
 */
export type Peer = {
  readonly slug: string;
  readonly did: string;
  readonly baseUrl: string;
  /** In use now: what is said of it as changed takes its place. */
  sign: OwnKey;
  http: OwnKey;
  readonly recovery: OwnKey;
  readonly written: Written[];
  readonly objects: Map<string, string>;
  /** Every ask for entries, in order. */
  readonly asks: EntriesAsk[];
  readonly cursors: JsonObject[];
  /** Digests of objects and blobs that were asked for. */
  readonly fetched: Set<string>;
  readonly turns: Turn[];
  /** Asks that are held open until there is something to say. */
  readonly held: Set<() => void>;
  /** As an agency that nobody reaches from outside: whoever asks for its entries hears 503. */
  isAway: boolean;
  /** What it gives the tested node of that one's own channel: these entries, or `away`: no answer; not said: it is not asked. */
  backs?: readonly string[] | 'away';
  /** How often the node has asked for its own entries. */
  backAsks: number;
};

export function makePeer(baseUrl: string, slug: string): Peer {
  const did = `did:web:${new URL(baseUrl).host.replace(':', '%3A')}:agencies:${slug}`;
  return {
    slug,
    did,
    baseUrl,
    sign: makeKey(`${did}#sign-1`),
    http: makeKey(`${did}#http-1`),
    recovery: makeKey(`${did}#recovery-1`),
    written: [],
    objects: new Map(),
    asks: [],
    cursors: [],
    fetched: new Set(),
    turns: [],
    held: new Set(),
    isAway: false,
    backAsks: 0,
  };
}

/** The next entry of the peer's channel to a node, not yet written: what it would say if it were honest. */
export function nextPayload(peer: Peer, nodeDid: string, said: Said): JsonObject {
  return {
    v: 1,
    id: `urn:uuid:${newUuid()}`,
    ch: channelOf(peer.did, nodeDid),
    epoch: 1,
    seq: peer.written.length + 1,
    prev: peer.written.at(-1)?.hash ?? null,
    iss: peer.did,
    aud: nodeDid,
    time: new Date().toISOString(),
    ...said,
  };
}

/** By the signing key in use, or by another. */
export function signEntry(peer: Peer, payload: JsonObject, by: OwnKey = peer.sign): Written {
  return sealed(signJws(by, headerOf(by, 'pactwire-entry+jws'), JSON.stringify(payload)), payload);
}

export function sealed(jws: string, payload: JsonObject): Written {
  return { jws, hash: digestOf(jws), payload };
}

/** Writes honest entries, and answers whoever waits for them. */
export function write(peer: Peer, nodeDid: string, ...said: readonly Said[]): readonly Written[] {
  const fresh = said.map((one) => append(peer, signEntry(peer, nextPayload(peer, nodeDid, one))));
  wake(peer);
  return fresh;
}

/** The next entry of the channel; nobody who waits is told yet. */
export function append(peer: Peer, entry: Written): Written {
  peer.written.push(entry);
  return entry;
}

export function wake(peer: Peer): void {
  for (const answer of peer.held) answer();
}

/** The head of the peer's channel; `at` for one that is older than what was written. */
export function headOf(
  peer: Peer,
  nodeDid: string,
  at: { readonly seq?: number; readonly hash?: string } = {},
): string {
  const seq = at.seq ?? peer.written.length;
  const hash = at.hash ?? peer.written[seq - 1]?.hash ?? null;
  const head = {
    v: 1,
    ch: channelOf(peer.did, nodeDid),
    epoch: 1,
    seq,
    hash,
    asOf: new Date().toISOString(),
  };
  return signJws(peer.sign, headerOf(peer.sign, 'pactwire-head+jws'), JSON.stringify(head));
}

/** A recall of an item of the peer's own that nobody has; whoever takes it in owes a receipt, so it is seen from outside. */
export function killOf(guid: string): Said {
  return {
    type: 'item.killed',
    subj: guid,
    req: { receipt: 'applied' },
    crit: true,
    data: { guid, version: 1, reasonClass: 'error', publicReason: 'A probe of the conformance kit.' },
  };
}

export function newGuid(): string {
  return `urn:uuid:${newUuid()}`;
}
