import { mkdir, lstat, open, readFile, readdir, rename, writeFile, access } from 'node:fs/promises';
import { join } from 'node:path';
import type { Instant } from '#kernel/instant.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import { pictureType } from '#formats/picture-type.ts';
import type { Source } from '#ports/source-store.ts';
import { compareFileNames } from './file-order.ts';
import { createLooks, type FileLook } from './looks.ts';
import { newIn, type ReadingNeeds, type ReadSource, type SourceAgency } from './reading.ts';
import { fetchedPictures, picturesBeside, readPlainFile, saysWhatItShows } from './source-pictures.ts';

/** A file that has not been touched for so long is complete. */
const SETTLE_MS = 1000;
/** A document that cannot be read may still be growing: so long it is left alone. */
const BROKEN_SETTLE_MS = 5000;
/** So long a picture waits for the document that names it; then it is news of its own, where it says what it shows. */
const ALONE_MS = 10 * 60_000;
const MOST_BYTES = 20 * 1024 * 1024;
const AT_ONCE = 200;
/** Of pictures that were left where they lie, so many are known again. */
const looks = createLooks(50_000);

/**
 * Reads what lies complete in a watched folder. A document leaves it for `done/` or, with its problem beside it, for
 * `refused/` only after the commit, so a kill at any moment loses nothing and doubles nothing (I1, I2).
 */
export const runFolder: ReadSource = async (needs, agency, source, at) => {
  const { cursor } = source;
  const files = await completeFiles(source.place, Date.now());
  if (!files.ok) return { outcome: { ok: false, items: 0, refused: 0, detail: files.detail }, cursor };
  let [items, refused] = [0, 0];
  for (const file of files.list) {
    const report = await readFileAsDocument(needs, { agency, source, at }, file).catch(fileFault);
    if (typeof report === 'string') return { outcome: { ok: false, items, refused, detail: report }, cursor };
    items += report.items;
    refused += report.refused;
  }
  return { outcome: { ok: true, items, refused, detail: '' }, cursor };
};

/** The file that would be read first, which stays where it is; else why there is none, in one sentence. */
export async function readFirstFile(
  folder: string,
  now = Date.now(),
): Promise<{ readonly name: string; readonly bytes: Uint8Array } | string> {
  const files = await completeFiles(folder, now);
  if (!files.ok) return files.detail;
  for (const { name, size } of files.list) {
    const bytes = size <= MOST_BYTES ? await readFile(join(folder, name)).catch(() => undefined) : undefined; // gone again
    if (bytes !== undefined && pictureType(bytes) === undefined) return { name, bytes };
  }
  return 'No complete document lies in the folder yet.';
}

/** What an operator can mend is told on the desk: no right to move a file, no room for it. Anything else is a fault. */
function fileFault(fault: unknown): string {
  const isFileFault = fault instanceof Error && 'syscall' in fault && 'path' in fault;
  if (!isFileFault) throw fault;
  return `A file cannot be read or moved: ${fault.message}.`;
}

type Visit = { readonly agency: SourceAgency; readonly source: Source; readonly at: Instant };
type WaitingFile = FileLook & { readonly ageMs: number };
type Count = { readonly items: number; readonly refused: number };
const NOTHING: Count = { items: 0, refused: 0 };

type Files =
  | { readonly ok: true; readonly list: readonly WaitingFile[] }
  | { readonly ok: false; readonly detail: string };

async function completeFiles(folder: string, now: number): Promise<Files> {
  try {
    const names = await readdir(folder);
    const facts = await Promise.all(names.filter(isVisibleName).map((name) => lookAt(folder, name, now)));
    looks.keepOnly(folder, new Set(names));
    const complete = facts
      .filter((file) => file !== undefined)
      .filter((file) => file.ageMs >= SETTLE_MS && mayBeTaken(folder, file));
    return { ok: true, list: complete.toSorted(documentsFirst).slice(0, AT_ONCE) };
  } catch (fault) {
    return { ok: false, detail: `The folder ${folder} cannot be read: ${codeOf(fault)}.` };
  }
}

/** Neither a picture that waits for its document, nor one that has waited and says nothing: either would be read for nothing. */
function mayBeTaken(folder: string, file: WaitingFile): boolean {
  const found = looks.of(folder, file);
  return found === undefined || (found === 'waiting' && file.ageMs >= ALONE_MS);
}

