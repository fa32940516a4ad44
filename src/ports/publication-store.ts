import type { TextSketch } from '#domain/chain/text-sketch.ts';
import type { Instant } from '#kernel/instant.ts';
import type { NewPublication } from '#domain/publication/publish-page.ts';
import type { Publication } from '#domain/publication/publication.ts';
import type { CorrectionNote, StoryPage } from '#domain/publication/story-page.ts';

export type PublicationReader = {
  find(id: string): Promise<Publication | undefined>;
  findFor(itemId: string, language: string): Promise<Publication | undefined>;
  ofItem(itemId: string): Promise<readonly Publication[]>;
  /** What readers were told about its corrections, newest first. */
  corrections(id: string): Promise<readonly CorrectionNote[]>;
};

/** One page as it went out; added at every publication, never changed. */
export type PublicationRevision = {
  readonly publication: Publication;
  readonly page: StoryPage;
  /** Of a translation of ours, so that it is known when it comes back. */
  readonly sketch?: TextSketch;
  readonly correctionNote?: string;
  readonly personId?: string;
  readonly at: Instant;
};

export type PublicationStore = PublicationReader & {
  /** Gives it its number. */
  add(publication: NewPublication): Promise<Publication>;
  save(publication: Publication): Promise<void>;
  addRevision(revision: PublicationRevision): Promise<void>;
  /**
   * Marks open corrections of the item as applied when no page of it and no copy in another system shows an older version any
   * more; their ids.
   */
  applyCorrections(itemId: string, at: Instant): Promise<readonly string[]>;
};
