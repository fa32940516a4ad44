import { basename } from 'node:path';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import type { WireDocument } from '#formats/wire/wire-document.ts';
import { recordedItem, refusedRecord, wireRecord, type WireRecord } from '#formats/wire/wire-record.ts';
import { printItems, type ConvertNeeds } from './convert-file.ts';
import { readLargeFeed, type LargeFeedEnd } from './read-large-feed.ts';

/**
 * The record of a file that is too large to be held, in pieces of JSON on one line: the items as they are read, then what is known at the
 * end. With `to` the file is read twice, because what is printed stands apart from the items. Answers whether there was any item.
 */
export async function* convertLarge(
  path: string,
  needs: ConvertNeeds,
): AsyncGenerator<string, boolean, void> {
  yield `{"file":${JSON.stringify(basename(path))},"items":[`;
  const items = readLargeFeed(path);
  let count = 0;
  let step = await items.next();
  let provider: WireRecord['provider'] = null;
  for (; step.done !== true; step = await items.next()) {
    provider ??= step.value.provider ?? null;
    yield `${count > 0 ? ',' : ''}${JSON.stringify(recordedItem(step.value))}`;
    count += 1;
  }
  const { items: _told, refusals, ...rest } = recordOfEnd(path, step.value, provider);
  yield `],${JSON.stringify({ ...rest, file: undefined }).slice(1, -1)}`;
  const refused = [...refusals];
  if (needs.to !== undefined && step.value.ok) {
    yield ',"converted":[';
    for await (const piece of printedPieces(path, needs, refused)) yield piece;
    yield ']';
  }
  yield `,"refusals":${JSON.stringify(refused)}}\n`;
  return count > 0;
}

function recordOfEnd(path: string, end: LargeFeedEnd, provider: WireRecord['provider']): WireRecord {
  const record = end.ok
    ? wireRecord(basename(path), documentOf(end.value), { refusals: [] })
    : refusedRecord(basename(path), end.error);
  return { ...record, provider: record.provider ?? provider };
}

function documentOf(end: Omit<WireDocument, 'format' | 'encoding' | 'items'>): WireDocument {
  return { format: 'wxr', encoding: { declared: [], found: 'utf-8' }, ...end, items: [] };
}

async function* printedPieces(
  path: string,
  needs: ConvertNeeds,
  refused: WireRecord['refusals'][number][],
): AsyncGenerator<string, void, void> {
  let isFirst = true;
  for await (const item of readLargeFeed(path)) {
    const { converted = [], refusals } = printItems(
      { ...documentOf({ dropped: [], warnings: [] }), items: [item] },
      needs,
    );
    refused.push(...refusals.map(reasonOf));
    for (const one of converted) {
      yield `${isFirst ? '' : ','}${JSON.stringify(one)}`;
      isFirst = false;
    }
  }
}

function reasonOf({ code, at, detail }: FormatRefusal): WireRecord['refusals'][number] {
  return { reason: code, at, detail };
}