/**
 * The oldest first, and by name what came at one tick of the file system's clock; a document comes before all pictures,
 * since it may name one of them.
 */
function documentsFirst(one: WaitingFile, other: WaitingFile): number {
  return (
    Number(PICTURE_NAME.test(one.name)) - Number(PICTURE_NAME.test(other.name)) ||
    other.ageMs - one.ageMs ||
    compareFileNames(one.name, other.name)
  );
}

const PICTURE_NAME = /\.(?:jpe?g|png|tiff?|webp|gif|avif)$/i;

/** Names with a dot in front, and those that programs give to copies in progress, are not ours yet. */
export function isVisibleName(name: string): boolean {
  return !name.startsWith('.') && !/(?:~|\.part|\.tmp|\.crdownload|\.filepart)$/i.test(name);
}

async function lookAt(folder: string, name: string, now: number): Promise<WaitingFile | undefined> {
  try {
    // lstat: a link is no file of this folder, wherever it points.
    const facts = await lstat(join(folder, name));
    if (!facts.isFile()) return undefined;
    // The change time moves with every write and every move, the other one may come along from elsewhere.
    const changedMs = Math.max(facts.mtimeMs, facts.ctimeMs);
    return { name, size: facts.size, changedMs, ageMs: now - changedMs };
  } catch {
    return undefined; // gone again
  }
}

async function readFileAsDocument(needs: ReadingNeeds, visit: Visit, file: WaitingFile): Promise<Count> {
  const folder = visit.source.place;
  if (file.size > MOST_BYTES) return refuseFile(folder, file.name, tooLarge(file.size));
  const bytes = await readFile(join(folder, file.name)).catch(() => undefined); // gone again, or being replaced
  if (bytes === undefined || bytes.length !== file.size) return NOTHING;
  if (pictureType(bytes) !== undefined && !isNewsAlone(folder, file, bytes)) return NOTHING;
  const used = new Set<string>();
  const elsewhere = fetchedPictures(needs, visit.agency);
  const read = (name: string) => readPlainFile(join(folder, name));
  const beside = picturesBeside(needs, visit.agency, { read, used }, elsewhere);
  const mayGrow = file.ageMs < BROKEN_SETTLE_MS;
  const report = await needs.ingest({ ...visit, name: file.name, bytes, mayGrow, pictures: beside });
  if (!report.ok) {
    if (mayGrow) return NOTHING;
    return refuseFile(folder, file.name, report.error);
  }
  for (const name of [...used, file.name]) await moveTo(join(folder, 'done'), folder, name);
  return { items: newIn(report.value), refused: report.value.refused.length };
}

/** A picture waits beside the document that names it, and one without words for a document for ever. */
function isNewsAlone(folder: string, file: WaitingFile, bytes: Uint8Array): boolean {
  const hasWaited = file.ageMs >= ALONE_MS;
  const isNews = hasWaited && saysWhatItShows(bytes);
  if (!isNews) looks.note(folder, file, hasWaited ? 'silent' : 'waiting');
  return isNews;
}

function tooLarge(size: number): FormatRefusal {
  return {
    code: 'document-too-large',
    at: '',
    detail: `The file has ${size} bytes; at most ${MOST_BYTES} are read.`,
  };
}

/** The reason lies beside the document for whoever looks into the folder. */
async function refuseFile(folder: string, name: string, refusal: FormatRefusal): Promise<Count> {
  const moved = await moveTo(join(folder, 'refused'), folder, name);
  if (moved) await writeFile(`${moved}.problem.json`, `${JSON.stringify(refusal, undefined, 2)}\n`);
  return { items: 0, refused: 1 };
}

/** Moves a file aside, under a free name: the same document may come again. */
async function moveTo(target: string, folder: string, name: string): Promise<string | undefined> {
  await mkdir(target, { recursive: true });
  for (let copy = 1; copy < 10_000; copy += 1) {
    const path = join(target, copy === 1 ? name : `${copy}-${name}`);
    if (await isThere(path)) continue;
    try {
      await rename(join(folder, name), path);
      await syncFolder(target);
      return path;
    } catch (fault) {
      if (codeOf(fault) === 'ENOENT') return undefined; // taken away meanwhile
      throw fault;
    }
  }
  throw new Error(`${target} holds ten thousand files of one name`);
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false, // free
  );
}

function codeOf(fault: unknown): string {
  return fault instanceof Error && 'code' in fault && typeof fault.code === 'string' ? fault.code : 'fault';
}
