import { isJsonObject, type JsonObject } from '#kernel/json.ts';
import { openJws } from '../compact-jws.ts';
import { channelOf, digestOf, holds } from '../keys.ts';
import { newNonce, signedHeaders, type Ask } from '../signed-request.ts';
import { told } from '../told.ts';
import type { Does } from './deviation.ts';
import { hearKeys, isGoodAt } from './hear-keys.ts';
import { readObject } from './read-json.ts';
import { rehearse } from './rehearse.ts';
import { isBehind, say, sayHeld, type Known, type PinnedKey, type SmallStore } from './small-store.ts';

const MOST_ENTRY = 65_536;
const MOST_DATA = 32_768;
const MOST_PAGE = 6 * 1024 * 1024;
/** A minute, as the specification allows, would be a minute of each test. */
const MOST_MS = 2500;
const WAIT_SECONDS = 1;
const PAUSE_MS = 60;
const ONE_NONCE = newNonce();

/** Reads a partner's channel for as long as the node runs. */
export async function readPartner(store: SmallStore, from: Known, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    const before = from.held.length;
    const turn = store.does('reads-in-a-row')
      ? store.row.then(() => readAndFetch(store, from))
      : readAndFetch(store, from);
    store.row = turn.catch(() => undefined); // it is asked again, as one that cannot be reached
    await store.row;
    if (from.held.length === before)
      await new Promise((wake) => {
        setTimeout(wake, PAUSE_MS);
      });
  }
}

async function readAndFetch(store: SmallStore, from: Known): Promise<void> {
  if (isBehind(store, from)) await getTailBack(store, from);
  await readOnce(store, from);
  for (const [digest, seq] of from.wanted) await fetchObject(store, from, digest, seq);
}

async function readOnce(store: SmallStore, from: Known): Promise<void> {
  const ch = channelOf(from.did, store.did);
  const after = from.held.length;
  const path = `/pxp/v1/channels/${ch}/entries?epoch=1&after=${after}&limit=500&wait=${WAIT_SECONDS}`;
  const { entries, head } = readObject(await call(store, from, { method: 'GET', path })) ?? {};
  if (!Array.isArray(entries)) return;
  if (store.does('goes-back')) goBack(from, head);
  for (const jws of entries) {
    if (from.frozen || typeof jws !== 'string' || !(await takeIn(store, from, jws))) break;
  }
  if (isForkedHead(from, head) && !store.does('passes-forked-heads')) from.frozen = true;
  if (from.held.length > after && !store.does('puts-no-cursor')) await putCursor(store, from, ch);
}

async function putCursor(store: SmallStore, from: Known, ch: string): Promise<void> {
  const cursor = { epoch: 1, seq: from.held.length, hash: from.held.at(-1)?.hash ?? '' };
  const path = `/pxp/v1/channels/${ch}/cursor`;
  await call(store, from, { method: 'PUT', path, body: JSON.stringify(cursor) });
}

function goBack(from: Known, head: unknown): void {
  const seq = openHead(head)?.['seq'];
  if (typeof seq === 'number') from.held.splice(seq);
}

function isForkedHead({ held }: Known, head: unknown): boolean {
  const { seq, hash } = openHead(head) ?? {};
  return held.length > 0 && seq === held.length && hash !== held.at(-1)?.hash;
}

export function openHead(head: unknown): JsonObject | undefined {
  return typeof head === 'string' ? readPart(head.split('.')[1] ?? '') : undefined;
}

/** Our own entries, as far as they are ours and follow; then what waited is said. */
async function getTailBack(store: SmallStore, from: Known): Promise<void> {
  const { written } = from;
  const path = `/pxp/v1/channels/${channelOf(store.did, from.did)}/entries?epoch=1&after=${written.length}&limit=500`;
  if (store.does('asks-for-no-tail')) from.mark = 0;
  else await takeBack(store, from, await call(store, from, { method: 'GET', path }));
  if (isBehind(store, from)) return;
  sayHeld(store, from);
}

