import { TEMPLATE_TERMS } from '#contract/agreement-templates.ts';
import { draftAgreement } from '#contract/agreement.ts';
import { isBodyOf } from '#contract/read-reply.ts';
import type { Agency, Direction, Draft, Session } from '../../shapes.ts';

/** Languages an agreement can speak of; scripts are named, for a translator cannot guess them. */
export const STORY_LANGUAGES = ['vi', 'zh-Hans', 'zh-Hant', 'en'] as const;
export const COUNTRIES = ['VN', 'CN', 'HK', 'MO', 'TW', 'SG', 'LA', 'KH', 'TH', 'JP', 'KR', 'US'] as const;
/** Where a newsroom's month may end. */
export const ZONES = ['Asia/Ho_Chi_Minh', 'Asia/Shanghai', 'Asia/Singapore', 'Asia/Tokyo', 'UTC'] as const;

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
  return withTemplate(empty, 'news-exchange', session);
}

/** The template's own terms; partner, names and days stay. */
export function withTemplate(draft: Draft, template: Draft['template'], session: Session): Draft {
  const {
    receive: _receive,
    commitments: _commitments,
    noticeDays: _notice,
    others: _others,
    ...rest
  } = draft;
  const { give, receive, ...terms } = TEMPLATE_TERMS[template];
  const ours = [...session.agency.languages];
  const theirs = STORY_LANGUAGES.filter((language) => language !== 'zh-Hant' && !ours.includes(language));
  return {
    ...rest,
    ...terms,
    template,
    give: { ...give, translateInto: theirs },
    ...(receive ? { receive: { ...receive, translateInto: ours } } : {}),
  };
}

/** The draft without one answer: a question that is left open is not said. */
export function withoutAnswer<T extends Draft | Direction>(answers: T, name: keyof T): T {
  const rest = { ...answers };
  delete rest[name];
  return rest;
}

/** Names both sides in all three languages. */
export function titleFor(ours: Agency['name'], theirs: Agency['name']): Draft['title'] {
  return {
    vi: `Thỏa thuận hợp tác: ${ours.vi} – ${theirs.vi}`,
    'zh-Hans': `合作协议：${ours['zh-Hans']}与${theirs['zh-Hans']}`,
    en: `Cooperation agreement: ${ours.en} – ${theirs.en}`,
  };
}

/** What was kept of an unfinished draft; undefined when it no longer fits the questions. */
export function parseDraft(value: unknown): Draft | undefined {
  return isBodyOf(draftAgreement, value) ? value : undefined;
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
