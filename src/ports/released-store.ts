import type { Instant } from '#kernel/instant.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import type { ReasonClass } from '#domain/publication/reason-class.ts';
import type { PublicNoteKind } from '#domain/publication/released.ts';
import type { LiveStory, WithdrawnStory, WithheldStory } from '#domain/publication/story-page.ts';
import type { Derivative } from './publication-pictures.ts';

/** A picture under its public name. */
export type PublicPicture = Derivative & { readonly name: string };

/** The released projection, as the agency writes it; every call raises the edition. */
export type ReleasedStore = {
  /** Puts or replaces a page with exactly these pictures. A withdrawn address never becomes live again: a fault. */
  release(story: LiveStory, publisher: Agency, pictures: readonly PublicPicture[]): Promise<void>;
  /** Puts a notice at the address; text and pictures are laid where readers cannot reach them. */
  withhold(story: WithheldStory): Promise<void>;
  /** Puts back what `withhold` laid aside, as it was. */
  restore(number: number, revision: number): Promise<void>;
  /** Leaves the tombstone at the address; text and pictures go. */
  withdraw(story: WithdrawnStory): Promise<void>;
  /** Adds to the public list of corrections and withdrawals. */
  addNote(note: {
    readonly number: number;
    readonly kind: PublicNoteKind;
    readonly reasonClass: ReasonClass;
    readonly note: string;
    readonly at: Instant;
  }): Promise<void>;
};
