import { draftAgreement } from '#contract/agreement.ts';
import { isBodyOf } from '#contract/read-reply.ts';
import type { Agency, Direction, Draft, Session } from '../../shapes.ts';

/** Languages an agreement can speak of; scripts are named, for a translator cannot guess them. */
export const STORY_LANGUAGES = ['vi', 'zh-Hans', 'zh-Hant', 'en'] as const;
export const COUNTRIES = ['VN', 'CN', 'HK', 'MO', 'SG', 'LA', 'KH', 'TH', 'US'] as const;
export const CHANNELS = ['web', 'app', 'social', 'print', 'broadcast'] as const;
export const NEWS_TYPES = ['text', 'picture'] as const;

const DAY_MILLISECONDS = 86_400_000;

/** Terms that two newsrooms usually begin with; every one is a question on the screen. */
export function freshDraft(session: Session): Draft {
  const ours = session.agency.languages;
  const others = STORY_LANGUAGES.filter((language) => language !== 'zh-Hant' && !ours.includes(language));
  const today = dayIn(new Date().toISOString(), session.agency.timeZone);
  return {
    template: 'news-exchange',
    partner: '',
    title: { vi: '', 'zh-Hans': '', en: '' },
    effectiveFrom: startOfDay(today, session.agency.timeZone),
    effectiveUntil: endOfDay(yearAfter(today), session.agency.timeZone),
    governingLanguage: 'en',
    freshnessMinutes: 15,
    give: direction([...others]),
    receive: direction([...ours]),
  };
}

function direction(translateInto: string[]): Direction {
  return {
    topics: [],
    newsTypes: ['text', 'picture'],
    languages: [],
    channels: ['web', 'app', 'social'],
    territories: [],
    translateInto,
    quota: 200,
    linkBack: true,
    reportUseHours: 24,
    correctionHours: 2,
    killHours: 1,
    onKill: 'automatic',
  };
}

/** Names both sides in all three languages. */
export function titleFor(ours: Agency['name'], theirs: Agency['name']): Draft['title'] {
  return {
    vi: `Thỏa thuận trao đổi tin: ${ours.vi} – ${theirs.vi}`,
    'zh-Hans': `新闻交流协议：${ours['zh-Hans']}与${theirs['zh-Hans']}`,
    en: `News exchange agreement: ${ours.en} – ${theirs.en}`,
  };
}

/** What a browser kept of an unfinished draft; undefined when it no longer fits the questions. */
export function parseDraft(value: unknown): Draft | undefined {
  return isBodyOf(draftAgreement, value) ? value : undefined;
}

/** Ready to be read as sentences: somebody to agree with, a name, and an order of days. */
export function isReadable(draft: Draft): boolean {
  const named = Object.values(draft.title).every((text) => text.trim() !== '');
  const isOrdered = draft.effectiveUntil === undefined || draft.effectiveFrom < draft.effectiveUntil;
  return draft.partner !== '' && named && isOrdered;
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
