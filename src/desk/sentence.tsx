import type { ReactNode } from 'react';
import { INTERFACE_LANGUAGES, type InterfaceLanguage, type Trilingual } from '#kernel/language.ts';
import type { Reason } from './refusal.ts';
import { useLanguage } from './words/use-words.tsx';

/** The text in the screen's language, or in the first that has one, marked as such. */
export function pickText(
  text: Trilingual,
  language: InterfaceLanguage,
): { readonly text: string; readonly language: InterfaceLanguage } {
  const order = [language, ...INTERFACE_LANGUAGES];
  const found = order.find((one) => text[one] !== '') ?? language;
  return { text: text[found], language: found };
}

export function useText(): (text: Trilingual) => string {
  const { language } = useLanguage();
  return (text) => pickText(text, language).text;
}

/** A trilingual text as the reader of this screen reads it. */
export function Tri({ text }: { readonly text: Trilingual }): ReactNode {
  const { language } = useLanguage();
  const picked = pickText(text, language);
  return picked.language === language ? picked.text : <span lang={picked.language}>{picked.text}</span>;
}

/** A reason; its sentence names the clause it comes from. */
export function SentenceOf({ reason }: { readonly reason: Reason }): ReactNode {
  return <Tri text={reason.sentence} />;
}

/** The name by which comments hold on to a clause over versions: what follows the `#` of its uid. */
export function clauseName(uid: string): string {
  return uid.split('#').at(-1) ?? uid;
}

/** The name of a language in the language of the screen. */
export function useLanguageName(): (tag: string) => string {
  const { language } = useLanguage();
  return (tag) => {
    try {
      return namesIn(language).of(tag) ?? tag;
    } catch {
      // Not a language tag: shown as it came.
      return tag;
    }
  };
}

const made = new Map<string, Intl.DisplayNames>();

/** Made once for each language: a list asks at every line. */
function namesIn(language: InterfaceLanguage): Intl.DisplayNames {
  const names = made.get(language) ?? new Intl.DisplayNames([language], { type: 'language' });
  made.set(language, names);
  return names;
}
