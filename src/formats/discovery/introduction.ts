import { isJsonObject, type JsonObject } from '#kernel/json.ts';
import type { Trilingual } from '#kernel/language.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Ownership, PartnerKey } from '#domain/newsroom/agency.ts';
import { MAX_KEYS, readJwk, readKid, type ToldKey } from './agency-key.ts';
import { isDidOfNode, parseNodeAddress } from './node-address.ts';
import { readName, readObjects, readOwnership, readPlainText } from './read-member.ts';

/** The first thing an agency says to another: who it is and under which keys it will speak (PXP/1 §Introductions). */
export type Introduction = {
  readonly did: string;
  readonly name: Trilingual;
  readonly ownership: Ownership;
  readonly baseUrl: string;
  readonly keys: readonly ToldKey[];
  /** DID of the agency it is meant for; not said means the one at the root of the node. */
  readonly to?: string;
};

/** Why a document is no introduction; `at` is a JSON pointer. */
export type IntroductionRefusal = { readonly code: 'introduction-invalid'; readonly at: string };

/** The body that `parseIntroduction` reads back; keys of the log stay at home. */
export function printIntroduction(
  who: Omit<Introduction, 'keys'> & { readonly keys: readonly PartnerKey[] },
): JsonObject {
  const { did, name, ownership, baseUrl, keys, to } = who;
  return {
    did,
    name: { ...name },
    ownership,
    baseUrl,
    keys: keys
      .filter(({ role }) => role !== 'log')
      .map(({ kid, role, jwk }) => ({ kid, role, jwk: { ...jwk } })),
    ...(to === undefined ? {} : { to }),
  };
}

/** Reads an introduction of a stranger: nothing is known of it, so every member is held to its form. */
export function parseIntroduction(document: unknown): Result<Introduction, IntroductionRefusal> {
  if (!isJsonObject(document)) return invalid('');
  const { did, baseUrl, to } = document;
  if (typeof baseUrl !== 'string' || parseNodeAddress(baseUrl) !== baseUrl) return invalid('/baseUrl');
  // Whoever speaks for an agency speaks from its node: a DID of another host is somebody else's name.
  if (typeof did !== 'string' || !isDidOfNode(did, baseUrl)) return invalid('/did');
  const name = readName(document['name']);
  if (!name) return invalid('/name');
  const ownership = readOwnership(document['ownership']);
  if (!ownership) return invalid('/ownership');
  const keys = readKeys(document, did);
  if (!keys) return invalid('/keys');
  if (to !== undefined && readPlainText(to, 300) === undefined) return invalid('/to');
  return accept({ did, name, ownership, baseUrl, keys, ...(typeof to === 'string' ? { to } : {}) });
}

function readKeys(document: JsonObject, did: string): readonly ToldKey[] | undefined {
  const listed = readObjects(document['keys'], MAX_KEYS);
  if (!listed) return undefined;
  const keys: ToldKey[] = [];
  for (const one of listed) {
    const kid = readKid(one['kid'], did);
    const x = readJwk(one['jwk']);
    const { role } = one;
    if (kid === undefined || x === undefined || (role !== 'sign' && role !== 'http' && role !== 'recovery'))
      return undefined;
    if (keys.some((other) => other.kid === kid)) return undefined;
    keys.push({ kid, role, x });
  }
  return keys;
}

function invalid(at: string): Result<never, IntroductionRefusal> {
  return refuse({ code: 'introduction-invalid', at });
}
