import type { Caller } from '#app/channel/serve-channel.ts';
import type { RequestParts } from '#formats/envelope/http-message.ts';
import { readStrictJson } from '#formats/envelope/strict-json.ts';
import type { ExchangeNeeds } from '#http/node/exchange.ts';
import { problemOf, type Refusal } from '#http/problems.ts';
import { isJsonObject } from '#kernel/json.ts';
import type { Instant } from '#kernel/instant.ts';
import type { Result } from '#kernel/result.ts';

export type Answer = { readonly status: number; readonly body: Uint8Array };

/**
 * The exchange doors of `http/node/exchange.ts` without a web server: the same signature check, use cases and answers, so
 * that a request costs no socket and no time that the simulation does not rule.
 */
export async function answerRequest(
  doors: ExchangeNeeds,
  request: RequestParts,
  at: Instant,
): Promise<Answer> {
  const admitted = await doors.admit(request, at);
  if (!admitted.ok) return problem(admitted.error);
  const callers = admitted.value.map(({ agency, partner }) => ({ agency, partnerDid: partner.did }));
  const { pathname, searchParams } = new URL(request.targetUri);
  const [, , , kind = '', name = '', part = ''] = pathname.split('/');
  if (kind === 'hints') {
    for (const caller of callers) doors.hinted(caller);
    return { status: 202, body: new Uint8Array() };
  }
  const named = serveNamed(doors, callers, { kind, name });
  if (named) return named;
  if (kind !== 'channels') return problem({ code: 'channel-unknown' });
  const writer = callers.find(({ agency, partnerDid }) => doors.channelOf(partnerDid, agency.did) === name);
  if (writer) return answerOf(await doors.giveBack(writer, { ch: name, ...askedIn(searchParams) }));
  const caller = callers.find(({ agency, partnerDid }) => doors.channelOf(agency.did, partnerDid) === name);
  if (!caller) return problem({ code: 'channel-unknown' });
  const answered =
    part === 'cursor'
      ? await acceptCursor(doors, caller, name, request.body)
      : await readEntries(doors, caller, name, searchParams);
  return answerOf(answered);
}

async function readEntries(doors: ExchangeNeeds, caller: Caller, ch: string, asked: URLSearchParams) {
  const ask = { ch, ...askedIn(asked) };
  const page = await doors.readChannel(caller, ask);
  const wait = Number(asked.get('wait') ?? 0);
  if (!page.ok || page.value.entries.length > 0 || wait === 0) return page;
  await doors.untilGrown(ch, wait);
  return doors.readChannel(caller, ask);
}

function askedIn(asked: URLSearchParams) {
  const count = (name: string): number => Number(asked.get(name) ?? 0);
  return { epoch: count('epoch'), after: count('after'), limit: count('limit') };
}

async function acceptCursor(doors: ExchangeNeeds, caller: Caller, ch: string, body: Uint8Array | undefined) {
  const read = readStrictJson(new TextDecoder().decode(body));
  const { epoch, seq, hash } = read.ok && isJsonObject(read.value) ? read.value : {};
  if (typeof epoch !== 'number' || typeof seq !== 'number' || typeof hash !== 'string')
    throw new Error('a cursor of ours is well formed');
  return doors.acceptCursor(caller, { ch, epoch, seq, hash });
}

const UTF8 = new TextEncoder();

/** Undefined for what has no digest for its name. */
function serveNamed(
  doors: ExchangeNeeds,
  callers: readonly Caller[],
  { kind, name }: { readonly kind: string; readonly name: string },
): Promise<Answer> | undefined {
  if (kind === 'objects') {
    const bytesOf = ({ text }: { readonly text: string }) => UTF8.encode(text);
    return firstServed(callers, (caller) => doors.serveObject(caller, name), bytesOf);
  }
  if (kind !== 'blobs') return undefined;
  const bytesOf = ({ bytes }: { readonly bytes: Uint8Array }) => bytes;
  return firstServed(callers, (caller) => doors.serveBlob(caller, name), bytesOf);
}

async function firstServed<Served>(
  callers: readonly Caller[],
  serve: (caller: Caller) => Promise<Result<Served, Refusal>>,
  bytesOf: (served: Served) => Uint8Array,
): Promise<Answer> {
  let refusal: Refusal = { code: 'object-unknown' };
  for (const caller of callers) {
    const served = await serve(caller);
    if (served.ok) return { status: 200, body: bytesOf(served.value) };
    if (served.error.code !== refusal.code) refusal = served.error;
  }
  return problem(refusal);
}

function answerOf(outcome: Result<object, Refusal>): Answer {
  return outcome.ok ? json(200, outcome.value) : problem(outcome.error);
}

function problem(refusal: Refusal): Answer {
  const document = problemOf(refusal, 'en', '');
  return json(document.status, document);
}

function json(status: number, value: object): Answer {
  return { status, body: new TextEncoder().encode(JSON.stringify(value)) };
}
