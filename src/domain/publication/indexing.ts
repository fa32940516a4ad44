import type { IndexPolicy } from '#domain/agreement/agreement.ts';
import type { Indexing } from './story-page.ts';

/**
 * What search engines are asked, as the agreement says; translations are indexed and verbatim copies are not when it says
 * nothing (Google asks partners to exclude copies, a translation is no copy). Own stories are always indexed.
 */
export function indexingOf(story: {
  readonly isPartners: boolean;
  readonly isTranslation: boolean;
  readonly policy?: IndexPolicy;
  readonly original?: string;
}): Indexing {
  if (!story.isPartners) return { robots: 'index' };
  switch (story.policy ?? 'translationIndexed') {
    case 'own':
      return { robots: 'index' };
    case 'noindex':
      return { robots: 'noindex' };
    case 'canonicalToOriginal':
      return story.original === undefined
        ? { robots: 'noindex' }
        : { robots: 'canonical', url: story.original };
    case 'translationIndexed':
      return { robots: story.isTranslation ? 'index' : 'noindex' };
  }
}