async function takeBack(store: SmallStore, { written, ...from }: Known, answer: string): Promise<void> {
  const { entries } = readObject(answer) ?? {};
  if (!Array.isArray(entries)) return;
  const keys = new Map([...store.former, store.sign].map(({ kid, x }) => [kid, x]));
  const isTheirs = store.does('takes-any-tail') ? () => true : holds;
  for (const jws of entries) {
    if (typeof jws !== 'string') return;
    const opened = openJws(jws, 'pactwire-entry+jws', keys, isTheirs);
    if (typeof opened === 'string') return;
    const { payload } = opened;
    const isNext = payload['seq'] === written.length + 1 && payload['aud'] === from.did;
    if (!isNext || payload['prev'] !== (written.at(-1)?.hash ?? null)) return;
    written.push({ jws, hash: digestOf(jws), payload });
  }
}

/** Whether all of these would be taken in, one behind the other. */
export function canBeTaken(store: SmallStore, from: Known, entries: readonly string[]): boolean {
  const tried: Known = { ...from, held: [...from.held], keys: new Map(from.keys), wanted: new Map() };
  return entries.every((jws) => {
    const opened = openEntry(store, tried, jws);
    const hash = digestOf(jws);
    const step = opened ? stepOf(store, tried, opened, hash) : 'refuse';
    if (step === 'append') tried.held.push({ jws, hash });
    return step === 'append' || step === 'repeat';
  });
}

/** Whether it was taken in or held already; anything else stops the page there. */
export async function takeIn(store: SmallStore, from: Known, jws: string): Promise<boolean> {
  const opened = openEntry(store, from, jws);
  const hash = digestOf(jws);
  if (!opened && store.does('passes-unreadable')) from.held.push({ jws, hash });
  if (!opened) return false;
  const step = stepOf(store, from, opened, hash);
  if (step === 'freeze') from.frozen = true;
  if (step === 'refuse' || step === 'freeze') return false;
  if (step === 'repeat' && !store.does('acts-again')) return true;
  if (step === 'append') from.held.push({ jws, hash });
  await act(store, from, opened.payload, hash);
  return true;
}

type Opened = { readonly payload: JsonObject; readonly signer: Signer };

type Signer = PinnedKey & { readonly kid: string };

/** The payload of an entry that a pinned key has signed, if it is one; in the order of pxp-1, Entry. */
function openEntry({ does }: SmallStore, from: Known, jws: string): Opened | undefined {
  if (jws.length > MOST_ENTRY && !does('reads-any-size')) return undefined;
  const [head = '', body = '', tail = ''] = jws.split('.');
  const signer = signerOf(does, from, readPart(head));
  if (signer === undefined) return undefined;
  const isTheirs =
    holds(signer.x, `${head}.${body}`, Buffer.from(tail, 'base64url')) || does('believes-any-signature');
  const payload = isTheirs ? readPart(body, { anything: does('reads-any-json') }) : undefined;
  return payload && isEntry(does, payload) ? { payload, signer } : undefined;
}

function readPart(part: string, may?: { readonly anything: boolean }): JsonObject | undefined {
  return readObject(Buffer.from(part, 'base64url').toString('utf8'), may);
}

function signerOf(does: Does, from: Known, header: JsonObject | undefined): Signer | undefined {
  const { alg, kid, typ, ...more } = header ?? {};
  const isAsAsked = Object.keys(more).length === 0 && alg === 'Ed25519' && typ === 'pactwire-entry+jws';
  const [first] = from.keys.values();
  const key = from.keys.get(told(kid)) ?? (does('believes-any-signature') ? first : undefined);
  const isOfUse = (isAsAsked || does('reads-any-header')) && (key?.role !== 'http' || does('reads-any-key'));
  return isOfUse && key ? { ...key, kid: told(kid) } : undefined;
}

const MEMBERS = new Set('v id ch epoch seq prev iss aud type time agr subj obj req crit data'.split(' '));

function isEntry(does: Does, entry: JsonObject): boolean {
  const { v, id, obj, data, seq, prev } = entry;
  if (does('stops-at-later-members') && Object.keys(entry).some((name) => !MEMBERS.has(name))) return false;
  if (JSON.stringify(data ?? {}).length > MOST_DATA && !does('reads-any-size')) return false;
  if (does('reads-any-member')) return true;
  const isNamed = v === 1 && /^urn:uuid:[0-9a-f-]{36}$/.test(told(id));
  return (
    isNamed &&
    obj !== null &&
    Number.isSafeInteger(seq) &&
    ((prev === null) === (seq === 1) || does('follows-anything'))
  );
}

