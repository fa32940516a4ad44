import type { WireItemBuilder } from '../wire/wire-item-builder.ts';
import type { WireNeeds } from '../wire/wire-item.ts';
import { attributeOf, lineOf } from '../xml/xml-lookup.ts';
import type { XmlElement } from '../xml/xml-element.ts';

/** What the parts of the reader of NewsML 1 share: one item that is filled, and what was told from outside. */
export type Newsml1Source = { readonly item: WireItemBuilder; readonly needs: WireNeeds };

/** NewsML 1 names things by the attribute `FormalName`; some wires write the name as text instead. */
export function formalName(element: XmlElement | undefined): string | undefined {
  return attributeOf(element, 'FormalName') ?? lineOf(element);
}

/** The vocabulary of a formal name, as the document names it. */
export function vocabularyOf(element: XmlElement | undefined): string | undefined {
  return attributeOf(element, 'Vocabulary') ?? attributeOf(element, 'Scheme');
}
