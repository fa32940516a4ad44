import { randomUUID } from 'node:crypto';
import type { Agreement } from '#domain/agreement/agreement.ts';
import { draftFromTemplate } from '#domain/agreement/draft-from-template.ts';
import type { DirectionAnswers, TemplateAnswers } from '#domain/agreement/template-answers.ts';
import { nodeHash } from '#engines/world.ts';
import { canonicalJson } from '#formats/envelope/canonical-json.ts';
import { printAgreement } from '#formats/odrl/print-agreement.ts';
import { parseDuration } from '#kernel/duration.ts';
import { instantOf } from '#kernel/instant.ts';
import type { TestDatabase } from './test-database.ts';
import { sql } from 'kysely';

const FROM = instantOf(Date.UTC(2026, 0, 1));

/** What a partner gives in most stories: text and pictures for the web, into Vietnamese, credited and linked. */
export const GENEROUS: DirectionAnswers = {
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
};

/** An agreement that stands on file with both signatures: `giver` gives, `taker` takes. */
export async function testAgreement(
  database: TestDatabase,
  agencyId: string,
  parties: { readonly giver: string; readonly taker: string },
  { terms = {}, ...give }: Partial<DirectionAnswers> & { readonly terms?: Partial<TemplateAnswers> } = {},
): Promise<Agreement> {
  const freshness = parseDuration('PT15M');
  if (!freshness) throw new Error('not a duration');
  const party = (did: string) => ({ did, name: { en: did }, keyThumbprint: 'A'.repeat(43) });
  const drafted = draftFromTemplate(
    {
      template: 'one-way-supply',
      parties: [party(parties.giver), party(parties.taker)],
      title: { en: 'Supply' },
      governingLanguage: 'en',
      effectiveFrom: FROM,
      freshness,
      give: { ...GENEROUS, ...give },
      ...terms,
    },
    `urn:uuid:${randomUUID()}`,
  );
  if (!drafted.ok) throw new Error(`the draft has no ${drafted.error.field}`);
  const agreement = drafted.value;
  const canonical = canonicalJson(printAgreement(agreement));
  const digest = nodeHash.sha256(new TextEncoder().encode(canonical));
  await database.app.db.transaction().execute(async (trx) => {
    await sql`select set_config('pactwire.agency', ${agencyId}, true)`.execute(trx);
    await trx
      .insertInto('agreement')
      .values({
        agency_id: agencyId,
        uid: agreement.uid,
        version: agreement.agreementVersion,
        digest,
        document: canonical,
        canonical,
        origin: 'own',
        created_at: FROM,
        updated_at: FROM,
      })
      .execute();
    await trx
      .insertInto('agreement_signature')
      .values(
        [parties.giver, parties.taker].map((signer) => ({
          agency_id: agencyId,
          digest,
          signer_did: signer,
          kid: `${signer}#k1`,
          protected: '',
          signature: '',
          person_id: null,
          signed_at: FROM,
        })),
      )
      .execute();
  });
  return agreement;
}
