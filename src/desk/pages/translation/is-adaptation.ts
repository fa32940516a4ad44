import type { Translation } from '../../shapes.ts';

/** In the language of the story: our edited version, not a translation. */
export function isAdaptation({
  language,
  sourceLanguage,
}: Pick<Translation, 'language' | 'sourceLanguage'>): boolean {
  return language === sourceLanguage;
}
