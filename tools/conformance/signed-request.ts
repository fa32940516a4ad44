import { createHash, randomBytes } from 'node:crypto';
import { signBytes, type OwnKey } from './keys.ts';

export type Ask = {
  readonly method: 'GET' | 'PUT' | 'POST';
  readonly url: string;
  /** The body to the letter; with it go `content-type` and `content-digest`. */
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

/** Where a request departs from the profile (pxp-1, Signed requests); everything left out is as specified. */
export type Departure = {
  /** Another key than the one that `keyid` names. */
  readonly signedBy?: OwnKey;
  readonly keyid?: string;
  readonly nonce?: string;
  /** Seconds from now. */
  readonly created?: number;
  readonly lives?: number;
  readonly alg?: string;
  readonly tag?: string;
  readonly components?: readonly string[];
  readonly moreParams?: string;
  readonly label?: string;
  /** What is signed in place of the real address. */
  readonly targetUri?: string;
  readonly digestOver?: string;
};

const LIVES_SECONDS = 300;

/** The headers that make a request of one of ours, or one that only looks so. */
export function signedHeaders(key: OwnKey, ask: Ask, departure: Departure = {}): Record<string, string> {
  const headers: Record<string, string> = { ...ask.headers };
  if (ask.body !== undefined) {
    headers['content-type'] ??= 'application/json';
    headers['content-digest'] = `sha-256=:${sha256(departure.digestOver ?? ask.body)}:`;
  }
  const components = departure.components ?? covered(ask);
  const params = paramsOf(key, components, departure);
  const base = [
    ...components.map((name) => `"${name}": ${valueOf(name, ask, headers, departure)}`),
    `"@signature-params": ${params}`,
  ].join('\n');
  const label = departure.label ?? 'sig1';
  const signature = signBytes(departure.signedBy ?? key, base).toString('base64');
  return { ...headers, 'signature-input': `${label}=${params}`, signature: `${label}=:${signature}:` };
}

function covered({ body }: Ask): readonly string[] {
  const always = ['@method', '@target-uri'];
  return body === undefined ? always : [...always, 'content-type', 'content-digest'];
}

function paramsOf(key: OwnKey, components: readonly string[], departure: Departure): string {
  const created = Math.floor(Date.now() / 1000) + (departure.created ?? 0);
  const expires = created + (departure.lives ?? LIVES_SECONDS);
  const nonce = departure.nonce ?? newNonce();
  const { keyid = key.kid, alg = 'ed25519', tag = 'pactwire', moreParams = '' } = departure;
  const list = components.map((name) => `"${name}"`).join(' ');
  return `(${list});created=${created};expires=${expires};nonce="${nonce}";keyid="${keyid}";alg="${alg}";tag="${tag}"${moreParams}`;
}

function valueOf(
  name: string,
  ask: Ask,
  headers: Readonly<Record<string, string>>,
  { targetUri }: Departure,
): string {
  if (name === '@method') return ask.method;
  if (name === '@target-uri') return targetUri ?? ask.url;
  return headers[name] ?? (name === 'host' ? new URL(ask.url).host : '');
}

export function newNonce(): string {
  return randomBytes(16).toString('base64url');
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
