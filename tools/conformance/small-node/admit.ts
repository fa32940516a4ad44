import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { holds } from '../keys.ts';
import type { Does } from './deviation.ts';

/** A request as the doors of the small node see it. */
export type Called = {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
};

/** Why a request is not believed, as the problem document says it. */
export type NotBelieved = { readonly code: 'signature-refused' | 'clock-skew'; readonly reason?: string };

const INPUT =
  /^sig1=(\((?<list>[^)]*)\);created=(?<created>\d+);expires=(?<expires>\d+);nonce="(?<nonce>[A-Za-z0-9_-]{1,64})";keyid="(?<keyid>[^"]+)";alg="ed25519";tag="pactwire")$/;
/** The same with whatever stands in it. */
const ANY_INPUT =
  /^\w+=(\((?<list>[^)]*)\);created=(?<created>\d+);expires=(?<expires>\d+);nonce="(?<nonce>[^"]*)";keyid="(?<keyid>[^"]+)";alg="[^"]*";tag="[^"]*".*)$/;
const MOST_APART = 300;

/** What a signature says of itself. */
type Said = {
  readonly list: string;
  readonly created: number;
  readonly expires: number;
  readonly nonce: string;
  readonly keyid: string;
  /** As it is covered itself. */
  readonly params: string;
};

type Trust = {
  readonly keyOf: (keyid: string) => string | undefined;
  readonly nonces: Set<string>;
  readonly does: Does;
};

/** The keyid of whoever signed a request, or why it is not believed (pxp-1, Signed requests). */
export function admit(called: Called, trust: Trust): { readonly keyid: string } | NotBelieved {
  const said = readSaid(called, trust.does);
  if (!said) return not('malformed');
  const refusal =
    judgeForm(said, called, trust) ??
    judgeSignature(said, called, trust) ??
    judgeDigest(called, trust) ??
    judgeNonce(said, trust);
  return refusal ?? { keyid: said.keyid };
}

function readSaid({ headers }: Called, does: Does): Said | undefined {
  const input = String(headers['signature-input'] ?? '');
  const found = (does('takes-any-form') ? ANY_INPUT : INPUT).exec(input);
  const { list = '', created, expires, nonce = '', keyid = '' } = found?.groups ?? {};
  if (!found) return undefined;
  return { list, created: Number(created), expires: Number(expires), nonce, keyid, params: found[1] ?? '' };
}

function judgeForm(
  { list, created, expires }: Said,
  { body }: Called,
  { does }: Trust,
): NotBelieved | undefined {
  const components = body.length > 0 ? BODIED : BARE;
  const isAsAsked = list === components.map((name) => `"${name}"`).join(' ');
  if (!isAsAsked && !does('takes-any-form')) return not('components');
  return does('ignores-clock') ? undefined : judgeTimes(created, expires);
}

function judgeSignature(said: Said, called: Called, { keyOf, does }: Trust): NotBelieved | undefined {
  const x = keyOf(said.keyid);
  if (x === undefined) return not(does('names-partners') ? 'key-unknown' : 'signature');
  const names = said.list.split(' ').map((quoted) => quoted.slice(1, -1));
  const base = [
    ...names.map((name) => `"${name}": ${valueOf(name, called)}`),
    `"@signature-params": ${said.params}`,
  ].join('\n');
  const signature = /^\w+=:(.+):$/.exec(String(called.headers['signature'] ?? ''))?.[1] ?? '';
  const isTheirs = holds(x, base, Buffer.from(signature, 'base64')) || does('believes-any-request');
  return isTheirs ? undefined : not('signature');
}

function judgeDigest({ body, headers }: Called, { does }: Trust): NotBelieved | undefined {
  if (body.length === 0 || does('ignores-digest')) return undefined;
  return headers['content-digest'] === digestHeader(body) ? undefined : not('digest');
}

function judgeNonce({ keyid, nonce }: Said, { nonces, does }: Trust): NotBelieved | undefined {
  const used = `${keyid} ${nonce}`;
  if (nonces.has(used) && !does('forgets-nonces')) return not('nonce');
  nonces.add(used);
  return undefined;
}

function judgeTimes(created: number, expires: number): NotBelieved | undefined {
  const now = Date.now() / 1000;
  if (Math.abs(now - created) > MOST_APART) return { code: 'clock-skew' };
  return expires - created > MOST_APART || expires < now ? not('expired') : undefined;
}

function not(reason: string): NotBelieved {
  return { code: 'signature-refused', reason };
}

function valueOf(name: string, { method, url, headers }: Called): string {
  if (name === '@method') return method;
  return name === '@target-uri' ? url : String(headers[name] ?? '');
}

function digestHeader(body: Buffer): string {
  return `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
}

const BARE = ['@method', '@target-uri'];
const BODIED = [...BARE, 'content-type', 'content-digest'];
