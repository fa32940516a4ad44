import { lstat, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { parsePicture } from '#formats/picture/parse-picture.ts';
import { pictureType } from '#formats/picture-type.ts';
import type { BlobFacts } from '#ports/blob-store.ts';
import type { ReadingNeeds, SourceAgency } from './reading.ts';

export const MOST_PICTURE_BYTES = 25 * 1024 * 1024;
/** For all pictures of one document together; the story does not wait longer. A push waits less: its sender does too. */
export const PICTURES_MS = 60_000;
export const PUSHED_PICTURES_MS = 4000;

type PictureNeeds = Pick<ReadingNeeds, 'fetch' | 'blobs' | 'allowHosts'>;
type Got = Promise<Result<BlobFacts, string>>;

/** Fetches pictures through the guard; each address once for a document. */
export function fetchedPictures(
  needs: PictureNeeds,
  agency: SourceAgency,
  budgetMs = PICTURES_MS,
): (href: string) => Got {
  const known = new Map<string, Got>();
  const until = performance.now() + budgetMs;
  return (href) => {
    const before = known.get(href);
    if (before) return before;
    const left = until - performance.now();
    const got = left > 0 ? fetchPicture(needs, agency, href, left) : tooLate();
    known.set(href, got);
    return got;
  };
}

function tooLate(): Got {
  return Promise.resolve(refuse('the pictures of this document took too long; this one was not fetched'));
}

async function fetchPicture(needs: PictureNeeds, agency: SourceAgency, href: string, left: number): Got {
  const answer = await needs.fetch({
    method: 'GET',
    url: href,
    limits: { maxBytes: MOST_PICTURE_BYTES, totalMs: Math.min(left, 30_000) },
    policy: { allowHttp: true, allowHosts: needs.allowHosts },
  });
  if (!answer.ok) return refuse(`${answer.error.code}: ${answer.error.detail}`);
  if (answer.value.status !== 200) return refuse(`the server answered ${answer.value.status}`);
  return keepPicture(needs, agency, answer.value.body);
}

/** What really is a picture is kept; its type is what its bytes show (T15). */
export async function keepPicture(
  { blobs }: Pick<ReadingNeeds, 'blobs'>,
  agency: SourceAgency,
  bytes: Uint8Array,
): Got {
  const mediaType = pictureType(bytes);
  if (mediaType === undefined) return refuse('the bytes are no picture that is taken in');
  return accept({ digest: await blobs.put(agency.id, bytes), mediaType, sizeBytes: bytes.length });
}

/** Whether a picture has a headline or a caption of its own, as those that agencies send have. */
export function saysWhatItShows(bytes: Uint8Array): boolean {
  const read = parsePicture(bytes);
  const [said] = read.ok ? read.value.items : [];
  return said?.headline !== undefined || said?.summary !== undefined;
}

/**
 * Pictures that lie beside a document, under the last part of their address; those that do not are fetched. Only plain
 * files of that very folder: no links, no paths (security corpus `path`). `used` collects the names of those taken.
 */
export function picturesBeside(
  needs: PictureNeeds,
  agency: SourceAgency,
  place: {
    readonly read: (name: string) => Promise<Uint8Array | undefined>;
    readonly used: Set<string>;
  },
  elsewhere: (href: string) => Got,
): (href: string) => Got {
  return async (href) => {
    const name = fileNameOf(href);
    const file = name === undefined ? undefined : await place.read(name);
    if (name === undefined || !file) return elsewhere(href);
    const kept = await keepPicture(needs, agency, file);
    if (kept.ok) place.used.add(name);
    return kept;
  };
}

export function fileNameOf(href: string): string | undefined {
  const last = URL.canParse(href) ? new URL(href).pathname.split('/').at(-1) : undefined;
  if (!last) return undefined;
  try {
    const name = decodeURIComponent(last);
    return name === basename(name) && !name.startsWith('.') && !name.includes('\0') ? name : undefined;
  } catch {
    return undefined; // a broken escape names no file
  }
}

/** A picture that lies in a folder; undefined for what is no plain file or too large. */
export async function readPlainFile(path: string): Promise<Uint8Array | undefined> {
  try {
    const facts = await lstat(path);
    return facts.isFile() && facts.size <= MOST_PICTURE_BYTES ? await readFile(path) : undefined;
  } catch {
    return undefined; // not beside the document: it is looked for elsewhere
  }
}
