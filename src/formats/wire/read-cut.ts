import { accept, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import type { WireDocument } from './wire-document.ts';
import type { WireItem } from './wire-item.ts';

/**
 * What can be read of a document that ends in the middle, out of the text that was ended where it breaks off; undefined where there is no
 * such text, or nothing can be read of it either. Each item says that it is cut: what came after may have been an embargo, so that
 * `toItem` takes nothing of it but orders to stop.
 */
export function readCut(
  ended: string | undefined,
  error: FormatRefusal,
  read: (text: string) => Result<WireDocument, FormatRefusal>,
): Result<WireDocument, FormatRefusal> | undefined {
  const whole = ended === undefined ? undefined : read(ended);
  if (whole?.ok !== true || whole.value.items.length === 0) return undefined;
  const { items, warnings } = whole.value;
  const detail =
    'The document ends in the middle. What stands before was read, but for a last word or sign that may not be whole.';
  return accept({
    ...whole.value,
    items: items.map(asCut),
    warnings: [{ code: 'document-cut-short', at: error.at, detail }, ...warnings],
  });
}

/** A feed that was mended because it ends in the middle: its entries stand one after the other, and only the last can be cut. */
export function withLastCut(document: WireDocument): WireDocument {
  const last = document.items.at(-1);
  return { ...document, items: document.items.map((item) => (item === last ? asCut(item) : item)) };
}

function asCut(item: WireItem): WireItem {
  return { ...item, isCut: true };
}
