import type { Instant } from '#kernel/instant.ts';
import type { Publication } from './publication.ts';
import { storySlug } from './story-slug.ts';

/** A publication that has not got its number yet. */
export type NewPublication = Omit<Publication, 'number'>;

/** What goes out, beside the page itself. */
export type PublishedText = {
  readonly version: number;
  readonly headline: string;
  readonly translationId?: string;
  readonly agreementDigest?: string;
};

/** The first publication of a story in one language. */
export function firstPublication(
  identity: Pick<Publication, 'id' | 'itemId' | 'language'>,
  text: PublishedText,
  at: Instant,
): NewPublication {
  return {
    ...identity,
    ...text,
    slug: storySlug(text.headline),
    state: 'live',
    revision: 1,
    publishedAt: at,
    updatedAt: at,
  };
}

/** The same address with the newer text: live again, its first time kept. */
export function publishAgain(publication: Publication, text: PublishedText, at: Instant): Publication {
  return {
    ...publication,
    ...text,
    slug: storySlug(text.headline),
    state: 'live',
    revision: publication.revision + 1,
    updatedAt: at,
  };
}

/** Readers' page is older than the story; nothing is taken down. */
export function markStale(publication: Publication, latestVersion: number): Publication {
  const isBehind = publication.state === 'live' && publication.version < latestVersion;
  return isBehind ? { ...publication, state: 'stale' } : publication;
}

/** The end of a page; absorbing: a page withdrawn once stays withdrawn as it was (I6). */
export function withdrawPublication(publication: Publication, at: Instant): Publication {
  if (publication.state === 'withdrawn') return publication;
  return {
    ...publication,
    state: 'withdrawn',
    revision: publication.revision + 1,
    updatedAt: at,
    withdrawnAt: at,
  };
}
