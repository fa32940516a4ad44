import { TEMPLATE_TERMS } from '#contract/agreement-templates.ts';
import { draftAgreement } from '#contract/agreement.ts';
import { isUnfinishedBodyOf } from '#contract/read-reply.ts';
import type { Agency, Direction, Draft, Session } from '../../shapes.ts';

/** Languages that most agreements speak of, shown first; scripts are named, for a translator cannot guess them. */
export const STORY_LANGUAGES = ['vi', 'zh-Hans', 'zh-Hant', 'en'] as const;
/** Where most of it is published, shown first. */
export const COMMON_COUNTRIES = [
  'VN',
  'CN',
  'HK',
  'MO',
  'TW',
  'SG',
  'LA',
  'KH',
  'TH',
  'JP',
  'KR',
  'US',
] as const;
const DAY_MILLISECONDS = 86_400_000;

/** A news exchange for a year from today, each side's stories to be translated into the other's languages. */
export function freshDraft(session: Session): Draft {
  const { timeZone } = session.agency;
  const today = dayIn(new Date().toISOString(), timeZone);
  const empty: Draft = {
    template: 'news-exchange',
    partner: '',
    title: { vi: '', 'zh-Hans': '', en: '' },
    effectiveFrom: startOfDay(today, timeZone),
    effectiveUntil: endOfDay(yearAfter(today), timeZone),
    governingLanguage: 'en',
    ...TEMPLATE_TERMS['news-exchange'],
  };
  return { ...empty, ...usualTerms(empty, session) };
}

/** What decides which answers are usual, and which questions are asked at all. */
export type DraftKind = Pick<Draft, 'template' | 'others'>;

export type UsualTerms = Pick<Draft, 'give' | 'receive' | 'freshnessMinutes' | 'noticeDays' | 'commitments'>;

/** What a template begins with, between so many: each side's stories go into the others' languages. */
export function usualTerms(kind: DraftKind, session: Session): UsualTerms {
  const { give, receive, ...terms } = TEMPLATE_TERMS[kind.template];
  const spoken = STORY_LANGUAGES.filter((language) => language !== 'zh-Hant');
  const ours = [...session.agency.languages];
  const theirs = spoken.filter((language) => !ours.includes(language));
  const pooled = isPooled(kind);
  return {
    ...terms,
    give: { ...give, translateInto: pooled ? spoken : theirs },
    ...(receive && !pooled ? { receive: { ...receive, translateInto: ours } } : {}),
  };
}

/** All give to all on the same terms: there is nothing of its own that we receive. */
export function isPooled({ template, others = [] }: DraftKind): boolean {
  return template === 'event-pool' || (template !== 'one-way-supply' && others.length > 0);
}

/** Answers of a direction that cannot be given to several at once, or by several. */
export function unfitAnswers(kind: DraftKind): readonly (keyof Direction)[] {
  if (isPooled(kind)) return ['exclusiveHours', 'creditWording'];
  return (kind.others ?? []).length > 0 ? ['exclusiveHours'] : [];
}

/** The draft without one answer: a question that is left open is not said. */
export function withoutAnswer<T extends Draft | Direction>(answers: T, name: keyof T): T {
  const rest = { ...answers };
  delete rest[name];
  return rest;
}

/** Names every party in all three languages, ourselves first. */
export function titleFor(ours: Agency['name'], ...theirs: readonly Agency['name'][]): Draft['title'] {
  const names = [ours, ...theirs];
  const han = names.map((name) => name['zh-Hans']);
  const last = han.pop() ?? '';
  return {
    vi: `Thỏa thuận hợp tác: ${names.map(({ vi }) => vi).join(' – ')}`,
    'zh-Hans': `合作协议：${han.join('、')}与${last}`,
    en: `Cooperation agreement: ${names.map(({ en }) => en).join(' – ')}`,
  };
}

/** What was kept of an unfinished draft; undefined when it no longer fits the questions. */
export function parseDraft(value: unknown): Draft | undefined {
  return isUnfinishedBodyOf(draftAgreement, value) ? value : undefined;
}

/** Ready to be read as sentences: somebody to agree with, and a name. */
export function isReadable(draft: Draft): boolean {
  return draft.partner !== '' && Object.values(draft.title).every((text) => text.trim() !== '');
}

/** The calendar day of a moment in a zone, `YYYY-MM-DD`. */
export function dayIn(at: string, zone: string): string {
  return new Date(at).toLocaleDateString('en-CA', { timeZone: zone });
}

/** The first moment of a day in a zone. */
export function startOfDay(day: string, zone: string): string {
  const utc = Date.parse(`${day}T00:00:00.000Z`);
  return new Date(utc - offsetMilliseconds(utc, zone)).toISOString();
}

/** The last whole second of a day in a zone. */
export function endOfDay(day: string, zone: string): string {
  return new Date(Date.parse(startOfDay(day, zone)) + DAY_MILLISECONDS - 1000).toISOString();
}

function offsetMilliseconds(at: number, zone: string): number {
  const inZone = new Date(at).toLocaleString('sv-SE', { timeZone: zone });
  return Date.parse(`${inZone.replace(' ', 'T')}.000Z`) - Math.floor(at / 1000) * 1000;
}

function yearAfter(day: string): string {
  const date = new Date(`${day}T00:00:00.000Z`);
  date.setUTCFullYear(date.getUTCFullYear() + 1);
  return new Date(date.getTime() - DAY_MILLISECONDS).toISOString().slice(0, 10);
}
