import { INTERFACE_LANGUAGES, type InterfaceLanguage, type Trilingual } from '#kernel/language.ts';
import shipped from './media-topics.json' with { type: 'json' };

/**
 * A topic that comes with the house. In the languages of `ours` the name is ours, IPTC has none; a name that nobody has is
 * empty.
 */
export type ShippedTopic = {
  readonly code: string;
  readonly broader?: string;
  readonly name: Trilingual;
  readonly ours: readonly InterfaceLanguage[];
  readonly isRetired: boolean;
  readonly replacedBy: readonly string[];
};

/** The day of the release of IPTC Media Topics that the shipped ones were read from. */
export const SHIPPED_RELEASE: string = shipped.release;

/**
 * The first two levels of IPTC Media Topics (CC BY 4.0, copyright IPTC). What stands under `iptc` in the data is IPTC's own,
 * what stands under `ours` is not.
 */
export const SHIPPED_TOPICS: readonly ShippedTopic[] = shipped.topics.map((topic) => {
  const iptc: Names = topic.iptc;
  const ours: Names = topic.ours;
  return {
    code: topic.code,
    ...('broader' in topic ? { broader: topic.broader } : {}),
    name: {
      vi: iptc.vi ?? ours.vi ?? '',
      'zh-Hans': iptc['zh-Hans'] ?? ours['zh-Hans'] ?? '',
      en: iptc.en ?? '',
    },
    ours: INTERFACE_LANGUAGES.filter(
      (language) => iptc[language] === undefined && ours[language] !== undefined,
    ),
    isRetired: 'replacedBy' in topic,
    replacedBy: 'replacedBy' in topic ? topic.replacedBy : [],
  };
});

type Names = { readonly [L in InterfaceLanguage]?: string };

const BY_CODE = new Map(SHIPPED_TOPICS.map((topic) => [topic.code, topic]));
const TOPS = new Set(
  SHIPPED_TOPICS.filter(({ broader, isRetired }) => broader === undefined && !isRetired).map(
    ({ code }) => code,
  ),
);

/** The topic of a code; undefined for what does not come with the house and for other vocabularies. */
export function shippedTopic(code: string): ShippedTopic | undefined {
  return BY_CODE.get(code);
}

/** Is this a media topic at all? Other vocabularies say nothing about topics. */
export function isMediaTopic(code: string): boolean {
  return code.startsWith('medtop:');
}

/** Is it one of the 17 under which all others are? They have not changed since 2010. */
export function isTopTopic(code: string): boolean {
  return TOPS.has(code);
}

/** Is it a top, or does it come with the house as one right under a top? */
export function isUpperTopic(code: string): boolean {
  return isTopTopic(code) || isTopTopic(BY_CODE.get(code)?.broader ?? '');
}
