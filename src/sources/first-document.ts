import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Source } from '#ports/source-store.ts';
import { readFirstFile } from './run-folder.ts';
import { askFeed } from './run-feed.ts';
import type { ReadingNeeds } from './reading.ts';

/** What a source would bring first. */
export type FirstDocument = {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly contentType?: string;
  readonly baseUrl?: string;
};

/** `detail` is one English sentence. */
export type NoDocument = { readonly code: 'source-without-document'; readonly detail: string };

/** Brings the first document of a source that may not be kept yet, and leaves everything where it is. */
export async function firstDocument(
  needs: Pick<ReadingNeeds, 'fetch' | 'allowHosts' | 'openHeaders'>,
  source: Source,
): Promise<Result<FirstDocument, NoDocument>> {
  switch (source.kind) {
    case 'feed':
      return firstOfFeed(needs, source);
    case 'folder':
      return firstOfFolder(source);
    case 'push':
      return none('What is pushed comes by itself.');
  }
}

async function firstOfFeed(
  needs: Parameters<typeof firstDocument>[0],
  source: Source,
): Promise<Result<FirstDocument, NoDocument>> {
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

function none(detail: string): Result<never, NoDocument> {
  return refuse({ code: 'source-without-document', detail });
}