type Step = 'append' | 'repeat' | 'refuse' | 'freeze';

function stepOf(store: SmallStore, from: Known, opened: Opened, hash: string): Step {
  const { does } = store;
  const { payload: entry, signer } = opened;
  const { held } = from;
  const seq = Number(entry['seq']);
  if (!mayCount(store, from, opened)) return 'refuse';
  if (seq <= held.length) return stepBack(does, held[seq - 1]?.hash === hash);
  if (does('skips-gaps')) return 'append';
  const follows = entry['prev'] === (held.at(-1)?.hash ?? null) || does('follows-anything');
  const isNext = seq === held.length + 1 && follows;
  return isNext && hearKeys(store, from, entry, signer.kid) ? 'append' : 'refuse';
}

function mayCount(store: SmallStore, from: Known, { payload, signer }: Opened): boolean {
  const { does } = store;
  const isForAll = does('reads-for-others') || does('takes-bundles-for-others');
  const isOurs = isForUs(store, from, payload) || isForAll;
  return isOurs && (isGoodAt(signer, payload) || does('reads-any-key'));
}

function isForUs({ did }: SmallStore, from: Known, { aud, iss, ch, epoch }: JsonObject): boolean {
  return aud === did && iss === from.did && ch === channelOf(from.did, did) && epoch === 1;
}

function stepBack(does: Does, isSame: boolean): Step {
  if (isSame) return 'repeat';
  return does('passes-forks') ? 'refuse' : 'freeze';
}

async function act(store: SmallStore, from: Known, entry: JsonObject, hash: string): Promise<void> {
  const { type, obj, crit, req, subj, seq } = entry;
  if (type === 'item.killed') {
    if (store.does('kills-for-others')) forget(store, told(subj));
    answer(store, from, entry, { hash, state: 'received' });
    return answer(store, from, entry, { hash, state: 'notApplicable' });
  }
  if (type === 'item.offered' && isJsonObject(obj))
    return fetchObject(store, from, told(obj['digest']), Number(seq));
  for (const state of rehearse(store, from, entry)) answer(store, from, entry, { hash, state });
  if (type !== 'conformance.probe') return;
  if (crit === true && !store.does('passes-critical')) from.frozen = true;
  else if (isJsonObject(req) && !store.does('silent-on-unknown'))
    answer(store, from, entry, { hash, state: 'refused' });
}

function answer(
  store: SmallStore,
  to: Known,
  { ch = '', epoch = 1, seq = 0 }: JsonObject,
  { hash, state }: { readonly hash: string; readonly state: string },
): void {
  const first = { received: new Date().toISOString() };
  say(store, to, { type: 'receipt', data: { ref: { ch, epoch, seq, hash }, state, first } });
}

async function fetchObject(store: SmallStore, from: Known, digest: string, seq: number): Promise<void> {
  const text = await call(store, from, { method: 'GET', path: `/pxp/v1/objects/${digest}` }).catch(() => ''); // it may come later
  if (digestOf(text) === digest) return void from.wanted.delete(digest);
  from.wanted.set(digest, seq);
  if (store.does('stops-at-objects')) from.frozen = true;
}

/** What was offered under a name is not given any more, whoever said so. */
function forget({ files }: SmallStore, guid: string): void {
  for (const [digest, { bytes }] of files) if (bytes.includes(guid)) files.delete(digest);
}

type Request = Omit<Ask, 'url'> & { readonly path: string };

async function call(store: SmallStore, to: Known, { path, ...more }: Request): Promise<string> {
  const ask: Ask = { ...more, url: `${to.baseUrl}${path}` };
  const departure = store.does('repeats-nonces') ? { nonce: ONE_NONCE } : {};
  const isPatient = store.does('never-lets-go');
  const response = await fetch(ask.url, {
    method: ask.method,
    headers: signedHeaders(store.http, ask, departure),
    ...(isPatient ? {} : { signal: AbortSignal.timeout(MOST_MS) }),
    ...(ask.body === undefined ? {} : { body: ask.body }),
  });
  return whole(response, isPatient ? Infinity : MOST_PAGE);
}

async function whole(response: Response, most: number): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of response.body ?? []) {
    bytes += part.length;
    if (bytes > most) throw new Error('the answer is too large');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
