import type { WireItemBuilder } from '../wire/wire-item-builder.ts';
import type { WireCode, WireNeeds } from '../wire/wire-item.ts';
import { onlyGiven } from '../only-given.ts';
import { allNamed, attributeOf, childNamed, childrenNamed, lineOf } from '../xml/xml-lookup.ts';
import type { XmlElement } from '../xml/xml-element.ts';

/** What the parts of the reader of NewsML 1 share: one item that is filled, and what was told from outside. */
export type Newsml1Source = {
  readonly item: WireItemBuilder;
  readonly needs: WireNeeds;
  /** Topics that the document describes itself (`TopicSet`), by `#` and their name in it. */
  readonly topics: ReadonlyMap<string, WireCode>;
};

/** NewsML 1 names things by the attribute `FormalName`; some wires write the name as text instead. */
export function formalName(element: XmlElement | undefined): string | undefined {
  return attributeOf(element, 'FormalName') ?? lineOf(element);
}

/** The vocabulary of a formal name, as the document names it. */
export function vocabularyOf(element: XmlElement | undefined): string | undefined {
  return attributeOf(element, 'Vocabulary') ?? attributeOf(element, 'Scheme');
}

/** Every topic that a document describes: its formal name with its scheme, and what it is called in the document's language. */
export function topicsIn(root: XmlElement): ReadonlyMap<string, WireCode> {
  return new Map(
    allNamed(root, 'Topic').flatMap((topic) => {
      const formal = childNamed(topic, 'FormalName');
      const id = attributeOf(topic, 'Duid');
      const code = lineOf(formal);
      const name = childrenNamed(topic, 'Description').map(lineOf).at(-1);
      if (id === undefined || code === undefined) return [];
      return [[`#${id}`, { code, ...onlyGiven({ scheme: attributeOf(formal, 'Scheme'), name }) }] as const];
    }),
  );
}
