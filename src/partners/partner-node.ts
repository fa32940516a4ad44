import type { Digest } from '#kernel/digest.ts';
import { isJsonObject, type Json, type JsonObject } from '#kernel/json.ts';
import type { Position } from '#kernel/position.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { signRequest } from '#formats/envelope/request-signature.ts';
import { readStrictJson } from '#formats/envelope/strict-json.ts';
import { toBase64url } from '#formats/envelope/base64url.ts';
import type {
  AbortSignalLike,
  FetchRefusal,
  FetchRequest,
  FetchResponse,
  GuardedFetch,
} from '#ports/fetch.ts';
import type { Signer } from '#ports/keys.ts';
import type {
  Deposit,
  Deposited,
  EntryPage,
  PageBack,
  PartnerAddress,
  PartnerNode,
  PartnerRefusal,
} from '#ports/partner-node.ts';
import type { BlobPart, BlobParts } from '#ports/blob-store.ts';
import type { Chance, Clock, Hash } from '#ports/world.ts';
import { getBlob, type BrokenOff } from './get-blob.ts';

export type PartnerNodeNeeds = {
  readonly fetch: GuardedFetch;
  /** `host:port` pairs that may be reached though they are not public: the demo's own, and what the operator lists. */
  readonly allowHosts: readonly string[];
  readonly requestSigner: (agencyId: string) => Signer;
  /** Keys whose place was taken, newest first: a partner that has not heard of it yet believes one of these. */
  readonly formerRequestSigners?: (agencyId: string) => readonly Signer[];
  readonly clock: Clock;
  readonly chance: Chance;
  readonly hash: Hash;
  /** Beginnings of blobs that broke off; without them each attempt begins anew. */
  readonly parts?: BlobParts;
};

const BLOB_BYTES = 64 * 1024 * 1024;
/** For one request. Who believes yet another is asked with that by a later one: it may hold what we have lost, which has to come first. */
const MOST_FORMER = 3;

/** PXP/1 as a client: signs every request with the agency's request key and reads answers strictly. */
export function partnerNode(needs: PartnerNodeNeeds): PartnerNode {
  const former = formerKeys(needs.formerRequestSigners ?? (() => []));
  const ask = (to: PartnerAddress, request: Ask, signal?: AbortSignalLike) =>
    askWith({ ...needs, former }, to, request, signal);
  return {
    async entries(to, { ch, epoch, after, limit, waitSeconds }, signal) {
      const query = `epoch=${epoch}&after=${after}&limit=${limit}&wait=${waitSeconds}`;
      const answer = await ask(
        to,
        {
          method: 'GET',
          path: `/channels/${ch}/entries?${query}`,
          waitMs: waitSeconds * 1000,
          maxBytes: 6 * 1024 * 1024,
        },
        signal,
      );
      return answer.ok ? readPage(answer.value) : answer;
    },
    async ownEntries(to, { ch, epoch, after, limit }) {
      const path = `/channels/${ch}/entries?epoch=${epoch}&after=${after}&limit=${limit}`;
      const answer = await ask(to, { method: 'GET', path, maxBytes: 6 * 1024 * 1024 });
      return answer.ok ? readPageBack(answer.value) : answer;
    },
    async putCursor(to, { ch, ...cursor }) {
      return done(await ask(to, { method: 'PUT', path: `/channels/${ch}/cursor`, json: cursor }));
    },
    async deposit(to, ch, what) {
      const json = printDeposit(what);
      const answer = await ask(to, { method: 'POST', path: `/channels/${ch}/entries`, json });
      return answer.ok ? readDeposited(answer.value) : answer;
    },
    async bringBlob(to, ch, part) {
      return readHave(await ask(to, askToBring(ch, part)));
    },
    async object(to, digest) {
      const answer = await ask(to, { method: 'GET', path: `/objects/${digest}` });
      return answer.ok ? accept(answer.value.body) : answer;
    },
    blob: (to, digest) => getBlob({ ...needs, ask: (from) => ask(to, askForBlob(digest, from)) }, to, digest),
    async hint(to, hint) {
      return done(await ask(to, { method: 'POST', path: '/hints', json: hint }));
    },
    async introduce(to, introduction) {
      return done(await ask(to, { method: 'POST', path: '/introductions', json: introduction }));
    },
    discover: (baseUrl) => discover(needs, baseUrl),
  };
}

type Ask = {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** After `/pxp/v1`. */
  readonly path: string;
  readonly json?: Json;
  readonly bytes?: Uint8Array;
  readonly waitMs?: number;
  readonly maxBytes?: number;
  /** Only what follows so many bytes; what of it came is told also when it breaks off. */
  readonly from?: number;
};

function askForBlob(digest: Digest, from: number): Ask {
  return { method: 'GET', path: `/blobs/${digest}`, from, maxBytes: BLOB_BYTES - from };
}

function askToBring(ch: string, { digest, size, at, bytes }: BlobPart): Ask {
  const path = `/channels/${ch}/blobs/${digest}?size=${size}&at=${at}`;
  return { method: 'PUT', path, ...(bytes.length === 0 ? {} : { bytes }) };
}

