import type { WireItemBuilder } from '../wire/wire-item-builder.ts';
import type { WireNeeds } from '../wire/wire-item.ts';
import type { XmlElement } from '../xml/xml-element.ts';
import type { XmlReading } from '../xml/xml-reading.ts';
import type { Qcodes } from './qcodes.ts';

/** The namespace of NewsML-G2 and its sister standards. */
export const NAR = 'http://iptc.org/std/nar/2006-10-01/';

/** What the parts of the reader share: one item of the document, how to look into it, and what is made of it. */
export type G2Source = {
  readonly element: XmlElement;
  readonly reading: XmlReading;
  readonly qcodes: Qcodes;
  readonly item: WireItemBuilder;
  readonly needs: WireNeeds;
  /** What the document asserts about concepts by their identity, for names that a reference alone does not give. */
  readonly asserted: ReadonlyMap<string, XmlElement>;
};
