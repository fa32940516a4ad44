import type { Agreement } from '#domain/agreement/agreement.ts';
import type { AgreementEvent, AgreementRecord } from '#domain/agreement/agreement-record.ts';
import { durationOf } from '#domain/agreement/draft-direction.ts';
import { draftFromTemplate } from '#domain/agreement/draft-from-template.ts';
import type { DirectionAnswers, TemplateAnswers } from '#domain/agreement/template-answers.ts';
import { instant } from './arbitrary-agreement.ts';
import { A, B } from './arbitrary-parties.ts';
import { digest } from './pool-agreement.ts';

export const PAIR_UID = 'urn:uuid:01931c2e-7a10-7c3e-9d55-0a1b2c3d4e5f';

/** Text for the web and into Vietnamese, credited, linked, reported. */
const SIDE: DirectionAnswers = {
  topics: [],
  newsTypes: ['text'],
  languages: [],
  channels: ['web'],
  territories: [],
  translateInto: ['vi'],
  linkBack: true,
  reportUseHours: 24,
  correctionHours: 6,
  killHours: 1,
  onKill: 'automatic',
};

/** A and B exchange news on the same terms, through 2027; a test says what its story has otherwise. */
export function pairAgreement({
  side = {},
  ...terms
}: Partial<TemplateAnswers> & { readonly side?: Partial<DirectionAnswers> } = {}): Agreement {
  const drafted = draftFromTemplate(
    {
      template: 'news-exchange',
      parties: [
        { did: A, name: { vi: 'Hãng A', 'zh-Hans': '甲社', en: 'Agency A' }, keyThumbprint: 'a' },
        { did: B, name: { vi: 'Hãng B', 'zh-Hans': '乙社', en: 'Agency B' }, keyThumbprint: 'b' },
      ],
      title: { en: 'Exchange' },
      governingLanguage: 'en',
      effectiveFrom: instant('2027-01-01T00:00:00Z'),
      effectiveUntil: instant('2028-01-01T00:00:00Z'),
      freshness: durationOf('PT15M'),
      give: { ...SIDE, ...side },
      receive: { ...SIDE, ...side },
      ...terms,
    },
    PAIR_UID,
  );
  if (!drafted.ok) throw new Error(`the draft has no ${drafted.error.field}`);
  return drafted.value;
}

/** With both signatures. */
export function signedPair(agreement: Agreement, events: readonly AgreementEvent[] = []): AgreementRecord {
  const signatures = [A, B].map((by) => ({ by, kid: `${by}#k1`, digest, verified: true }));
  return { agreement, digest, signatures, events };
}
