import type { Instant } from '#kernel/instant.ts';
import type { RemoteRefusal } from '#ports/remote.ts';
import type { RemoteFile, RemoteFolder, SftpAddress } from '#ports/sftp.ts';
import type { Source } from '#ports/source-store.ts';
import type { ReadingNeeds, ReadRemembering, SourceAgency, SourceMemory } from './reading.ts';
import { isVisibleName } from './run-folder.ts';
import { fetchedPictures, MOST_PICTURE_BYTES, picturesBeside } from './source-pictures.ts';
import { count, isStuckAt, nothingTaken, readingOf, visiting, type Taking } from './taking.ts';
import { compareFileNames } from './file-order.ts';

const MOST_BYTES = 20 * 1024 * 1024;
const AT_ONCE = 200;
/** So many files are watched at a time until they are complete. */
const MOST_WAITING = 500;
/** A file that may still be being written is looked at again so soon. */
const SOON_SECONDS = 10;
/** These wait beside the document that names them. */
const PICTURE_NAME = /\.(?:jpe?g|png|gif|webp|tiff?|heic|avif)$/i;

/**
 * Takes files out of a folder on another computer once two looks have seen them with the same size and time. Each comes in by the
 * door of every document, and then stays, remembered, or is moved to a folder; nothing is ever deleted there. Read again a document
 * changes nothing, so a visit may end at any moment (I2). A file at which three visits break off is set aside.
 */
export const runSftp: ReadRemembering = async (needs, agency, source, at) => {
  const visit = { agency, source, at, began: performance.now() };
  const taking = nothingTaken();
  const ended = await visiting(taking, () =>
    needs.openSftp(serverOf(needs, source), (folder) => takeFiles(needs, visit, folder, taking)),
  );
  const isWaiting = Object.keys(taking.cursor.waiting ?? {}).length > 0;
  return readingOf(needs, visit, taking, { ...ended, ...(isWaiting ? { waitSeconds: SOON_SECONDS } : {}) });
};

/** The file that would be read first, which stays where it is; else why there is none. */
export async function readFirstRemoteFile(
  needs: Pick<ReadingNeeds, 'openSftp' | 'openSecret'>,
  source: Source,
): Promise<{ readonly name: string; readonly bytes: Uint8Array } | RemoteRefusal | string> {
  const visited = await needs.openSftp(serverOf(needs, source), async (folder) => {
    for (const file of documentsIn(await folder.list()))
      if (file.sizeBytes <= MOST_BYTES) {
        const bytes = await folder.read(file.name, MOST_BYTES);
        if (!bytes.ok) return bytes.error;
        if (bytes.value !== undefined) return { name: file.name, bytes: bytes.value };
      }
    return 'No document lies in the folder yet.';
  });
  return visited.ok ? visited.value : visited.error;
}

function serverOf(needs: Pick<ReadingNeeds, 'openSecret'>, source: Source): SftpAddress {
  const { user = '', hostKey } = source.settings;
  const { sealedSecret } = source;
  const secret = sealedSecret === undefined ? '' : needs.openSecret(sealedSecret, source.id);
  return { place: source.place, user, secret, ...(hostKey === undefined ? {} : { hostKey }) };
}

function documentsIn(files: readonly RemoteFile[]): readonly RemoteFile[] {
  return files
    .filter(({ name }) => isVisibleName(name) && !PICTURE_NAME.test(name))
    .toSorted((one, other) => one.modified - other.modified || compareFileNames(one.name, other.name));
}

type Needs = ReadingNeeds & { readonly memory: SourceMemory };
type Visit = { readonly agency: SourceAgency; readonly source: Source; readonly at: Instant };

async function takeFiles(needs: Needs, visit: Visit, folder: RemoteFolder, taking: Taking): Promise<void> {
  const { source } = visit;
  const files = await folder.list();
  const taken = await needs.memory.taken();
  const names = new Set(files.map(({ name }) => name));
  await needs.memory.forget([...taken.keys()].filter((name) => !names.has(name)));
  const fresh = documentsIn(files)
    .filter((file) => taken.get(file.name) !== markOf(file))
    .slice(0, MOST_WAITING);
  const waiting = new Map(fresh.map((file) => [file.name, markOf(file)]));
  const complete = fresh.filter(({ name }) => source.cursor.waiting?.[name] === waiting.get(name));
  taking.cursor = { waiting: Object.fromEntries(waiting) };
  for (const file of complete.slice(0, AT_ONCE)) {
    taking.at = file.name;
    const isDone = await takeFile(needs, visit, { folder, file }, taking);
    if (isDone) waiting.delete(file.name);
    taking.cursor = { waiting: Object.fromEntries(waiting) };
    delete taking.at;
  }
}

/** How a file looks: another look with the same mark means that nobody writes it any more. */
function markOf({ sizeBytes, modified }: RemoteFile): string {
  return `${sizeBytes} ${modified}`;
}

async function takeFile(
  needs: Needs,
  visit: Visit,
  { folder, file }: { readonly folder: RemoteFolder; readonly file: RemoteFile },
  taking: Taking,
): Promise<boolean> {
  const { name, sizeBytes } = file;
  const hindrance = hindranceOf(visit.source, file);
  if (hindrance) {
    await needs.memory.refuse({ name, ...hindrance, sizeBytes });
    await needs.memory.take(name, markOf(file));
    taking.refused += 1;
    return true;
  }
  const read = await folder.read(name, MOST_BYTES);
  if (!read.ok) taking.complaint = `${name} cannot be read: ${read.error.detail}`;
  const bytes = read.ok ? read.value : undefined;
  if (bytes === undefined || bytes.length !== sizeBytes) return false; // gone again, or being replaced
  taking.sizeBytes += bytes.length;
  const used = new Set<string>();
  const pictures = picturesBeside(
    needs,
    visit.agency,
    { read: (picture) => pictureIn(folder, picture), used },
    fetchedPictures(needs, visit.agency),
  );
  count(taking, await needs.ingest({ ...visit, name, bytes, pictures }));
  await needs.memory.take(name, markOf(file));
  await moveAway(folder, visit.source, [...used, name], taking);
  return true;
}

async function pictureIn(folder: RemoteFolder, name: string): Promise<Uint8Array | undefined> {
  const read = await folder.read(name, MOST_PICTURE_BYTES);
  return read.ok ? read.value : undefined; // not beside the document: it is looked for elsewhere
}

async function moveAway(
  folder: RemoteFolder,
  { settings: { moveTo } }: Source,
  names: readonly string[],
  taking: Taking,
): Promise<void> {
  if (moveTo === undefined) return;
  for (const name of names) {
    const fault = await folder.moveTo(name, moveTo);
    if (fault) taking.complaint = `${name} was taken, but stays where it is: ${fault.detail}`;
  }
}

function hindranceOf(source: Source, { name, sizeBytes }: RemoteFile) {
  if (sizeBytes > MOST_BYTES) {
    const detail = `The file has ${sizeBytes} bytes; at most ${MOST_BYTES} are read.`;
    return { code: 'document-too-large', detail } as const;
  }
  if (!isStuckAt(source, name)) return undefined;
  const detail = 'Three readings broke off at this file; it was left where it is, and the others are taken.';
  return { code: 'document-unreachable', detail } as const;
}
