import type { WireItemBuilder } from './wire-item-builder.ts';
import type { WireItem } from './wire-item.ts';

type Field = Parameters<WireItemBuilder['set']>[0];

/** Sets a field where nothing is said yet; what a wire repeats elsewhere in other words is no loss. */
export function setOnce<K extends Field>(
  item: WireItemBuilder,
  field: K,
  value: WireItem[K] | undefined,
  at: string,
): void {
  if (!item.has(field)) item.set(field, value, at);
}
