import type { JsonObject } from '#kernel/json.ts';
import type { DroppedList } from '../dropped-list.ts';
import type { Note } from '../read-item.ts';

/** What the parts of a ninjs reader share: the item, and where to put losses and assumptions. */
export type NinjsSource = { readonly object: JsonObject; readonly dropped: DroppedList; readonly note: Note };
