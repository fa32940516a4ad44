import type { ItemVersion } from '#domain/item/item.ts';
import { INTERFACE_LANGUAGES, type Trilingual } from '#kernel/language.ts';
import type { OutgoingRights } from '../outgoing-item.ts';
import { ODRL_LANGUAGE } from '../rightsml/print-item-policy.ts';
import { element, type XmlMarkup } from '../xml/print-xml.ts';

/** The provider's own words about its rights, as they came. They always stand first and are never changed. */
export function printOwnRights(
  { provider, copyrightNotice, usageTerms }: ItemVersion,
  name: Trilingual | undefined,
  /** Of the provider's words, where it is another than the item's. */
  language?: string,
): XmlMarkup {
  const tag = { 'xml:lang': language };
  return element(
    'rightsInfo',
    {},
    element('copyrightHolder', { uri: provider }, ...(name ? inEach('name', name) : [])),
    copyrightNotice === undefined ? undefined : element('copyrightNotice', tag, copyrightNotice),
    usageTerms === undefined ? undefined : element('usageTerms', tag, usageTerms),
  );
}

// PLUS vocabulary: data mining, training included, is prohibited but as the rights expression says (NewsML-G2 2.34, CR00219).
const ONLY_AS_EXPRESSED = 'http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED-SEEEMBEDDEDRIGHTSEXPR';

/** What was agreed about the item, beside that: in words for each language, and as a rights expression (NewsML-G2 2.23, CR00188). */
export function printAgreedRights({ sentences, policy }: OutgoingRights): XmlMarkup {
  const terms = INTERFACE_LANGUAGES.flatMap((language) =>
    sentences.length === 0
      ? []
      : [
          element(
            'usageTerms',
            { 'xml:lang': language },
            sentences.map((sentence) => sentence[language]).join('\n'),
          ),
        ],
  );
  return element(
    'rightsInfo',
    {},
    ...terms,
    element(
      'rightsExpressionData',
      { langid: ODRL_LANGUAGE, enctype: 'application/ld+json' },
      JSON.stringify(policy),
    ),
    element('dataMining', { uri: ONLY_AS_EXPRESSED }),
  );
}

function inEach(name: string, text: Trilingual): readonly XmlMarkup[] {
  return INTERFACE_LANGUAGES.map((language) => element(name, { 'xml:lang': language }, text[language]));
}
