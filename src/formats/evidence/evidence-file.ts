import { parseInstant, type Instant } from '#kernel/instant.ts';
import { isJsonObject, type Json, type JsonObject } from '#kernel/json.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { MOST_PARTIES } from '#domain/agreement/agreement.ts';
import type { TrailStep } from '#domain/agreement/signing/evidence-trail.ts';
import type { PersonEvidence } from '#domain/agreement/signing/person-evidence.ts';
import { canonicalJson } from '../envelope/canonical-json.ts';
import type { GeneralJws, SeparateSignature } from '../envelope/general-jws.ts';
import { readStrictJson } from '../envelope/strict-json.ts';
import { parseTrail } from './evidence-trail-json.ts';
import { parsePerson, printPerson } from './person-json.ts';

/** The name and version of the form; the sheet of another version looks different. */
export const EVIDENCE_FORMAT = 'pactwire-evidence-1';

/** A public key that the file claims to be somebody's; whether it is one is for the reader to check. */
export type ClaimedKey = { readonly kid: string; readonly x: string };

/** Everything that shows who signed one exact text: enough to verify it on another computer, without any node. */
export type EvidenceFile = {
  /** The exact bytes and each party's signature apart. */
  readonly agreement: { readonly payload: string; readonly signatures: readonly SeparateSignature[] };
  /** The keys that the signatures were made with. */
  readonly keys: readonly ClaimedKey[];
  readonly persons: readonly PersonEvidence[];
  /** As the side that issued the file noted it. */
  readonly trail: readonly TrailStep[];
  readonly issuedBy: string;
  /** Of the last thing in it, so that the same state always gives the same file. */
  readonly issuedAt: Instant;
  /** Signed by the side that issued it: what its pages say, and the trail (`EvidenceStatement`). Files before it have none. */
  readonly statement?: GeneralJws;
};

/** Why a text is no evidence. */
export type EvidenceFileRefusal =
  | { readonly code: 'evidence-duplicate-key'; readonly key: string }
  | { readonly code: 'evidence-not-read'; readonly because: string };

/** The one spelling of the file, so that two makers of the same evidence make the same bytes. */
export function printEvidence(file: EvidenceFile): string {
  const { agreement, keys, persons, trail, issuedBy, issuedAt, statement } = file;
  return canonicalJson({
    format: EVIDENCE_FORMAT,
    agreement: printJws(agreement),
    keys: keys.map(({ kid, x }) => ({ kid, x })),
    persons: persons.map(printPerson),
    trail: trail.map(({ at, what, by }) => ({ at, what, by })),
    issuedBy,
    issuedAt,
    ...(statement ? { statement: printJws(statement) } : {}),
  });
}

function printJws({ payload, signatures }: GeneralJws): JsonObject {
  return {
    payload,
    signatures: signatures.map(({ protected: head, signature }) => ({ protected: head, signature })),
  };
}

/** Reads evidence, or a signed agreement alone (JWS General JSON), which is evidence without keys, people and trail. */
export function parseEvidence(
  text: string,
): Result<{ readonly file: EvidenceFile } | { readonly jws: GeneralJws }, EvidenceFileRefusal> {
  const json = readStrictJson(text);
  if (!json.ok)
    return json.error.code === 'json-duplicate-key'
      ? refuse({ code: 'evidence-duplicate-key', key: json.error.key })
      : notRead(json.error.code);
  if (!isJsonObject(json.value)) return notRead('json-no-object');
  const signed = parseJws(json.value);
  if (signed) return accept({ jws: signed });
  const file = parseFile(json.value);
  return file ? accept({ file }) : notRead('form');
}

/** Of each party its key and two people; one key more where the issuer signs with a later one than it signed the agreement with. */
const MOST = { keys: MOST_PARTIES + 1, persons: 2 * MOST_PARTIES, signatures: MOST_PARTIES } as const;

function parseFile(json: JsonObject): EvidenceFile | undefined {
  const { format, agreement, issuedBy, issuedAt, keys, persons, trail, statement, ...more } = json;
  if (format !== EVIDENCE_FORMAT || Object.keys(more).length > 0) return undefined;
  const lists = parseLists(keys, persons, trail);
  const jws = isJsonObject(agreement) ? parseJws(agreement) : undefined;
  const at = typeof issuedAt === 'string' ? parseInstant(issuedAt) : undefined;
  const told = parseOwn(statement);
  if (!lists || !jws || !at || typeof issuedBy !== 'string') return undefined;
  return told && { agreement: jws, ...lists, issuedBy, issuedAt: at, ...told };
}

/** A file without a statement is older than that; one with something else in its place is none. */
function parseOwn(statement: Json | undefined): Pick<EvidenceFile, 'statement'> | undefined {
  if (statement === undefined) return {};
  const jws = isJsonObject(statement) ? parseJws(statement) : undefined;
  return jws && { statement: jws };
}

function parseLists(
  keyList: Json | undefined,
  personList: Json | undefined,
  stepList: Json | undefined,
): Pick<EvidenceFile, 'keys' | 'persons' | 'trail'> | undefined {
  const keys = listOf(keyList, MOST.keys, parseKey);
  const persons = listOf(personList, MOST.persons, parsePerson);
  const trail = parseTrail(stepList);
  return keys && persons && trail ? { keys, persons, trail } : undefined;
}

function parseJws(json: JsonObject): GeneralJws | undefined {
  const { payload, signatures, ...more } = json;
  const read = listOf(signatures, MOST.signatures, parseSignature);
  return typeof payload === 'string' && read && Object.keys(more).length === 0
    ? { payload, signatures: read }
    : undefined;
}

function parseSignature(json: Json): SeparateSignature | undefined {
  if (!isJsonObject(json)) return undefined;
  const { protected: head, signature, ...more } = json;
  return typeof head === 'string' && typeof signature === 'string' && Object.keys(more).length === 0
    ? { protected: head, signature }
    : undefined;
}

function parseKey(json: Json): ClaimedKey | undefined {
  if (!isJsonObject(json)) return undefined;
  const { kid, x } = json;
  return typeof kid === 'string' && typeof x === 'string' ? { kid, x } : undefined;
}

function listOf<T>(
  json: Json | undefined,
  most: number,
  parse: (one: Json) => T | undefined,
): readonly T[] | undefined {
  if (!Array.isArray(json) || json.length > most) return undefined;
  const read: T[] = [];
  for (const one of json) {
    const value = parse(one);
    if (value === undefined) return undefined;
    read.push(value);
  }
  return read;
}

function notRead(because: string): Result<never, EvidenceFileRefusal> {
  return refuse({ code: 'evidence-not-read', because });
}