type FormerKeys = {
  /** Those with which a partner is asked now: the one that it believed last, and of the others a few, each in its turn. */
  next(to: PartnerAddress): readonly Signer[];
  believed(to: PartnerAddress, signer: Signer): void;
};

function formerKeys(signersOf: (agencyId: string) => readonly Signer[]): FormerKeys {
  const known = new Map<string, { readonly believed?: string; readonly begin: number }>();
  const nameOf = ({ agencyId, partnerDid }: PartnerAddress): string => `${agencyId} ${partnerDid}`;
  return {
    next(to) {
      const { believed, begin } = known.get(nameOf(to)) ?? { begin: 0 };
      const signers = signersOf(to.agencyId);
      const first = signers.filter(({ kid }) => kid === believed);
      const others = signers.filter(({ kid }) => kid !== believed);
      const from = begin % Math.max(1, others.length);
      const turn = [...others.slice(from), ...others.slice(0, from)].slice(0, MOST_FORMER - first.length);
      known.set(nameOf(to), { ...(believed === undefined ? {} : { believed }), begin: from + turn.length });
      return [...first, ...turn];
    },
    believed: (to, { kid }) => void known.set(nameOf(to), { believed: kid, begin: 0 }),
  };
}

/** With our newest request key, and with those before it while the partner may not have heard of it. */
async function askWith(
  needs: PartnerNodeNeeds & { readonly former: FormerKeys },
  to: PartnerAddress,
  request: Ask,
  signal?: AbortSignalLike,
): Promise<Sent> {
  let answer = await send(needs, { to, signer: needs.requestSigner(to.agencyId) }, request, signal);
  if (!mayKnowOlderKey(answer)) return answer;
  for (const signer of needs.former.next(to)) {
    const again = await send(needs, { to, signer }, request, signal);
    if (!mayKnowOlderKey(again)) {
      if (isAnswered(again)) needs.former.believed(to, signer);
      return again;
    }
    // Who believed this key has said no, and who does not believe one says nothing of what was asked.
    if (isSignatureRefused(answer)) answer = again;
  }
  return answer;
}

type Sent = Awaited<ReturnType<typeof send>>;

/**
 * What a partner answers, or one agency of its node, that has not read of our new key: it does not know the key, or not us.
 */
function mayKnowOlderKey(answer: Sent): boolean {
  if (answer.ok || answer.error.code !== 'partner-refused') return false;
  const { problem = '' } = answer.error;
  return ['signature-refused', 'channel-unknown', 'object-unknown'].includes(problem);
}

/** It was let in, whatever was said then. */
function isAnswered(answer: Sent): boolean {
  return answer.ok || (answer.error.code === 'partner-refused' && answer.error.status !== 401);
}

function isSignatureRefused(answer: Sent): boolean {
  return !answer.ok && answer.error.problem === 'signature-refused';
}

async function send(
  needs: PartnerNodeNeeds,
  { to, signer }: { readonly to: PartnerAddress; readonly signer: Signer },
  ask: Ask,
  signal?: AbortSignalLike,
): Promise<Result<FetchResponse, BrokenOff>> {
  const url = `${to.baseUrl}/pxp/v1${ask.path}`;
  const body = ask.json === undefined ? ask.bytes : new TextEncoder().encode(JSON.stringify(ask.json));
  const contentType = ask.bytes ? 'application/octet-stream' : 'application/json';
  const headers: Record<string, string> = body ? { 'content-type': contentType } : {};
  const signed = signRequest(
    { method: ask.method, targetUri: url, headers, ...(body ? { body } : {}) },
    {
      keyid: signer.kid,
      nonce: toBase64url(needs.chance.bytes(16)),
      at: needs.clock.now(),
      sign: signer.sign,
      sha256: needs.hash.sha256,
    },
  );
  return judged(
    await needs.fetch(
      {
        method: ask.method,
        url,
        // RFC 9421 signs for whom it is: the audience stands in the channel and the target, so a name is only a courtesy.
        headers: { ...headers, ...signed, ...rangeOf(ask) },
        ...(body ? { body } : {}),
        ...limitsOf(ask),
        policy: { allowHosts: needs.allowHosts },
      },
      signal,
    ),
    ask.from !== undefined,
  );
}

/** Bytes are counted as they are, so they must come so. */
function rangeOf({ from }: Ask): Readonly<Record<string, string>> {
  if (from === undefined) return {};
  return { 'accept-encoding': 'identity', ...(from > 0 ? { range: `bytes=${from}-` } : {}) };
}

function limitsOf(ask: Ask): Pick<FetchRequest, 'limits'> {
  const waitMs = ask.waitMs ?? 0;
  return {
    limits: {
      firstByteMs: 10_000 + waitMs,
      totalMs: 30_000 + waitMs,
      maxRedirects: 0,
      ...(ask.maxBytes === undefined ? {} : { maxBytes: ask.maxBytes }),
    },
  };
}

