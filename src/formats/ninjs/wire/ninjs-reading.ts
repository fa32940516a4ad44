import type { WireItemBuilder } from '../../wire/wire-item-builder.ts';
import type { WireNeeds } from '../../wire/wire-item.ts';
import type { LooseJson } from './loose-json.ts';

/** What the parts of the reader share: one object, and the item that is made of it. */
export type NinjsReading = {
  readonly json: LooseJson;
  readonly item: WireItemBuilder;
  readonly needs: WireNeeds;
};
