import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { AppendTools } from '#app/channel/append-entry.ts';
import { draftFromTemplate } from '#domain/agreement/draft-from-template.ts';
import type { Agency, Partner } from '#domain/newsroom/agency.ts';
import { nodeHash, systemClock, systemIds } from '#engines/world.ts';
import { canonicalJson } from '#formats/envelope/canonical-json.ts';
import { publicJwk } from '#formats/envelope/key-document.ts';
import { printAgreement } from '#formats/odrl/print-agreement.ts';
import type { Digest } from '#kernel/digest.ts';
import { parseDuration } from '#kernel/duration.ts';
import { instantOf } from '#kernel/instant.ts';
import { signerOf } from '#partners/keys/key-safe.ts';
import type { Signer } from '#ports/keys.ts';
import { channelMarks } from '#store/channel-marks.ts';
import type { BenchStore } from './bench-store.ts';

/** An agency with a signing key and marks of its own, as it stands at its own node. */
export type BenchAgency = {
  readonly agency: Agency;
  readonly signer: Signer;
  readonly tools: AppendTools;
  /** How another agency has it on file. */
  readonly asPartner: Partner;
};

/** A partner with an agreement in force, under which the bench's agency gives it everything. */
export type BenchPartner = BenchAgency & { readonly agreementDigest: Digest };

const FROM = instantOf(Date.UTC(2026, 0, 1));

export function benchAgencyOf(agency: Agency, folder: string): BenchAgency {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const { x = '' } = publicKey.export({ format: 'jwk' });
  const kid = `${agency.did}#sign-1`;
  const signer = signerOf(kid, privateKey);
  const marks = channelMarks(mkdtempSync(join(folder, 'marks-')));
  const { did, name, ownership } = agency;
  const keys = [{ kid, role: 'sign', jwk: publicJwk(x), thumbprint: 'bench' }] as const;
  return {
    agency,
    signer,
    tools: { entrySigner: () => signer, ids: systemIds, hash: nodeHash, channelMarks: marks },
    asPartner: { did, name, ownership, baseUrl: 'http://localhost', state: 'pinned', keys },
  };
}

/** One more partner of the store's agency, which lives in the same database under its own name. */
export async function addPartner(store: BenchStore, number: number, folder: string): Promise<BenchPartner> {
  const agency: Agency = {
    ...store.agency,
    id: systemIds.uuid(),
    slug: `partner-${number}`,
    did: `did:web:partner-${number}.example`,
  };
  const partner = benchAgencyOf(agency, folder);
  const at = systemClock.now();
  await store.transact(agency.id, ({ agencies }) => agencies.add(agency, at));
  await store.transact(store.agency.id, ({ partners }) => partners.save(partner.asPartner, at));
  return { ...partner, agreementDigest: await putInForce(store, agency.did) };
}

/** As both sides' signatures leave it on file. */
async function putInForce({ agency, app }: BenchStore, taker: string): Promise<Digest> {
  const freshness = parseDuration('PT15M');
  if (!freshness) throw new Error('not a duration');
  const party = (did: string) => ({ did, name: { en: did }, keyThumbprint: 'A'.repeat(43) });
  const drafted = draftFromTemplate(
    {
      template: 'one-way-supply',
      parties: [party(agency.did), party(taker)],
      title: { en: 'Supply' },
      governingLanguage: 'en',
      effectiveFrom: FROM,
      freshness,
      give: {
        topics: [],
        newsTypes: ['text', 'picture'],
        languages: [],
        channels: ['web'],
        territories: [],
        translateInto: ['vi'],
        linkBack: true,
        reportUseHours: 24,
        correctionHours: 4,
        killHours: 1,
        onKill: 'automatic',
      },
    },
    `urn:uuid:${systemIds.uuid()}`,
  );
  if (!drafted.ok) throw new Error(`the draft has no ${drafted.error.field}`);
  const { uid, agreementVersion } = drafted.value;
  const canonical = canonicalJson(printAgreement(drafted.value));
  const digest = nodeHash.sha256(new TextEncoder().encode(canonical));
  const row = { agency_id: agency.id, digest };
  await app.db.transaction().execute(async (trx) => {
    await sql`select set_config('pactwire.agency', ${agency.id}, true)`.execute(trx);
    const document = { document: canonical, canonical, origin: 'own' } as const;
    const times = { created_at: FROM, updated_at: FROM };
    await trx
      .insertInto('agreement')
      .values({ ...row, uid, version: agreementVersion, ...document, ...times })
      .execute();
    const signature = { protected: '', signature: '', person_id: null, signed_at: FROM };
    await trx
      .insertInto('agreement_signature')
      .values([agency.did, taker].map((did) => ({ ...row, signer_did: did, kid: `${did}#k1`, ...signature })))
      .execute();
  });
  return digest;
}
