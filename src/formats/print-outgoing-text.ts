import { INTERFACE_LANGUAGES } from '#kernel/language.ts';
import type { OutgoingItem, OutgoingRights } from './outgoing-item.ts';
import { printText } from './text/print-text.ts';

/**
 * An item as plain text for whoever has no system that reads more: the story with the provider's own notice and terms as
 * they came, then what was agreed, in the language of the item or in all three, and where a translation comes from.
 */
export function printOutgoingText({ item, translation, rights }: OutgoingItem): string {
  const origin =
    translation && `${translation.of} (${translation.fromLanguage}) → ${item.guid} (${item.language})`;
  const more = [...agreed(rights, item.language), ...(origin === undefined ? [] : [origin])];
  return [printText(item), ...more.map((part) => `${part}\n`)].join('\n');
}

/** What was agreed, in the language of the story, or in all three where that is none of ours. */
export function agreed(rights: OutgoingRights | undefined, language: string): readonly string[] {
  if (rights === undefined || rights.sentences.length === 0) return [];
  const own = INTERFACE_LANGUAGES.filter((one) => language === one || language.startsWith(`${one}-`));
  const shown = own.length > 0 ? own : INTERFACE_LANGUAGES;
  return shown.map((one) => rights.sentences.map((sentence) => sentence[one]).join('\n'));
}
