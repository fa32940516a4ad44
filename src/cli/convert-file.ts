import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Instant } from '#kernel/instant.ts';
import type { JsonObject } from '#kernel/json.ts';
import { accept, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import type { Dropped } from '#domain/item/dropped.ts';
import type { Finding } from '#domain/item/finding.ts';
import { readDocument, type DocumentFormat } from '#formats/convert.ts';
import { convertTo, type ConvertTarget } from '#formats/convert-to.ts';

/** What a file on the wire becomes: each item in the form asked for, and everything that did not come along, in or out. */
export type ConvertedFile = {
  readonly file: string;
  readonly format: DocumentFormat;
  readonly items: readonly (JsonObject | string)[];
  readonly dropped: readonly Dropped[];
  readonly findings: readonly Finding[];
};

/** Nobody answers for a file that is only looked at; `.invalid` can never be a real agency (RFC 2606). */
const NOBODY = 'did:web:nobody.invalid';

/** Reads a wire file of any known format and prints its items in another, ninjs 3.1 if none is named, without a node. */
export async function convertFile(
  path: string,
  {
    provider = NOBODY,
    receivedAt,
    to = 'ninjs',
  }: { readonly provider?: string; readonly receivedAt: Instant; readonly to?: ConvertTarget },
): Promise<Result<ConvertedFile, FormatRefusal>> {
  const read = readDocument(await readFile(path), { provider, receivedAt });
  if (!read.ok) return read;
  const { format, items, dropped, findings } = read.value;
  const converted = items.map((item) => convertTo(item, to));
  const lost = converted.flatMap((one, index) =>
    one.dropped.map((entry) => ({ ...entry, at: `item ${index + 1}` })),
  );
  return accept({
    file: basename(path),
    format,
    items: converted.map(({ printed }) => printed),
    dropped: [...dropped, ...lost],
    findings,
  });
}
