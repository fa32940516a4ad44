import type { Digest } from '#kernel/digest.ts';
import type { Instant } from '#kernel/instant.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import { toBase64url } from '#formats/envelope/base64url.ts';
import { canonicalJson } from '#formats/envelope/canonical-json.ts';
import type { LogLeafStore } from '#ports/log-leaf-store.ts';
import type { Chance, Hash } from '#ports/world.ts';
import type { TransparencyStore } from '#ports/transparency-store.ts';

/** What the log says of a signed document. */
export type Standing = 'in-force' | 'suspended' | 'amended' | 'ended';

/** The part of the log that remembers what was said of documents. */
export type StandingStores = {
  readonly transparency: Pick<TransparencyStore, 'lock' | 'addOpening' | 'lastOpening'>;
  readonly logLeaves: LogLeafStore;
};

export type NoteNeeds = { readonly hash: Hash; readonly chance: Chance };

const SALT_BYTES = 16;

/**
 * One leaf when a document stands otherwise than the log last said. A party can be shown to be one, by its DID and its salt;
 * nobody learns of it from the leaf.
 */
export async function noteStanding(
  { hash, chance }: NoteNeeds,
  { transparency, logLeaves }: StandingStores,
  agency: Agency,
  said: {
    readonly digest: Digest;
    readonly standing: Standing;
    readonly parties: readonly string[];
    readonly at: Instant;
  },
): Promise<void> {
  const { digest, standing, parties, at } = said;
  const before = await transparency.lastOpening('agreement-standing', digest);
  if (before && standingIn(before.statement) === standing) return;
  const openings = parties.map((did) => ({ did, salt: toBase64url(chance.bytes(SALT_BYTES)) }));
  const hidden = openings.map((one) => hash.sha256(new TextEncoder().encode(canonicalJson(one))));
  // A salt names the leaf, for a document may rest and go on within one moment of the clock.
  const subject = `${digest} ${openings.map(({ salt }) => salt).join(' ')}`;
  await logLeaves.append({
    kind: 'agreement-standing',
    subject,
    actor: agency.did,
    at,
    facts: { digest, standing, parties: hidden.toSorted() },
  });
  const statement = canonicalJson({ standing, parties: openings });
  await transparency.addOpening({ kind: 'agreement-standing', subject, about: digest, statement, at });
}

function standingIn(statement: string): unknown {
  const json: unknown = JSON.parse(statement);
  return typeof json === 'object' && json !== null && 'standing' in json ? json.standing : undefined;
}
