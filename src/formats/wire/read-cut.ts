import { accept, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import type { WireDocument } from './wire-document.ts';

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
  const detail = `The document ends in the middle. What stands before was read, but for a last word or sign that may not be whole.`;
  return accept({
    ...whole.value,
    items: items.map((item) => ({ ...item, isCut: true as const })),
    warnings: [{ code: 'document-cut-short', at: error.at, detail }, ...warnings],
  });
}