function judged(
  answer: Awaited<ReturnType<GuardedFetch>>,
  keepsPart = false,
): Result<FetchResponse, BrokenOff> {
  if (!answer.ok) return refuse(unreachable(answer.error, keepsPart));
  const { status, body } = answer.value;
  if (status >= 200 && status < 300) return answer;
  const json = readJson(body);
  const problem = isJsonObject(json) && typeof json['code'] === 'string' ? json['code'] : undefined;
  const facts = isJsonObject(json) && isJsonObject(json['facts']) ? json['facts'] : {};
  return refuse({
    code: 'partner-refused',
    status,
    ...(problem === undefined ? {} : { problem }),
    ...(isCount(facts['epoch']) ? { epoch: facts['epoch'] } : {}),
    ...tailIn(facts),
    answer: new TextDecoder().decode(body.subarray(0, 500)),
  });
}

function unreachable({ code, detail, part }: FetchRefusal, keepsPart: boolean): BrokenOff {
  const mayGoOn = keepsPart && part !== undefined && code !== 'too-large' && !isEncoded(part);
  return { code: 'partner-unreachable', answer: `${code}: ${detail}`, ...(mayGoOn ? { part } : {}) };
}

function isEncoded({ headers }: FetchResponse): boolean {
  return (headers['content-encoding'] ?? 'identity') !== 'identity';
}

function tailIn({ tail }: JsonObject): { readonly tail?: Position } {
  const { epoch, seq } = isJsonObject(tail) ? tail : {};
  return isCount(epoch) && isCount(seq) ? { tail: { epoch, seq } } : {};
}

function readPage(answer: FetchResponse): Result<EntryPage, PartnerRefusal> {
  const json = readJson(answer.body);
  if (isJsonObject(json)) {
    const { head, entries, more } = json;
    if (typeof head === 'string' && isTexts(entries) && typeof more === 'boolean')
      return accept({ head, entries, more });
  }
  return refuse({ code: 'partner-answer-invalid', status: answer.status, answer: 'no page of entries' });
}

function readPageBack(answer: FetchResponse): Result<PageBack, PartnerRefusal> {
  const json = readJson(answer.body);
  if (isJsonObject(json)) {
    const { cursor, entries } = json;
    const { epoch, seq } = isJsonObject(cursor) ? cursor : {};
    if (isCount(epoch) && isCount(seq) && isTexts(entries))
      return accept({ cursor: { epoch, seq }, entries });
  }
  return refuse({ code: 'partner-answer-invalid', status: answer.status, answer: 'no page given back' });
}

function printDeposit({ head, entries, objects, back }: Deposit): JsonObject {
  const given = back && { cursor: { ...back.cursor }, entries: [...back.entries] };
  return { head, entries: [...entries], objects: [...objects], ...(given ? { back: given } : {}) };
}

function readDeposited(answer: FetchResponse): Result<Deposited, PartnerRefusal> {
  const json = readJson(answer.body);
  const { cursor, wanted } = isJsonObject(json) ? json : {};
  const { epoch, seq, hash } = isJsonObject(cursor) ? cursor : {};
  const isHash = typeof hash === 'string' || hash === null;
  return isCount(epoch) && isCount(seq) && isHash && isTexts(wanted)
    ? accept({ cursor: { epoch, seq, hash }, wanted })
    : refuse({ code: 'partner-answer-invalid', status: answer.status, answer: 'no word of a deposit' });
}

function readHave(answer: Result<FetchResponse, PartnerRefusal>): Result<number, PartnerRefusal> {
  if (!answer.ok) return answer;
  const { status, body } = answer.value;
  const json = readJson(body);
  const { have } = isJsonObject(json) ? json : {};
  return isCount(have)
    ? accept(have)
    : refuse({ code: 'partner-answer-invalid', status, answer: 'no word of a blob' });
}

function isCount(value: Json | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

async function discover(needs: PartnerNodeNeeds, baseUrl: string): ReturnType<PartnerNode['discover']> {
  const answers: unknown[] = [];
  for (const path of ['/.well-known/pactwire', '/.well-known/did.json']) {
    const answer = judged(
      await needs.fetch({
        method: 'GET',
        url: `${baseUrl}${path}`,
        limits: { maxBytes: 512 * 1024, maxRedirects: 0 },
        policy: { allowHosts: needs.allowHosts },
      }),
    );
    if (!answer.ok) return answer;
    const json = readJson(answer.value.body);
    if (!isJsonObject(json))
      return refuse({ code: 'partner-answer-invalid', answer: `${path} is no JSON object` });
    answers.push(json);
  }
  return accept({ card: answers[0], didDocument: answers[1] });
}

function done(answer: Result<FetchResponse, PartnerRefusal>): Result<true, PartnerRefusal> {
  return answer.ok ? accept(true) : answer;
}

function isTexts(value: Json | undefined): value is readonly string[] {
  return Array.isArray(value) && value.every((part) => typeof part === 'string');
}

function readJson(body: Uint8Array): Json | undefined {
  const text = readStrictJson(new TextDecoder().decode(body));
  return text.ok ? text.value : undefined;
}
