import { oneLine, severalLines } from '../item-text.ts';
import type { XmlElement } from '../xml/xml-element.ts';
import { describe } from '../xml/xml-reading.ts';
import type { G2Source } from './g2-source.ts';
import { nameOf } from './read-names.ts';

/**
 * What the provider says of its rights, of the item and of parts of it, in every language: each different text once. What was
 * agreed with one receiver, and stands beside it with a rights expression, is not the provider's word.
 */
export function readRights(source: G2Source): void {
  const { element, reading, item } = source;
  const all = reading.all(element, 'rightsInfo');
  const own = all.filter(
    (one, index) =>
      index === 0 ||
      (reading.first(one, 'rightsExpressionData') ?? reading.first(one, 'rightsExpressionXML')) === undefined,
  );
  for (const [index, one] of all.entries())
    if (!own.includes(one) && index > 0) item.dropped.add(one.at, 'rightsInfo', 'terms of one receiver');
  for (const holder of own.flatMap((one) => reading.all(one, 'copyrightHolder'))) {
    item.set('copyrightHolder', nameOf(source, holder) ?? holderWord(holder), holder.at);
    reading.take(holder);
  }
  for (const [field, name] of [
    ['copyrightNotice', 'copyrightNotice'],
    ['usageTerms', 'usageTerms'],
  ] as const) {
    const found = own.flatMap((one) => reading.all(one, name));
    const texts = found.map((one) => severalLines(reading.text(one) ?? '')).filter((text) => text !== '');
    item.set(field, [...new Set(texts)].join('\n'), found[0]?.at ?? element.at);
  }
  for (const accountable of own.flatMap((one) => reading.all(one, 'accountable'))) {
    reading.take(accountable);
    item.dropped.add(accountable.at, describe(accountable), 'an item names its copyright holder');
  }
}

function holderWord(holder: XmlElement): string | undefined {
  const word = holder.attributes.get('literal') ?? holder.attributes.get('qcode')?.split(':').at(-1);
  return word === undefined ? undefined : oneLine(word);
}
