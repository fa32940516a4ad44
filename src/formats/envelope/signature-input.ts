import { parseDictionary, serializeInnerList } from 'structured-headers';
import { fromBase64url } from './base64url.ts';

/** One member of `Signature-Input`: what is covered, in order, and the parameters as the signer wrote them. */
export type SignatureInput = {
  readonly components: readonly string[];
  readonly created?: number;
  readonly expires?: number;
  readonly nonce?: string;
  readonly keyid?: string;
  readonly alg?: string;
  readonly tag?: string;
  /** The value of `@signature-params`: the member in its one strict spelling (RFC 9421 §2.3). */
  readonly params: string;
};

/** What a signer of this protocol says; `created` and `expires` are seconds since 1970. */
export type SignatureParams = {
  readonly components: readonly string[];
  readonly created: number;
  readonly expires: number;
  readonly nonce: string;
  readonly keyid: string;
  readonly tag: string;
};

const PARAMETERS = new Set(['created', 'expires', 'nonce', 'keyid', 'alg', 'tag']);

/** The value of `@signature-params`, and of the `Signature-Input` member. All texts are plain ASCII of our making. */
export function printSignatureParams(input: SignatureParams): string {
  const { components, created, expires, nonce, keyid, tag } = input;
  const list = components.map((name) => `"${name}"`).join(' ');
  return `(${list});created=${created};expires=${expires};nonce="${nonce}";keyid="${keyid}";alg="ed25519";tag="${tag}"`;
}

/**
 * The one signature that a `Signature-Input` field announces; undefined for none, several, parameters of
 * components or unknown ones, and anything that is no dictionary of inner lists (RFC 9421 §4.1, RFC 8941).
 */
export function parseSignatureInput(field: string, label: string): SignatureInput | undefined {
  const members = dictionaryOf(field);
  const member = members?.size === 1 ? members.get(label) : undefined;
  if (!member || !isInnerList(member)) return undefined;
  const [items, parameters] = member;
  const components: string[] = [];
  for (const [name, more] of items) {
    if (typeof name !== 'string' || more.size > 0) return undefined;
    components.push(name);
  }
  if ([...parameters.keys()].some((name) => !PARAMETERS.has(name))) return undefined;
  return { components, ...parametersOf(parameters), params: serializeInnerList(member) };
}

/** The 64 bytes under the label of a `Signature` field that holds nothing else. */
export function parseSignatureField(field: string, label: string): Uint8Array | undefined {
  const members = dictionaryOf(field);
  if (members?.size !== 1 || !members.has(label)) return undefined;
  // Read from the text itself: the library's decoder lets stray padding and left-over bits pass (I2).
  const spelt = /^[a-z0-9_*.-]+=:([A-Za-z0-9+/]{86})==:$/.exec(field.trim());
  return spelt?.[1] === undefined ? undefined : fromBase64url(toUrlAlphabet(spelt[1]));
}

export function toUrlAlphabet(base64: string): string {
  return base64.replaceAll('+', '-').replaceAll('/', '_');
}

export function fromUrlAlphabet(base64url: string): string {
  return base64url.replaceAll('-', '+').replaceAll('_', '/');
}

type Members = ReturnType<typeof parseDictionary>;
type Member = Members extends Map<string, infer M> ? M : never;
type InnerList = Extract<Member, [unknown[], unknown]>;

function dictionaryOf(field: string): Members | undefined {
  try {
    return parseDictionary(field);
  } catch {
    // Not a structured field: the caller refuses it.
    return undefined;
  }
}

function isInnerList(member: Member): member is InnerList {
  return Array.isArray(member[0]);
}

type Parameters = Omit<SignatureInput, 'components' | 'params'>;

function parametersOf(parameters: ReadonlyMap<string, unknown>): Parameters {
  const created = integerOf(parameters.get('created'));
  const expires = integerOf(parameters.get('expires'));
  const nonce = textOf(parameters.get('nonce'));
  const keyid = textOf(parameters.get('keyid'));
  const alg = textOf(parameters.get('alg'));
  const tag = textOf(parameters.get('tag'));
  return {
    ...(created === undefined ? {} : { created }),
    ...(expires === undefined ? {} : { expires }),
    ...(nonce === undefined ? {} : { nonce }),
    ...(keyid === undefined ? {} : { keyid }),
    ...(alg === undefined ? {} : { alg }),
    ...(tag === undefined ? {} : { tag }),
  };
}

function integerOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
