import { isJsonObject, type JsonObject } from '#kernel/json.ts';
import { demand, type Run } from './check.ts';
import { told } from './told.ts';
import { openJws } from './compact-jws.ts';
import { channelOf, digestOf } from './keys.ts';
import { hintUntil } from './lead-reader.ts';
import type { Peer } from './peer.ts';
import { ask, type Answer } from './tested-node.ts';

/** One page of the tested node's channel to a peer: form, signatures and chain are as specified. */
export type Page = {
  readonly head: JsonObject;
  readonly entries: readonly { readonly jws: string; readonly hash: string; readonly payload: JsonObject }[];
  readonly more: boolean;
};

export function channelPath(run: Run, peer: Peer, rest: string): string {
  return `/pxp/v1/channels/${channelOf(run.node.did, peer.did)}/${rest}`;
}

export async function readPage(run: Run, peer: Peer, query: string): Promise<Page> {
  const answer = await ask(run.origin, peer, { path: channelPath(run, peer, `entries?${query}`) });
  demand(
    answer.status === 200,
    `entries?${query} answered ${answer.status} ${answer.bytes.toString('utf8').slice(0, 200)}`,
  );
  return openPage(run, answer);
}

export function openPage(run: Run, answer: Answer): Page {
  const { head, entries, more } = answer.json;
  demand(typeof head === 'string', 'a page without a head');
  demand(Array.isArray(entries) && typeof more === 'boolean', 'a page without entries or more');
  const opened = entries.map((jws: unknown) => {
    demand(typeof jws === 'string', 'an entry that is no text');
    return { jws, hash: digestOf(jws), payload: openEntry(run, jws) };
  });
  return { head: openHead(run, head), entries: opened, more };
}

function openEntry(run: Run, jws: string): JsonObject {
  const entry = openJws(jws, 'pactwire-entry+jws', run.node.signs);
  demand(typeof entry !== 'string', `an entry is not as specified: ${told(entry)}`);
  return entry.payload;
}

export function openHead(run: Run, jws: string): JsonObject {
  const head = openJws(jws, 'pactwire-head+jws', run.node.signs);
  demand(typeof head !== 'string', `the head is not as specified: ${told(head)}`);
  return head.payload;
}

/** The whole channel of the tested node to a peer, page by page. */
export async function readAll(run: Run, peer: Peer): Promise<Page['entries']> {
  const all: Page['entries'][number][] = [];
  for (;;) {
    const page = await readPage(run, peer, `epoch=1&after=${all.length}`);
    all.push(...page.entries);
    if (!page.more) return all;
    demand(page.entries.length > 0, 'a page without entries that promises more');
  }
}

/** The receipts that the tested node has given for one entry of a peer. */
export async function receiptsFor(run: Run, peer: Peer, hash: string): Promise<readonly JsonObject[]> {
  const entries = await readAll(run, peer);
  return entries.flatMap(({ payload }) => {
    const { type, data } = payload;
    if (type !== 'receipt' || !isJsonObject(data) || !isJsonObject(data['ref'])) return [];
    return data['ref']['hash'] === hash ? [data] : [];
  });
}

/** The states of the two receipts that an honest recall is owed, in their order. */
export function statesFor(run: Run, peer: Peer, hash: string | undefined): Promise<readonly string[]> {
  return hintUntil(run, peer, 'both receipts for an honest recall', async () => {
    const receipts = await receiptsFor(run, peer, hash ?? '');
    return receipts.length >= 2 ? receipts.map(({ state }) => told(state)) : undefined;
  });
}
