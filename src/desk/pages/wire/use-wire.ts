/** What stands in the address of the wire. */
export type WireSearch = {
  readonly q?: string;
  /** Terms of the question that are not put into other languages, parted by `|`. */
  readonly asTyped?: string;
  readonly from?: string;
  readonly language?: string;
  readonly topic?: string;
  readonly newsType?: string;
  readonly partner?: string;
  /** Where an hour begins: what arrived in it. */
  readonly hour?: string;
  readonly s?: string;
  readonly take?: string;
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

/** The same as the server is asked it. */
export function queryOf(search: WireSearch) {
  const { q, asTyped, language, topic, newsType, partner, hour } = search;
  return {
    from: originOf(search),
    limit: '50',
    ...(q ? { q } : {}),
    ...(q && asTyped ? { asTyped } : {}),
    ...(language ? { language } : {}),
    ...(topic ? { topic } : {}),
    ...(newsType ? { newsType } : {}),
    ...(partner ? { partner } : {}),
    ...(hour ? { hour } : {}),
  };
}
