import type { Trilingual } from '#kernel/language.ts';
import { languageName } from './language-name.ts';

/** Where a story comes from and who translated or edited it, as one sentence for readers; an own untranslated story has its own. */
export function originLine(story: {
  readonly provider: Trilingual;
  readonly publisher: Trilingual;
  readonly isPartners: boolean;
  readonly isTranslation: boolean;
  readonly isAdaptation?: boolean | undefined;
  readonly sourceLanguage: string;
}): Trilingual {
  const { provider, publisher, isPartners, isTranslation } = story;
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
