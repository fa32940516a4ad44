import type { Static } from 'typebox';
import type { AgreementDraft, DirectionAnswers } from '#contract/agreement.ts';

type Draft = Static<typeof AgreementDraft>;
type Terms = Pick<Draft, 'freshnessMinutes' | 'give' | 'receive' | 'commitments' | 'noticeDays'>;

const USUAL = {
  topics: [],
  newsTypes: ['text', 'picture'],
  languages: [],
  channels: ['web', 'app', 'social'],
  territories: [],
  translateInto: [],
  linkBack: true,
  reportUseHours: 24,
  correctionHours: 6,
  killHours: 1,
  onKill: 'desk',
} satisfies Static<typeof DirectionAnswers>;

/** Pictures are not cropped into others' stories and have no page to link to; a year in the archive. */
const PICTURES = {
  ...USUAL,
  newsTypes: ['picture'],
  channels: ['web', 'app', 'social', 'print'],
  linkBack: false,
  archiveMonths: 12,
} satisfies Static<typeof DirectionAnswers>;

/** At an event everybody is in a hurry, and so are corrections. */
const POOL = {
  ...USUAL,
  channels: ['web', 'app', 'social', 'print', 'broadcast'],
  correctionHours: 1,
  reportUseHours: 48,
} satisfies Static<typeof DirectionAnswers>;

/** Who works on one thing together may work it over, and find it again. */
const SHARED = {
  ...USUAL,
  mayModify: true,
  mayKeepInMemory: true,
  archiveMonths: 24,
} satisfies Static<typeof DirectionAnswers>;

/** What each template begins with; languages of translation and the names are the draft's own. */
export const TEMPLATE_TERMS: Readonly<Record<Draft['template'], Terms>> = {
  'news-exchange': { freshnessMinutes: 15, give: USUAL, receive: USUAL },
  'photo-exchange': { freshnessMinutes: 15, give: PICTURES, receive: PICTURES },
  'one-way-supply': { freshnessMinutes: 15, give: USUAL },
  'event-pool': { freshnessMinutes: 5, give: POOL, noticeDays: 7 },
  'joint-project': {
    freshnessMinutes: 15,
    give: SHARED,
    receive: SHARED,
    commitments: [
      {
        by: 'us',
        kind: 'jointProject',
        count: 1,
        title: { vi: 'Dự án chung', 'zh-Hans': '合作项目', en: 'Joint project' },
      },
    ],
  },
};
