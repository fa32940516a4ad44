import { isJsonObject, type Json, type JsonObject } from '#kernel/json.ts';
import type { Trilingual } from '#kernel/language.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Ownership } from '#domain/newsroom/agency.ts';
import { readName, readObjects, readOwnership, readPlainText } from './read-member.ts';

/** An agency as its node presents it to everybody. */
export type PresentedAgency = {
  readonly did: string;
  readonly name: Trilingual;
  readonly ownership: Ownership;
  readonly languages: readonly string[];
  /** The keys of its transparency log, as log and as witness of others (C2SP signed-note, “Verifier keys”). */
  readonly transparency?: { readonly log: string; readonly witness: string };
};

/** What `/.well-known/pactwire` says of a node (PXP/1 §Endpoints). */
export type NodeCard = {
  /** Base of PXP/1: `https://a.example/pxp/v1`. */
  readonly base: string;
  readonly agencies: readonly PresentedAgency[];
};

/** Why a document is no card; `at` is a JSON pointer. */
export type CardRefusal = { readonly code: 'card-invalid'; readonly at: string };

const PROTOCOL = 'pactwire-exchange';

/** As the server enforces them (`http/node`, `app/channel`). */
const LIMITS = {
  maxEntryBytes: 65_536,
  maxPageEntries: 1000,
  maxPageBytes: 4_194_304,
  maxWaitSeconds: 50,
  maxBlobBytes: 67_108_864,
  clockToleranceSeconds: 300,
};

/** The card of a node; `handle` is for people, the DID is the identity. */
export function printNodeCard(
  base: string,
  agencies: readonly (PresentedAgency & { readonly slug: string })[],
  softwareVersion: string,
): JsonObject {
  return {
    protocol: PROTOCOL,
    versions: [1],
    software: { name: 'pactwire', version: softwareVersion },
    base,
    agencies: agencies.map(({ did, slug, name, ownership, languages, transparency }) => ({
      did,
      handle: `@${slug}`,
      name: { ...name },
      ownership,
      languages,
      ...(transparency ? { transparency: { ...transparency } } : {}),
    })),
    content: { accepts: ['ninjs/3.2', 'ninjs/3.1', 'ninjs/3.0'], sends: 'ninjs/3.1' },
    limits: LIMITS,
  };
}

/** Reads another node's card. Members it does not know are ignored, so that a later version can still be talked to. */
export function parseNodeCard(document: unknown): Result<NodeCard, CardRefusal> {
  if (!isJsonObject(document)) return invalid('');
  const { protocol, versions, base } = document;
  if (protocol !== PROTOCOL) return invalid('/protocol');
  if (!Array.isArray(versions) || !versions.includes(1)) return invalid('/versions');
  if (typeof base !== 'string') return invalid('/base');
  const listed = readObjects(document['agencies'], 100);
  if (!listed || listed.length === 0) return invalid('/agencies');
  const agencies: PresentedAgency[] = [];
  for (const [index, one] of listed.entries()) {
    const agency = readAgency(one);
    if (typeof agency === 'string') return invalid(`/agencies/${index}/${agency}`);
    agencies.push(agency);
  }
  return accept({ base, agencies });
}

/** The agency, or the name of the member that is wrong. */
function readAgency(one: JsonObject): PresentedAgency | string {
  const did = readPlainText(one['did'], 300);
  const name = readName(one['name']);
  const ownership = readOwnership(one['ownership']);
  const languages = readLanguages(one['languages']);
  if (did === undefined) return 'did';
  if (!name) return 'name';
  if (!ownership) return 'ownership';
  if (!languages) return 'languages';
  const transparency = readTransparency(one['transparency']);
  return { did, name, ownership, languages, ...(transparency ? { transparency } : {}) };
}

/** Without both keys, or with something else in their place, there is no log to speak of. */
function readTransparency(value: Json | undefined): PresentedAgency['transparency'] {
  if (!isJsonObject(value)) return undefined;
  const log = readPlainText(value['log'], 400);
  const witness = readPlainText(value['witness'], 400);
  return log === undefined || witness === undefined ? undefined : { log, witness };
}

function readLanguages(value: Json | undefined): readonly string[] | undefined {
  if (!Array.isArray(value) || value.length > 50) return undefined;
  const tags = value.filter((tag) => typeof tag === 'string' && /^[A-Za-z0-9-]{2,35}$/.test(tag));
  return tags.length === value.length ? tags : undefined;
}

function invalid(at: string): Result<never, CardRefusal> {
  return refuse({ code: 'card-invalid', at });
}
