import { isJsonObject, type Json, type JsonObject } from '#kernel/json.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { MAX_KEYS, readJwk, readKid, type ToldKey } from './agency-key.ts';
import { readObjects } from './read-member.ts';

/** Keys in use as an agency's `did.json` tells them; revoked ones are left out. */
export type ToldKeys = { readonly did: string; readonly keys: readonly ToldKey[] };

/** Why a document is no `did.json` of an agency; `at` is a JSON pointer. */
export type KeyDocumentRefusal = { readonly code: 'key-document-invalid'; readonly at: string };

/**
 * Reads `did.json` (did:web, DID Core 1.0) as `didDocument` prints it: a key that may assert signs entries and
 * agreements, one that may authenticate signs requests, one that may invoke revokes others; one key has one role.
 */
export function parseKeyDocument(document: unknown): Result<ToldKeys, KeyDocumentRefusal> {
  if (!isJsonObject(document)) return invalid('');
  const did = document['id'];
  if (typeof did !== 'string') return invalid('/id');
  const methods = readObjects(document['verificationMethod'], MAX_KEYS);
  if (!methods) return invalid('/verificationMethod');
  const asserting = namesIn(document['assertionMethod']);
  const authenticating = namesIn(document['authentication']);
  const invoking = namesIn(document['capabilityInvocation']);
  const keys: ToldKey[] = [];
  for (const [index, method] of methods.entries()) {
    if (method['revoked'] !== undefined) continue;
    const key = readKey(method, did, { sign: asserting, http: authenticating, recovery: invoking });
    if (key === 'unused') continue;
    if (!key || keys.some(({ kid }) => kid === key.kid)) return invalid(`/verificationMethod/${index}`);
    keys.push(key);
  }
  return accept({ did, keys });
}

const ROLES = ['sign', 'http', 'recovery'] as const;

function readKey(
  method: JsonObject,
  did: string,
  uses: Readonly<Record<ToldKey['role'], readonly string[]>>,
): ToldKey | 'unused' | undefined {
  const kid = readKid(method['id'], did);
  const x = readJwk(method['publicKeyJwk']);
  if (kid === undefined || x === undefined || method['controller'] !== did) return undefined;
  const [role, another] = ROLES.filter((one) => uses[one].includes(kid));
  if (!role) return 'unused';
  // A web server that holds the key of its agreements is what the roles are there to prevent.
  return another ? undefined : { kid, role, x };
}

function namesIn(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((name) => typeof name === 'string') : [];
}

function invalid(at: string): Result<never, KeyDocumentRefusal> {
  return refuse({ code: 'key-document-invalid', at });
}
