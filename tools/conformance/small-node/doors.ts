import { isJsonObject, type JsonObject } from '#kernel/json.ts';
import { headerOf, signJws } from '../compact-jws.ts';
import { channelOf, digestOf } from '../keys.ts';
import { admit, type Called } from './admit.ts';
import { problem, type Answered } from './answered.ts';
import { told } from '../told.ts';
import { partOf } from './part-of.ts';
import { readJson, readObject } from './read-json.ts';
import { headFor, type Known, type SmallStore } from './small-store.ts';
import { onTheirs, publisherOf } from './take-deposit.ts';

const MOST_BYTES = 1_048_576;
const MOST_INTRODUCTION = 16_384;
const MOST_WAIT_SECONDS = 50;
const DOOR =
  /^\/pxp\/v1\/(channels|objects|blobs|hints)(?:\/([^/]+))?(?:\/(head|entries|cursor|blobs)(?:\/[^/]+)?)?$/;

/** Every door of the small node but discovery. */
export async function answerCall(store: SmallStore, called: Called): Promise<Answered> {
  const { pathname } = new URL(called.url);
  if (called.body.length > MOST_BYTES && !store.does('takes-any-size')) return problem(413, 'body-too-large');
  if (pathname === '/pxp/v1/introductions') return introduced(store, called);
  const door = DOOR.exec(pathname);
  if (!door)
    return store.does('bare-refusals') ? { status: 404, type: 'text/plain' } : problem(404, 'not-found');
  const caller = callerOf(store, called);
  if ('status' in caller) return caller;
  const [, kind, name = '', what] = door;
  if (kind === 'hints') return hinted(store, called);
  if (kind === 'channels') return onChannel(store, caller, { ...called, ch: name, what });
  return served(store, caller, { name, range: called.headers.range });
}

async function onChannel(
  store: SmallStore,
  caller: Known,
  called: Called & { readonly ch: string; readonly what: string | undefined },
): Promise<Answered> {
  const isTheirs = called.what === 'entries' || called.what === 'blobs';
  const publisher = isTheirs ? publisherOf(store, caller, called.ch) : undefined;
  if (publisher && called.what === 'blobs') return blobPart(store, called);
  if (publisher) return onTheirs(store, publisher, called);
  if (channelOf(store.did, caller.did) !== called.ch) return notTheirs(store, called.ch);
  if (called.what === 'cursor') return cursorPut(store, caller, called);
  if (called.what === 'head' && store.does('serves-no-head')) return problem(404, 'not-found');
  if (called.what === 'head') return { status: 200, json: { head: headFor(store, caller) } };
  return page(store, caller, called);
}

/** It takes no story, so it waits for no picture. */
function blobPart(store: SmallStore, { body }: Called): Answered {
  return store.does('takes-any-blob')
    ? { status: 200, json: { have: body.length } }
    : problem(404, 'object-unknown');
}

function notTheirs(store: SmallStore, ch: string): Answered {
  const isTold = store.does('tells-foreign') && isOfAnother(store, ch);
  return isTold ? problem(403, 'channel-foreign') : problem(404, 'channel-unknown');
}

function callerOf(store: SmallStore, called: Called): Known | Answered {
  const { does, known } = store;
  const trusted = (keyid: string): Known | undefined => {
    const agency = known.get(keyid.slice(0, keyid.indexOf('#')));
    return agency?.pinned ? agency : undefined;
  };
  const first = [...known.values()].find(({ pinned }) => pinned);
  if (does('believes-unsigned') && !called.headers['signature'] && first) return first;
  const keyOf = (keyid: string) => {
    const keys = trusted(keyid)?.keys;
    const key =
      keys?.get(keyid) ??
      (does('takes-any-keyid')
        ? [...(keys?.values() ?? [])].findLast(({ role }) => role === 'http')
        : undefined);
    return key && (key.role === 'http' || does('signs-with-any-key')) ? key.x : undefined;
  };
  const admitted = admit(called, { keyOf, nonces: store.nonces, does });
  if ('keyid' in admitted) return trusted(admitted.keyid) ?? problem(401, 'signature-refused');
  const { code, reason } = admitted;
  return problem(
    401,
    code,
    code === 'clock-skew' ? { serverTime: new Date().toISOString() } : { reason: reason ?? '' },
  );
}

function introduced(store: SmallStore, called: Called): Answered {
  if (called.body.length > MOST_INTRODUCTION && !store.does('introduces-any-size'))
    return problem(413, 'body-too-large');
  const introduction = readObject(called.body.toString('utf8')) ?? {};
  const who = newcomer(introduction, store.does('speaks-for-anybody'));
  if (!who) return problem(400, 'introduction-invalid');
  const keyOf = (keyid: string) =>
    who.keys.get(keyid)?.role === 'http' ? who.keys.get(keyid)?.x : undefined;
  const admitted = admit(called, { keyOf, nonces: store.nonces, does: store.does });
  if (!('keyid' in admitted) && !store.does('introductions-unsigned')) return problem(401, admitted.code);
  const { to } = introduction;
  if (to !== undefined && to !== store.did)
    return store.does('introductions-tell') ? problem(404, 'not-found') : { status: 202 };
  if (!store.known.has(who.did)) store.known.set(who.did, who);
  return { status: 202 };
}

