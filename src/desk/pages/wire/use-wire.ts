import { Badge } from '#contract/wire-question.ts';

/** What narrows the wire beside its words, each by its name in the address. */
export const FILTER_NAMES = [
  'partner',
  'language',
  'topic',
  'newsType',
  'place',
  'state',
  'taken',
  'published',
  'free',
  'sinceOn',
  'untilOn',
  'lastDays',
  'hide',
] as const;
export type FilterName = (typeof FILTER_NAMES)[number];

/** What stands in the address of the wire. */
export type WireSearch = { readonly [F in FilterName]?: string } & {
  readonly q?: string;
  /** Terms of the question that are not put into other languages, parted by `|`. */
  readonly asTyped?: string;
  readonly from?: string;
  readonly sort?: string;
  /** Also what this person has put aside, or only that. */
  readonly aside?: string;
  /** Where an hour begins: what arrived in it. */
  readonly hour?: string;
  readonly s?: string;
  readonly take?: string;
};

/** Lets go of all that narrows, words included. */
export const NO_FILTERS: WireSearch = {
  ...Object.fromEntries(FILTER_NAMES.map((name) => [name, ''])),
  q: '',
  asTyped: '',
  sort: '',
  aside: '',
  hour: '',
  s: '',
};

const ORIGINS = ['partners', 'own', 'all'] as const;
export type Origin = (typeof ORIGINS)[number];

export function originOf(search: WireSearch): Origin {
  return ORIGINS.find((origin) => origin === search.from) ?? 'partners';
}

/** What the list answers, as one text: where the cursor stands and what lies open are no part of it. */
export function questionOf(search: WireSearch): string {
  return JSON.stringify(queryOf(search));
}

/** The question of the list as it can be saved; an hour that is past is none to follow, and what one person put aside others did not. */
export function savedQuestion(search: WireSearch) {
  const { limit: _limit, hour: _hour, aside: _mine, ...question } = queryOf(search);
  return question;
}

/** The same as the server is asked it. */
export function queryOf(search: WireSearch) {
  const { q, asTyped, hour } = search;
  const sort = SORTS.find((one) => one === search.sort);
  return {
    from: originOf(search),
    limit: '50',
    ...(q ? { q } : {}),
    ...(q && asTyped ? { asTyped } : {}),
    ...(q && sort ? { sort } : {}),
    ...filtersOf(search),
    ...(search.aside === 'all' ? {} : { aside: asideOf(search) ?? ('hide' as const) }),
    ...(hour ? { hour } : {}),
  };
}

export const ASIDES = ['later', 'not-for-us', 'all'] as const;

/** What was put aside so, if that is what the list shows. */
export function asideOf(search: WireSearch): 'later' | 'not-for-us' | undefined {
  return (['later', 'not-for-us'] as const).find((one) => one === search.aside);
}

/** As the contract has them; what the address has amiss narrows nothing. */
function filtersOf(search: WireSearch) {
  const { language, topic, newsType, partner, place } = search;
  return {
    ...said({ language, topic, newsType, partner, place }),
    ...said({
      state: STATES.find((one) => one === search.state),
      taken: YES_OR_NO.find((one) => one === search.taken),
      published: YES_OR_NO.find((one) => one === search.published),
      free: FREE.find((one) => one === search.free),
      hide: HIDE.find((one) => one === search.hide),
    }),
    ...said({
      lastDays: matching(/^[1-9]\d{0,2}$/, search.lastDays),
      sinceOn: matching(DAY, search.sinceOn),
      untilOn: matching(DAY, search.untilOn),
    }),
  };
}

const FREE = ['web'] as const;
const HIDE = ['ran'] as const;
const DAY = /^(19|20|21)\d\d-\d\d-\d\d$/;

function matching(shape: RegExp, text: string | undefined): string | undefined {
  return shape.test(text ?? '') ? text : undefined;
}

type Said<T> = { readonly [K in keyof T]?: NonNullable<T[K]> };

/** Without what is empty or not there. */
function said<T extends object>(values: T): Said<T>;
function said(values: object): object {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== ''),
  );
}

const SORTS = ['newest', 'best'] as const;
const YES_OR_NO = ['yes', 'no'] as const;
const STATES = Badge.anyOf.map((one) => one.const);
