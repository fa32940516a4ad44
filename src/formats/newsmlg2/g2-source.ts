import type { DroppedList } from '../dropped-list.ts';
import type { Note, ReadNeeds } from '../read-item.ts';
import type { XmlElement } from '../xml/xml-element.ts';
import type { XmlReading } from '../xml/xml-reading.ts';
import type { Qcodes } from './qcodes.ts';

/** The namespace of NewsML-G2 and its sister standards. */
export const NAR = 'http://iptc.org/std/nar/2006-10-01/';

/** What the parts of the reader share: one news item, how to look into it, and where to put losses and assumptions. */
export type G2Source = {
  readonly element: XmlElement;
  readonly reading: XmlReading;
  readonly qcodes: Qcodes;
  readonly dropped: DroppedList;
  readonly note: Note;
  readonly needs: ReadNeeds;
};
