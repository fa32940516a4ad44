import type { Trilingual } from '#kernel/language.ts';
import { languageName } from './language-name.ts';

/** Where a story comes from and who translated or edited it, as one sentence for readers; an own untranslated story has its own. */
export function originLine(story: {
  readonly provider: Trilingual;
  /** Who passed it on to the publisher, where its provider did not give it itself. */
  readonly suppliedBy?: Trilingual | undefined;
  readonly publisher: Trilingual;
  readonly isPartners: boolean;
  readonly isTranslation: boolean;
  readonly isAdaptation?: boolean | undefined;
  readonly sourceLanguage: string;
}): Trilingual {
  const { publisher, isPartners, isTranslation } = story;
  const provider = byWayOf(story.provider, story.suppliedBy);
  const from = languageName(story.sourceLanguage);
  if (!isTranslation) {
    if (!isPartners) return provider;
    if (story.isAdaptation === true)
      return {
        vi: `Theo ${provider.vi}, ${publisher.vi} biên tập lại`,
        'zh-Hans': `来源：${provider['zh-Hans']}，${publisher['zh-Hans']}改编`,
        en: `From ${provider.en}, edited by ${publisher.en}`,
      };
    return {
      vi: `Theo ${provider.vi}`,
      'zh-Hans': `来源：${provider['zh-Hans']}`,
      en: `From ${provider.en}`,
    };
  }
  if (!isPartners)
    return {
      vi: `${publisher.vi} dịch từ ${from.vi}`,
      'zh-Hans': `${publisher['zh-Hans']}译自${from['zh-Hans']}`,
      en: `Translated from ${from.en} by ${publisher.en}`,
    };
  return {
    vi: `Theo ${provider.vi}, ${publisher.vi} dịch từ ${from.vi}`,
    'zh-Hans': `来源：${provider['zh-Hans']}，${publisher['zh-Hans']}译自${from['zh-Hans']}`,
    en: `From ${provider.en}, translated from ${from.en} by ${publisher.en}`,
  };
}

/** Whose story it is, and who passed it on. */
export function byWayOf(provider: Trilingual, suppliedBy: Trilingual | undefined): Trilingual {
  if (!suppliedBy) return provider;
  return {
    vi: `${provider.vi} (qua ${suppliedBy.vi})`,
    'zh-Hans': `${provider['zh-Hans']}（经${suppliedBy['zh-Hans']}转供）`,
    en: `${provider.en} (by way of ${suppliedBy.en})`,
  };
}
