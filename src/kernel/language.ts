/** The languages that the interface, the portal and the agreement text are written in (BCP 47). */
export const INTERFACE_LANGUAGES = ['vi', 'zh-Hans', 'en'] as const;
export type InterfaceLanguage = (typeof INTERFACE_LANGUAGES)[number];

/** One text in each interface language. */
export type Trilingual = { readonly [L in InterfaceLanguage]: string };

/** Is this text exactly one of the three tags? Regional forms such as `zh-CN` are not. */
export function isInterfaceLanguage(text: string): text is InterfaceLanguage {
  return INTERFACE_LANGUAGES.some((language) => language === text);
}
