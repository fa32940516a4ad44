import type { Agreement, Did } from '#domain/agreement/agreement.ts';
import { draftFromTemplate } from '#domain/agreement/draft-from-template.ts';
import type { DirectionAnswers } from '#domain/agreement/template-answers.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import { nodeHash } from '#engines/world.ts';
import { signSeparately } from '#formats/envelope/general-jws.ts';
import { canonicalJson } from '#formats/envelope/canonical-json.ts';
import { readStrictJson } from '#formats/envelope/strict-json.ts';
import { printAgreement } from '#formats/odrl/print-agreement.ts';
import { parseDuration } from '#kernel/duration.ts';
import type { Digest } from '#kernel/digest.ts';
import { instantOf } from '#kernel/instant.ts';
import type { SignatureProof } from '#ports/agreement-store.ts';
import type { Newsroom, Town } from './town.ts';
import { lyingDoors } from './byzantine.ts';
import type { Liar } from './told-lies.ts';
import { makeNode, pinnedPartner } from './node.ts';
import { HONEST, type Parts } from './parts.ts';
import type { World } from './world.ts';

const FROM = instantOf(Date.UTC(2026, 0, 1));
const MOST_AGENCIES = 9;

export type Founding = {
  readonly partsOf?: (name: string) => Parts;
  readonly mayLie?: boolean;
};

/** Three to nine nodes with one or more agencies each, in a ring of agreements with some more across it. */
export function foundTown(world: World, of: Founding = {}): Town {
  const { random } = world;
  const { partsOf = () => HONEST, mayLie = true } = of;
  const counts = agenciesByNode(world);
  const lies: Liar = { world, misplaced: new Set(), objects: new Map() };
  const liar = random.chance(0.25) && mayLie ? `node${random.between(1, counts.length)}` : undefined;
  const nodes = counts.map((count, index) => {
    const name = `node${index + 1}`;
    const agencies = Array.from({ length: count }, (_, place) => agencyOf(world, name, place));
    const parts = partsOf(name);
    return makeNode(world, name, agencies, name === liar ? { ...parts, doors: lyingDoors(lies) } : parts);
  });
  const newsrooms = nodes
    .flatMap((node) => node.agencies.map((agency) => ({ node, agency })))
    .slice(0, MOST_AGENCIES);
  const town = {
    nodes,
    newsrooms,
    signed: pairAll(world, newsrooms),
    misplaced: lies.misplaced,
    ...(liar === undefined ? {} : { liar }),
  };
  Object.assign(lies, { town, node: nodes.find(({ name }) => name === liar) });
  return town;
}

/** A slow town is small, so that its steps reach over more time. */
function agenciesByNode({ random, pace }: World): readonly number[] {
  if (pace > 1) return [1, 1, 1];
  const nodes = random.chance(0.2) ? random.between(3, 9) : random.between(3, 4);
  return Array.from({ length: nodes }, () => (nodes < 5 && random.chance(0.3) ? random.between(2, 5) : 1));
}

/** A ring, and up to two more across it. Gives what everybody has signed. */
function pairAll(world: World, newsrooms: readonly Newsroom[]): Town['signed'] {
  const { random } = world;
  const pairs = newsrooms.map(
    (one, index) => [one, newsrooms[(index + 1) % newsrooms.length] ?? one] as const,
  );
  for (let more = random.between(0, 2); more > 0; more--) {
    const [one, other] = [random.pick(newsrooms), random.pick(newsrooms)];
    if (!one || !other || one === other) continue;
    if (!pairs.some((pair) => pair.includes(one) && pair.includes(other))) pairs.push([one, other]);
  }
  const signed = new Map<Did, Set<Digest>>(newsrooms.map(({ agency }) => [agency.did, new Set()]));
  for (const [one, other] of pairs) {
    const digest = pairUp(world, one, other, partnersIn(pairs));
    for (const { agency } of [one, other]) signed.get(agency.did)?.add(digest);
  }
  return signed;
}

type Partners = (of: Newsroom) => readonly string[];

function partnersIn(pairs: readonly (readonly [Newsroom, Newsroom])[]): Partners {
  return (of) =>
    pairs.flatMap(([one, other]) => {
      if (one !== of && other !== of) return [];
      return [(one === of ? other : one).agency.did];
    });
}

