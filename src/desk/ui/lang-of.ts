/** The `lang` attribute of a foreign run, when its language is known. */
export function langOf(language: string | undefined): { readonly lang?: string } {
  return language === undefined ? {} : { lang: language };
}
