import type { Dropped } from '#domain/item/dropped.ts';
import type { ItemVersion } from '#domain/item/item.ts';
import type { JsonObject } from '#kernel/json.ts';
import { canonicalJson } from './envelope/canonical-json.ts';
import { parseNewsmlG2 } from './newsmlg2/parse-newsml-g2.ts';
import { printNewsmlG2 } from './newsmlg2/print-newsml-g2.ts';
import { printNinjs } from './ninjs/print-ninjs.ts';
import { printNitf } from './nitf/print-nitf.ts';
import { lostInText, printText } from './text/print-text.ts';
import { toItem } from './wire/to-item.ts';
import { readXml } from './xml/read-xml.ts';

/** What an item can be converted to. */
export const CONVERT_TARGETS = ['ninjs', 'newsml-g2', 'nitf', 'text'] as const;
export type ConvertTarget = (typeof CONVERT_TARGETS)[number];

/** An item in another form, a document or a text, and what that form could not hold of it. */
export type Converted = { readonly printed: JsonObject | string; readonly dropped: readonly Dropped[] };

/** Prints an item in another form. ninjs holds everything; what NewsML-G2 does not is found by reading it back. */
export function convertTo(item: ItemVersion, target: ConvertTarget): Converted {
  switch (target) {
    case 'ninjs':
      return { printed: printNinjs(item), dropped: [] };
    case 'newsml-g2': {
      const printed = printNewsmlG2({ item });
      return { printed, dropped: lostInNewsmlG2(item, printed) };
    }
    case 'nitf': {
      const { text, dropped } = printNitf({ item });
      return { printed: text, dropped };
    }
    case 'text':
      return { printed: printText(item), dropped: lostInText(item) };
  }
}

function lostInNewsmlG2(item: ItemVersion, printed: string): readonly Dropped[] {
  const root = readXml(printed);
  const needs = { provider: item.provider, receivedAt: item.versionCreatedAt };
  const read = root.ok ? parseNewsmlG2(root.value, {}) : root;
  const [wire] = read.ok ? read.value.items : [];
  const kept = wire && toItem(wire, needs);
  const again = kept?.ok ? kept.value.item : undefined;
  if (!again) throw new Error(`${item.guid} is not read back from our own NewsML-G2`);
  return Object.entries(item)
    .filter(
      ([name, value]) => canonicalJson({ value }) !== canonicalJson({ value: Reflect.get(again, name) }),
    )
    .map(([name]) => ({ at: '', what: name, why: 'NewsML-G2 does not hold it as it is' }));
}