function agencyOf(world: World, node: string, place: number): Agency {
  const slug = place === 0 ? node : `${node}-${place + 1}`;
  const name = { vi: slug, 'zh-Hans': slug, en: slug };
  return {
    id: `${node}-agency-${place + 1}`,
    slug,
    did: place === 0 ? `did:web:${node}.example` : `did:web:${node}.example:agencies:${slug}`,
    name,
    ownership: 'independent',
    languages: ['en'],
    territory: world.random.pick(['VN', 'CN', 'LA']) ?? 'VN',
    timeZone: 'Asia/Ho_Chi_Minh',
    place: name,
  };
}

/** Both have pinned the other's keys and hold the document with both signatures. */
function pairUp(world: World, one: Newsroom, other: Newsroom, partners: Partners): Digest {
  const agreement = draft(world, one, other, partners);
  const canonical = canonicalJson(printAgreement(agreement));
  const document = readStrictJson(canonical);
  if (!document.ok) throw new Error('a canonical document is JSON');
  const digest = nodeHash.sha256(new TextEncoder().encode(canonical));
  const proofs = [one, other].map((party) => proofOf(party, canonical));
  const signatures = proofs.map(({ by, kid, signedAt }) => ({ by, kid, digest, verified: true, signedAt }));
  for (const [here, there] of [
    [one, other],
    [other, one],
  ] as const) {
    const rows = here.node.database.rowsOf(here.agency.id);
    rows.partners.set(there.agency.did, pinnedPartner(there.node, there.agency));
    rows.agreements.set(digest, {
      uid: agreement.uid,
      version: 1,
      digest,
      document: document.value,
      canonical,
      origin: here === one ? 'own' : 'partner',
      proofs,
      signatures,
      updatedAt: FROM,
    });
    const id = rows.outbox.all().length + 1;
    rows.numbers.set('outbox', id);
    const job = { topic: 'agreement-changed', payload: { digest } } as const;
    rows.outbox.set(String(id), { id, job, attempts: 0, createdAt: FROM, nextAt: FROM });
  }
  return digest;
}

function proofOf({ node, agency: { id, did } }: Newsroom, canonical: string): SignatureProof {
  const { kid, sign } = node.keysOf(id).sign.signer;
  const bytes = new TextEncoder().encode(canonical);
  return {
    by: did,
    kid,
    ...signSeparately({ kid, typ: 'pactwire-agreement+jws' }, bytes, sign),
    signedAt: FROM,
  };
}

function draft({ random }: World, one: Newsroom, other: Newsroom, partners: Partners): Agreement {
  const gives = (giver: Newsroom, taker: Newsroom): DirectionAnswers => ({
    topics: [],
    newsTypes: ['text', 'picture'],
    languages: [],
    channels: ['web'],
    territories: [],
    translateInto: ['vi'],
    linkBack: false,
    reportUseHours: 24,
    correctionHours: 4,
    killHours: 1,
    onKill: random.chance(0.6) ? 'automatic' : 'desk',
    ...(random.chance(0.7) ? { quota: random.between(1, 2) } : {}),
    ...(random.chance(0.5)
      ? { passOnTo: withoutDid(partners(taker), giver) }
      : passedOn(withoutDid(partners(giver), taker))),
  });
  const freshness = parseDuration('PT1M');
  if (!freshness) throw new Error('not a duration');
  const party = ({ agency, node }: Newsroom) => ({
    did: agency.did,
    name: { en: agency.slug },
    keyThumbprint: node.keysOf(agency.id).sign.key.thumbprint,
  });
  const drafted = draftFromTemplate(
    {
      template: 'news-exchange',
      parties: [party(one), party(other)],
      title: { en: `${one.agency.slug} and ${other.agency.slug}` },
      governingLanguage: 'en',
      effectiveFrom: FROM,
      freshness,
      give: gives(one, other),
      receive: gives(other, one),
    },
    `urn:uuid:${uuidOf(random.bytes(16))}`,
  );
  if (!drafted.ok) throw new Error(`the draft has no ${drafted.error.field}`);
  return drafted.value;
}

/** Whoever has a story by another may do no more than publish it: translations and passing on are not for the giver to give. */
function passedOn(providers: readonly string[]): Partial<DirectionAnswers> {
  return { providers, translateInto: [], quota: 1 };
}

function withoutDid(dids: readonly string[], { agency }: Newsroom): readonly string[] {
  return dids.filter((did) => did !== agency.did);
}

function uuidOf(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}
