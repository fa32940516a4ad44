import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Instant } from '#kernel/instant.ts';
import type { JsonObject } from '#kernel/json.ts';
import { accept, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import type { Dropped } from '#domain/item/dropped.ts';
import type { Finding } from '#domain/item/finding.ts';
import { readDocument, type DocumentFormat } from '#formats/convert.ts';
import { printNinjs } from '#formats/ninjs/print-ninjs.ts';

/** What a file on the wire would become here: each item as ninjs, and everything that would not come along. */
export type ConvertedFile = {
  readonly file: string;
  readonly format: DocumentFormat;
  readonly items: readonly JsonObject[];
  readonly dropped: readonly Dropped[];
  readonly findings: readonly Finding[];
};

/** Nobody answers for a file that is only looked at; `.invalid` can never be a real agency (RFC 2606). */
const NOBODY = 'did:web:nobody.invalid';

/** Reads a wire file of any known format and prints its items as ninjs 3.1, without a node. */
export async function convertFile(
  path: string,
  { provider = NOBODY, receivedAt }: { readonly provider?: string; readonly receivedAt: Instant },
): Promise<Result<ConvertedFile, FormatRefusal>> {
  const read = readDocument(await readFile(path), { provider, receivedAt });
  if (!read.ok) return read;
  const { format, items, dropped, findings } = read.value;
  return accept({ file: basename(path), format, items: items.map(printNinjs), dropped, findings });
}
