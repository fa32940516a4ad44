import type { Instant } from '#kernel/instant.ts';
import type { ItemVersion, PubStatus } from '#domain/item/item.ts';
import { topicFacts, type TopicsAbove } from '#domain/item/topic-tree.ts';
import { readRestrictions } from './restrictions/read-restrictions.ts';
import type { Restriction, RestrictionFacts } from './restrictions/restriction.ts';
import {
  restrictsPicture,
  restrictsStory,
  wordsOfStory,
  wordsWithPicture,
} from './restrictions/words-of-restriction.ts';
import type { ItemFacts } from './use-question.ts';

/** What is known of an item beside the version in hand. */
export type ItemStanding = {
  /** Of the item now: a kill counts for every version. */
  readonly status: PubStatus;
  readonly latestVersion: number;
  readonly latestIsCorrection: boolean;
  /** When the item was first offered to the one who asks; not said when it never was. */
  readonly offeredAt?: Instant;
  readonly newsProducts?: readonly string[];
  /** Whose channel brings it to the one who asks; not said of an item of its own. */
  readonly suppliedBy?: string;
  /** What the node's vocabulary knows of its topics; not said: what comes with the house. */
  readonly topicsAbove?: TopicsAbove;
  /** What a person of the asking agency said the words beside the item mean. */
  readonly confirmedRestrictions?: readonly Restriction[];
  /** What the provider of a partner's item says that they mean. */
  readonly providerRestrictions?: readonly Restriction[];
};

/** What a decision looks at, from one version and the standing of its item. No embargo in the version means none. */
export function itemFacts(item: ItemVersion, standing: ItemStanding): ItemFacts {
  const topics = topicFacts(item.subjects, standing.topicsAbove);
  return {
    uri: item.guid,
    provider: makerOf(item),
    newsType: item.newsType,
    language: withScript(item.language),
    status: standing.status,
    version: item.version,
    latestVersion: standing.latestVersion,
    latestIsCorrection: standing.latestIsCorrection,
    embargoEndAt: item.embargoEndAt ?? 'none',
    ...(topics ? { topics } : {}),
    ...(standing.offeredAt ? { offeredAt: standing.offeredAt } : {}),
    ...restrictionsFrom(wordsOfStory(item), standing, (term) => restrictsStory(term, item)),
    ...(standing.suppliedBy === undefined ? {} : { suppliedBy: standing.suppliedBy }),
    ...(standing.newsProducts ? { newsProducts: standing.newsProducts } : {}),
  };
}

/** Under whose name agreements speak of it: of what is passed on that is who made it, not who brings it. */
export function makerOf({ provider, originator }: Pick<ItemVersion, 'provider' | 'originator'>): string {
  return originator?.did ?? provider;
}

/** What restricts a use: of the story, or of a picture that has words of its own beside it. */
export type RestrictionsOf = Pick<ItemFacts, 'restrictions' | 'providerRestrictions'>;

/** By identity, each picture beside a text that has words of its own: they restrict it beside those of the story. */
export function restrictedPictures(
  item: ItemVersion,
  standing: Confirmed,
): ReadonlyMap<string, RestrictionsOf> {
  return new Map(
    item.associations.flatMap((picture) => {
      const text = wordsWithPicture(item, picture);
      const of = restrictionsFrom(text, standing, (term) => restrictsPicture(term, item, picture));
      const isTold = standing.providerRestrictions?.some(
        (term) => restrictsPicture(term, item, picture) && !restrictsStory(term, item),
      );
      return text === undefined && !isTold ? [] : [[picture.guid, of] as const];
    }),
  );
}

/** What restricts one of several, each term once; confirmed where all are. */
export function joinRestrictions(all: readonly RestrictionsOf[]): RestrictionsOf {
  const ours = all.flatMap(({ restrictions }) => restrictions ?? []);
  const told = all.flatMap(({ providerRestrictions }) => providerRestrictions ?? []);
  const once = (terms: readonly Restriction[]): readonly Restriction[] => [
    ...new Map(terms.map((term) => [JSON.stringify(term), term])).values(),
  ];
  const joined: RestrictionFacts = {
    confirmed: ours.every(({ confirmed }) => confirmed),
    terms: once(ours.flatMap(({ terms }) => terms)),
    unread: [...new Set(ours.flatMap(({ unread }) => unread))],
  };
  return {
    ...(ours.length > 0 ? { restrictions: joined } : {}),
    ...(told.length > 0 ? { providerRestrictions: once(told) } : {}),
  };
}

type Confirmed = Pick<ItemStanding, 'status' | 'confirmedRestrictions' | 'providerRestrictions'>;

function restrictionsFrom(
  text: string | undefined,
  { confirmedRestrictions: confirmed, providerRestrictions: told }: Confirmed,
  isAbout: (term: Restriction) => boolean,
): RestrictionsOf {
  const ours: RestrictionFacts | undefined = confirmed
    ? { confirmed: true, terms: confirmed.filter(isAbout), unread: [] }
    : text === undefined
      ? undefined
      : { confirmed: false, ...readRestrictions(text) };
  const theirs = told?.filter(isAbout) ?? [];
  return {
    ...(ours ? { restrictions: ours } : {}),
    ...(theirs.length > 0 ? { providerRestrictions: theirs } : {}),
  };
}

const CHINESE_BY_REGION = new Map([
  ['zh-cn', 'zh-Hans-CN'],
  ['zh-sg', 'zh-Hans-SG'],
  ['zh-tw', 'zh-Hant-TW'],
  ['zh-hk', 'zh-Hant-HK'],
  ['zh-mo', 'zh-Hant-MO'],
]);

/** Wires say `zh-CN` where agreements say `zh-Hans`: the region tells the script (CLDR likely subtags). */
export function withScript(language: string): string {
  return CHINESE_BY_REGION.get(language.toLowerCase()) ?? language;
}
