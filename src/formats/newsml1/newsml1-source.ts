import { conceptNature } from '../wire/concept-nature.ts';
import type { WireItemBuilder } from '../wire/wire-item-builder.ts';
import type { WireNeeds, WireSubject } from '../wire/wire-item.ts';
import { onlyGiven } from '../only-given.ts';
import { allNamed, attributeOf, childNamed, childrenNamed, findNamed, lineOf } from '../xml/xml-lookup.ts';
import type { XmlElement } from '../xml/xml-element.ts';

/** What the parts of the reader of NewsML 1 share: one item that is filled, and what was told from outside. */
export type Newsml1Source = {
  readonly item: WireItemBuilder;
  readonly needs: WireNeeds;
  /** Topics that the document describes itself (`TopicSet`), by `#` and their name in it. */
  readonly topics: ReadonlyMap<string, WireSubject>;
};

/** NewsML 1 names things by the attribute `FormalName`; some wires write the name as text instead. */
export function formalName(element: XmlElement | undefined): string | undefined {
  return attributeOf(element, 'FormalName') ?? lineOf(element);
}

/** What a property says. One agency writes `value` for `Value`. */
export function valueIn(property: XmlElement | undefined): string | undefined {
  return attributeOf(property, 'Value') ?? attributeOf(property, 'value');
}

/** The vocabulary of a formal name, as the document names it. */
export function vocabularyOf(element: XmlElement | undefined): string | undefined {
  return attributeOf(element, 'Vocabulary') ?? attributeOf(element, 'Scheme');
}

/**
 * Every topic that a document describes, by its name in the document and by its code: its formal name with its scheme, and what it is
 * called in the document's language.
 */
export function topicsIn(root: XmlElement): ReadonlyMap<string, WireSubject> {
  const language = formalName(findNamed(root, 'Language'))?.toLowerCase();
  return new Map(
    allNamed(root, 'Topic').flatMap((topic) => {
      const formal = childNamed(topic, 'FormalName');
      const id = attributeOf(topic, 'Duid');
      const code = lineOf(formal);
      const name = nameOf(topic, language);
      const type = conceptNature(formalName(childNamed(topic, 'TopicType')));
      if (code === undefined) return [];
      const told = { code, ...onlyGiven({ scheme: attributeOf(formal, 'Scheme'), name, type }) };
      return [...(id === undefined ? [] : [`#${id}`]), code].map((key) => [key, told] as const);
    }),
  );
}

/** In the language of the text, else the last one; a description may also be a category or a note. */
function nameOf(topic: XmlElement, language: string | undefined): string | undefined {
  const all = childrenNamed(topic, 'Description').filter((one) => lineOf(one) !== undefined);
  const named = all.filter((one) => /^name$/i.test(attributeOf(one, 'Variant') ?? 'name'));
  const own = named.find((one) => attributeOf(one, 'xml:lang')?.toLowerCase() === language);
  return lineOf(own ?? named.at(-1) ?? all.at(-1));
}
