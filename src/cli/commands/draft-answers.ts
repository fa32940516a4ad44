import type { Body } from '#contract/endpoint.ts';
import type { draftAgreement } from '#contract/agreement.ts';
import { TEMPLATE_TERMS } from '#contract/agreement-templates.ts';
import type { Agency, Partner } from '#domain/newsroom/agency.ts';
import { plusSeconds, type Instant } from '#kernel/instant.ts';
import type { Given } from '../command-plan.ts';

export type DraftAnswers = Body<typeof draftAgreement>;
export type Template = DraftAnswers['template'];

/** The templates as `agreement templates` tells of them. */
export const TEMPLATES: Readonly<Record<Template, string>> = {
  'news-exchange': 'All parties give and receive text and pictures',
  'photo-exchange': 'All parties give and receive pictures, with a year in the archive',
  'one-way-supply': 'Your agency gives; the others receive and give nothing back',
  'event-pool': 'Every party gives to all the others, at one event',
  'joint-project': 'All parties give and receive, may edit, and promise a project together',
};

const DAY_SECONDS = 86_400;

/** A template filled in as far as the node knows: a year from today, no translation, kills as tasks of the desk. */
export function usualAnswers(
  template: Template,
  agency: Agency,
  partner: Pick<Partner, 'did' | 'name'>,
  at: Instant,
): DraftAnswers {
  const terms = TEMPLATE_TERMS[template];
  const today = plusSeconds(at, -secondsOfDay(at));
  return {
    template,
    partner: partner.did,
    title: {
      vi: `Thỏa thuận trao đổi tin giữa ${agency.name.vi} và ${partner.name.vi}`,
      'zh-Hans': `${agency.name['zh-Hans']}与${partner.name['zh-Hans']}新闻交换协议`,
      en: `News exchange between ${agency.name.en} and ${partner.name.en}`,
    },
    effectiveFrom: today,
    effectiveUntil: plusSeconds(today, 365 * DAY_SECONDS),
    governingLanguage: 'en',
    ...terms,
    give: { ...terms.give, languages: template === 'event-pool' ? [] : [...agency.languages] },
  };
}

/** The options of `agreement draft` laid over the template's answers. */
export function withOptions(answers: DraftAnswers, given: Given): DraftAnswers {
  const { give, receive } = answers;
  const title = given.text('title');
  const until = given.text('until');
  return {
    ...answers,
    ...(title === undefined ? {} : { title: { vi: title, 'zh-Hans': title, en: title } }),
    ...(until === undefined ? {} : { effectiveUntil: `${until}T00:00:00.000Z` }),
    give: withDirection(give, given, 'theyTranslateInto'),
    ...(receive ? { receive: withDirection(receive, given, 'weTranslateInto') } : {}),
  };
}

function withDirection(
  direction: DraftAnswers['give'],
  given: Given,
  translation: 'theyTranslateInto' | 'weTranslateInto',
): DraftAnswers['give'] {
  const into = given.text(translation);
  const quota = given.text('monthlyQuota');
  return {
    ...direction,
    ...(into === undefined ? {} : { translateInto: into.split(',').map((tag) => tag.trim()) }),
    ...(quota === undefined ? {} : { quota: Number(quota) }),
    ...(given.text('onKill') === 'automatic' ? { onKill: 'automatic' as const } : {}),
  };
}

function secondsOfDay(at: Instant): number {
  const [hours = 0, minutes = 0, seconds = 0] = at.slice(11, 23).split(':').map(Number);
  return hours * 3600 + minutes * 60 + seconds;
}
