import type { Duty, TextByLanguage } from '#domain/agreement/agreement.ts';
import { withScript } from '#domain/agreement/item-facts.ts';
import type { ItemVersion } from '#domain/item/item.ts';
import { INTERFACE_LANGUAGES } from '#kernel/language.ts';
import type { StoryPage } from './story-page.ts';

/**
 * Who is named as the source, to the letter: the words that the agreement prescribes for this language; else the provider's
 * own line with the story; else its name in the reader's language.
 */
export function creditLine(
  item: Pick<ItemVersion, 'creditLine'>,
  provider: StoryPage['provider'],
  language: string,
  duties: readonly Duty[],
): string {
  const prescribed = duties.map(({ wording }) => wording && wordsFor(wording, language));
  const agreed = prescribed.find((words) => words !== undefined);
  if (agreed !== undefined) return agreed;
  const given = item.creditLine?.trim() ?? '';
  if (given !== '') return given;
  const primary = language.toLowerCase().split('-')[0];
  if (primary === 'vi') return provider.name.vi;
  return primary === 'zh' ? provider.name['zh-Hans'] : provider.name.en;
}

/** `vi-VN` is Vietnamese and `zh-CN` simplified Chinese; traditional characters are not. */
function wordsFor(wording: TextByLanguage, language: string): string | undefined {
  const tag = withScript(language).toLowerCase();
  const known = INTERFACE_LANGUAGES.find((one) => `${tag}-`.startsWith(`${one.toLowerCase()}-`));
  return known && wording[known];
}
