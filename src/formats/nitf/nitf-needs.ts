import type { DroppedList } from '../dropped-list.ts';
import type { WireNeeds } from '../wire/wire-item.ts';

/** `headlines`: words that a heading at the beginning of the text may repeat; such headings are left out. */
export type NitfBodyNeeds = WireNeeds & {
  readonly dropped: DroppedList;
  readonly headlines?: readonly string[];
};
