import { parseDigest } from '#kernel/digest.ts';
import { parseInstant } from '#kernel/instant.ts';
import { isJsonObject, type Json, type JsonObject } from '#kernel/json.ts';
import {
  PROOF_METHODS,
  SIGNING_ROLES,
  type PasskeyJwk,
  type PersonEvidence,
  type PersonProof,
} from '#domain/agreement/signing/person-evidence.ts';

/** Evidence as it travels beside a signature and lies in an evidence file: the members of the value, the proof among them. */
export function printPerson({ side, digest, role, name, at, proof }: PersonEvidence): JsonObject {
  return { side, digest, role, name, at, ...printProof(proof) };
}

/** The proof alone, as it is kept. */
export function printProof(proof: PersonProof): JsonObject {
  return proof.method === 'passkey' ? { ...proof, publicKey: { ...proof.publicKey } } : { ...proof };
}

const MOST_NAME = 200;
const MOST_PART = 4096;

/** Reads evidence that somebody sent; undefined when a member is missing, unknown, or not what it must be. */
export function parsePerson(json: Json): PersonEvidence | undefined {
  if (!isJsonObject(json)) return undefined;
  const { side, digest, role, name, at, ...rest } = json;
  const named = SIGNING_ROLES.find((one) => one === role);
  const [bytes, moment] = [textIn(digest), textIn(at)].map((text) => text ?? '');
  const [whose, who] = [textIn(side, 300), textIn(name, MOST_NAME)];
  const read = { digest: parseDigest(bytes ?? ''), at: parseInstant(moment ?? ''), proof: parseProof(rest) };
  if (!named || !whose || !who || !read.digest || !read.at || !read.proof) return undefined;
  return { side: whose, digest: read.digest, role: named, name: who, at: read.at, proof: read.proof };
}

/** Reads a proof as it was kept or sent. */
export function parseProof(json: Json): PersonProof | undefined {
  if (!isJsonObject(json)) return undefined;
  const { method, ...rest } = json;
  const known = PROOF_METHODS.find((one) => one === method);
  if (known !== 'passkey') return known && Object.keys(rest).length === 0 ? { method: known } : undefined;
  const { publicKey, authenticatorData, clientDataJSON, signature, ...more } = rest;
  const key = parseJwk(publicKey);
  const [data, client, tail] = [authenticatorData, clientDataJSON, signature].map((part) => textIn(part));
  if (!key || !data || !client || !tail || Object.keys(more).length > 0) return undefined;
  return {
    method: known,
    publicKey: key,
    authenticatorData: data,
    clientDataJSON: client,
    signature: tail,
  };
}

function parseJwk(json: Json | undefined): PasskeyJwk | undefined {
  if (!isJsonObject(json)) return undefined;
  const { kty, crv } = json;
  const [x, y, n, e] = [json['x'], json['y'], json['n'], json['e']].map((part) => textIn(part));
  if (kty === 'OKP' && crv === 'Ed25519' && x) return { kty, crv, x };
  if (kty === 'EC' && crv === 'P-256' && x && y) return { kty, crv, x, y };
  return kty === 'RSA' && n && e ? { kty, n, e } : undefined;
}

function textIn(json: Json | undefined, most = MOST_PART): string | undefined {
  return typeof json === 'string' && json !== '' && json.length <= most ? json : undefined;
}