function newcomer({ did, baseUrl, keys }: JsonObject, anybody: boolean): Known | undefined {
  if (typeof did !== 'string' || typeof baseUrl !== 'string' || !URL.canParse(baseUrl)) return undefined;
  const host = new URL(baseUrl).host.replace(':', '%3A');
  if (!did.startsWith(`did:web:${host}`) && !anybody) return undefined;
  const listed = Array.isArray(keys) ? keys.filter(isJsonObject) : [];
  return {
    did,
    baseUrl,
    keys: new Map(listed.map(readKey)),
    pinned: false,
    written: [],
    epoch: 1,
    past: new Map(),
    held: [],
    wanted: new Map(),
    drills: new Map(),
    frozen: false,
    mark: 0,
    unsaid: [],
    untold: [],
  };
}

function readKey({ kid, role, jwk }: JsonObject): [string, { readonly role: string; readonly x: string }] {
  return [told(kid), { role: told(role), x: isJsonObject(jwk) ? told(jwk['x']) : '' }];
}

function hinted(store: SmallStore, { body }: Called): Answered {
  if (store.does('judges-hints') && readObject(body.toString('utf8')) === undefined)
    return problem(400, 'input-invalid');
  for (const wake of store.waiting) wake();
  return { status: 202 };
}

function served(
  store: SmallStore,
  caller: Known,
  { name, range }: { readonly name: string; readonly range: string | undefined },
): Answered {
  const file = store.files.get(name);
  if (!file || (!file.to.has(caller.did) && !store.does('gives-to-anybody')))
    return problem(404, 'object-unknown');
  return partOf({ bytes: file.bytes, type: file.mediaType }, range, store.does);
}

/** Who asks after more than was written holds what was lost: nothing is signed there before that is back. */
function ahead(to: Known, seq: number): Answered {
  const { length } = to.written;
  to.mark = Math.max(to.mark, seq, length + 1);
  return problem(409, 'future-cursor', { seq: length });
}

function cursorPut(store: SmallStore, { written, epoch: now }: Known, { body }: Called): Answered {
  const cursor = readJson(body.toString('utf8'), { anything: store.does('reads-names-twice') });
  const { epoch, seq, hash } = isJsonObject(cursor) ? cursor : {};
  if (!isCount(epoch) || !isCount(seq) || typeof hash !== 'string') return problem(400, 'input-invalid');
  if (store.does('takes-any-cursor')) return { status: 200, json: { seq } };
  if (epoch < now) return { status: 200, json: { seq } };
  if (epoch > now || seq > written.length) return problem(409, 'future-cursor', { seq: written.length });
  return seq > 0 && written[seq - 1]?.hash !== hash
    ? problem(409, 'fork', { seq })
    : { status: 200, json: { seq } };
}

async function page(store: SmallStore, to: Known, { url }: Called): Promise<Answered> {
  const query = new URL(url).searchParams;
  const asked = (name: string, otherwise: number) => Number(query.get(name) ?? otherwise);
  const [epoch, after, limit] = [asked('epoch', 1), asked('after', 0), asked('limit', 500)];
  const past = to.past.get(epoch);
  if (past) return pageOver(store, to, past, { epoch, after, limit });
  const isLater = epoch > to.epoch && !store.does('one-epoch-for-all');
  if (isLater || (after > to.written.length && !store.does('takes-any-cursor'))) return ahead(to, after);
  if (to.written.length <= after && !store.does('never-waits'))
    await grown(store, to, { after, seconds: Math.min(asked('wait', 0), MOST_WAIT_SECONDS) });
  const end = store.does('page-without-limit') ? undefined : after + limit;
  const entries = to.written
    .slice(after, end)
    .map(({ jws, payload }) => (store.does('other-words-each-time') ? again(store, payload) : jws));
  return {
    status: 200,
    json: { head: headFor(store, to), entries, more: after + entries.length < to.written.length },
  };
}

/** What there is of an epoch that is over; behind its end it is said which one follows. */
function pageOver(
  store: SmallStore,
  to: Known,
  past: readonly { readonly jws: string }[],
  { epoch, after, limit }: { readonly epoch: number; readonly after: number; readonly limit: number },
): Answered {
  const isForgotten = store.does('forgets-past-epochs');
  if (after >= past.length && !isForgotten)
    return problem(409, 'epoch-changed', {
      epoch: store.does('names-the-newest-epoch') ? to.epoch : epoch + 1,
    });
  const entries = isForgotten ? [] : past.slice(after, after + limit).map(({ jws }) => jws);
  return { status: 200, json: { head: headFor(store, to), entries, more: false } };
}

/** The same said anew: what was signed is not what was signed. */
function again({ sign }: SmallStore, payload: JsonObject): string {
  const text = JSON.stringify({ ...payload, ext: { 'org.example': digestOf(String(Math.random())) } });
  return signJws(sign, headerOf(sign, 'pactwire-entry+jws'), text);
}

function grown(
  store: SmallStore,
  { written }: Known,
  ask: { readonly after: number; readonly seconds: number },
): Promise<void> {
  return new Promise((done) => {
    const look = (): void => {
      if (written.length > ask.after) finish();
    };
    const finish = (): void => {
      store.waiting.delete(look);
      clearTimeout(timer);
      done();
    };
    const timer = setTimeout(finish, ask.seconds * 1000);
    store.waiting.add(look);
  });
}

function isOfAnother({ did, known }: SmallStore, ch: string): boolean {
  return [...known.values()].some((one) => channelOf(did, one.did) === ch);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
