import { LARGEST_PAPER_BYTES, paperName, type Paper } from '#domain/agreement/paper.ts';
import { DOCX, paperType } from '#formats/paper-type.ts';
import type { Digest } from '#kernel/digest.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { BlobFiles } from '#ports/blob-store.ts';
import type { PaperStore } from '#ports/paper-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { Hash } from '#ports/world.ts';
import type { Signatory } from '../agreement-needs.ts';

export type KeepPaperNeeds = {
  readonly transact: Transact<{ readonly papers: PaperStore }>;
  readonly files: BlobFiles;
  readonly hash: Hash;
};

export type PaperRefusal =
  | { readonly code: 'paper-too-large'; readonly size: number; readonly most: number }
  | { readonly code: 'paper-type-refused' }
  /** The file is another one than the document names. */
  | { readonly code: 'paper-digest-differs'; readonly wanted: string; readonly digest: string };

export type GivenPaper = {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Which paper it has to be, where a document names one already. */
  readonly wanted?: Digest;
};

/** Keeps the text on paper under its digest: on the disk first, then known. What it is its bytes say, not its name. */
export async function keepPaper(
  { transact, files, hash }: KeepPaperNeeds,
  by: Signatory,
  { name, bytes, wanted }: GivenPaper,
): Promise<Result<Paper, PaperRefusal>> {
  const size = bytes.length;
  if (size > LARGEST_PAPER_BYTES) return refuse({ code: 'paper-too-large', size, most: LARGEST_PAPER_BYTES });
  const mediaType = paperType(bytes);
  if (!mediaType) return refuse({ code: 'paper-type-refused' });
  const digest = hash.sha256(bytes);
  if (wanted !== undefined && digest !== wanted)
    return refuse({ code: 'paper-digest-differs', wanted, digest });
  await files.put(by.agency.id, bytes);
  const paper = { digest, name: paperName(name) || usualName(mediaType), mediaType, sizeBytes: size };
  return transact(by.agency.id, async ({ papers }) => {
    await papers.add(paper, by.at, by.personId);
    return accept((await papers.find(digest)) ?? paper);
  });
}

function usualName(mediaType: string): string {
  return mediaType === DOCX ? 'agreement.docx' : 'agreement.pdf';
}
