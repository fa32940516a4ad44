import { millisecondsOf, type Instant } from '#kernel/instant.ts';

/** A page as it was made, and of which state of the projection. */
export type CachedPage = {
  readonly status: 200 | 404 | 410 | 503;
  readonly body: string;
  readonly type: string;
  /** A page made of another version, by edition and revision, is never served: a kill counts at once (I6). */
  readonly version: string;
  readonly madeAt: Instant;
};

export type PageCache = {
  get(key: string, version: string, at: Instant): CachedPage | undefined;
  put(key: string, page: CachedPage): void;
};

const MOST_PAGES = 500;
/** View counts and "other news" may be this old. */
const FRESH_MS = 60_000;

/** The last made pages in memory; the version they must have is read from the database for every request. */
export function makePageCache(): PageCache {
  const pages = new Map<string, CachedPage>();
  return {
    get(key, version, at) {
      const page = pages.get(key);
      // A clock that jumps makes pages old, never young (I27).
      const age = page ? Math.abs(millisecondsOf(at) - millisecondsOf(page.madeAt)) : FRESH_MS;
      return page && page.version === version && age < FRESH_MS ? page : undefined;
    },
    put(key, page) {
      pages.delete(key);
      pages.set(key, page);
      const oldest = pages.size > MOST_PAGES ? pages.keys().next().value : undefined;
      if (oldest !== undefined) pages.delete(oldest);
    },
  };
}
