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

/** Do readers find its text at the address? */
export function isShown({ state }: Publication): boolean {
  return state === 'live' || state === 'stale';
}

/** Readers' page is older than the story; nothing is taken down. */
export function markStale(publication: Publication, latestVersion: number): Publication {
  const isBehind = publication.state === 'live' && publication.version < latestVersion;
  return isBehind ? { ...publication, state: 'stale' } : publication;
}

/** Readers get no text of it until it is restored; a withdrawn page stays withdrawn (I6). */
export function withholdPublication(publication: Publication): Publication {
  if (publication.state === 'withheld' || publication.state === 'withdrawn') return publication;
  return { ...publication, state: 'withheld', revision: publication.revision + 1 };
}

/**
 * The page as it was before the stop. One that shows a version which was corrected meanwhile goes on waiting: what was wrong
 * does not come back by itself.
 */
export function restorePublication(
  publication: Publication,
  source: { readonly latestVersion: number; readonly correctedVersion?: number },
): Publication {
  if (publication.state !== 'withheld' || publication.version < (source.correctedVersion ?? 0))
    return publication;
  const state = publication.version < source.latestVersion ? 'stale' : 'live';
  return { ...publication, state, revision: publication.revision + 1 };
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
