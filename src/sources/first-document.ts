import { accept, refuse, type Result } from '#kernel/result.ts';
import type { RemoteRefusal } from '#ports/remote.ts';
import type { Source } from '#ports/source-store.ts';
import { readFirstFile } from './run-folder.ts';
import { askFeed } from './run-feed.ts';
import { readNewestMail } from './run-imap.ts';
import { readFirstRemoteFile } from './run-sftp.ts';
import type { ReadingNeeds } from './reading.ts';

/** What a source would bring first. */
export type FirstDocument = {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly contentType?: string;
  readonly baseUrl?: string;
};

/** `detail` is one English sentence. */
export type NoDocument =
  | { readonly code: 'source-without-document'; readonly detail: string }
  /** A server of files shows a key that nobody has confirmed; nobody has signed in. */
  | { readonly code: 'host-key-unconfirmed'; readonly hostKey: string; readonly detail: string };

type LookNeeds = Pick<
  ReadingNeeds,
  'fetch' | 'allowHosts' | 'openHeaders' | 'openSecret' | 'openMailbox' | 'openSftp'
>;

/** Brings the first document of a source that may not be kept yet, of a mailbox the newest, and leaves everything where it is. */
export async function firstDocument(
  needs: LookNeeds,
  source: Source,
): Promise<Result<FirstDocument, NoDocument>> {
  switch (source.kind) {
    case 'feed':
      return firstOfFeed(needs, source);
    case 'folder':
      return firstOfFolder(source);
    case 'imap':
      return brought(await readNewestMail(needs, source), 'message/rfc822');
    case 'sftp':
      return brought(await readFirstRemoteFile(needs, source));
    case 'push':
      return none('What is pushed comes by itself.');
  }
}

async function firstOfFeed(needs: LookNeeds, source: Source): Promise<Result<FirstDocument, NoDocument>> {
  const { answer, failure } = await askFeed(needs, source);
  if (answer === undefined) return none(failure);
  const contentType = answer.headers['content-type'];
  const beside = contentType === undefined ? {} : { contentType };
  return accept({ name: source.place, bytes: answer.body, baseUrl: answer.url, ...beside });
}

async function firstOfFolder(source: Source): Promise<Result<FirstDocument, NoDocument>> {
  const file = await readFirstFile(source.place);
  return typeof file === 'string' ? none(file) : accept(file);
}

function brought(
  found: Pick<FirstDocument, 'name' | 'bytes'> | RemoteRefusal | string,
  contentType?: string,
): Result<FirstDocument, NoDocument> {
  if (typeof found === 'string') return none(found);
  if ('bytes' in found) return accept({ ...found, ...(contentType === undefined ? {} : { contentType }) });
  const { code, detail, hostKey } = found;
  return code === 'host-key-unconfirmed' && hostKey !== undefined
    ? refuse({ code, hostKey, detail })
    : none(`${code}: ${detail}`);
}

function none(detail: string): Result<never, NoDocument> {
  return refuse({ code: 'source-without-document', detail });
}
