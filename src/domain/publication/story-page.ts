import type { Instant } from '#kernel/instant.ts';
import type { Trilingual } from '#kernel/language.ts';
import type { Block } from '#domain/item/item.ts';
import type { Ownership } from '#domain/newsroom/agency.ts';
import type { ReasonClass } from './reason-class.ts';

/** A picture as readers get it: a derivative of ours without metadata (I26), under an unguessable name. */
export type StoryPicture = {
  /** Last part of `/media/…`. */
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly caption?: string;
  /** Of the caption, where it is another than the page's. */
  readonly captionLanguage?: string;
  readonly creditLine?: string;
};

/** What readers are told about one change of a published page. */
export type CorrectionNote = { readonly at: Instant; readonly note: string };

/** Everything a reader may see of one story in one language: the whole content of the released projection. */
export type StoryPage = {
  readonly headline: string;
  /** The provider's version that the page shows. */
  readonly version?: number;
  readonly summary?: string;
  readonly byline?: string;
  readonly dateline?: string;
  /** `html` is sanitised inline markup, or escaped text of a translation. */
  readonly blocks: readonly { readonly kind: Block['kind']; readonly html: string }[];
  readonly pictures: readonly StoryPicture[];
  readonly provider: { readonly did: string; readonly name: Trilingual; readonly ownership: Ownership };
  /** Who passed it on to us, where its provider did not give it itself. */
  readonly suppliedBy?: { readonly did: string; readonly name: Trilingual };
  /** Does it come from another agency? */
  readonly isPartners: boolean;
  /** To be printed exactly like this. */
  readonly creditLine: string;
  readonly copyrightNotice?: string;
  readonly sourceLanguage: string;
  readonly isTranslation: boolean;
  /** Edited by whoever publishes it, in the language that it came in. */
  readonly isAdaptation?: true;
  /** The original at its provider's. */
  readonly linkBack?: string;
  readonly indexing: Indexing;
  /** Newest first. */
  readonly corrections: readonly CorrectionNote[];
};

/** What search engines are asked to do with the page. */
export type Indexing =
  | { readonly robots: 'index' }
  | { readonly robots: 'noindex' }
  | { readonly robots: 'canonical'; readonly url: string };

/** What stays at the address of a withdrawn page: no title, no text. */
export type Tombstone = {
  readonly reasonClass: ReasonClass;
  readonly publicReason: string;
  readonly at: Instant;
};

/** What stands at the address of a page that waits: no title, no text. */
export type Stop = Tombstone;

type ReleasedRow = {
  /** Decides the address, whatever the slug says. */
  readonly number: number;
  readonly publicationId: string;
  /** The same for all languages of one story. */
  readonly family: string;
  readonly language: string;
  /** Raised at every change; part of every validator. */
  readonly revision: number;
  readonly publishedAt: Instant;
  readonly updatedAt: Instant;
};

/** A row of the released projection. */
export type ReleasedStory = ReleasedRow &
  (
    | {
        readonly state: 'live';
        readonly slug: string;
        readonly topics: readonly string[];
        readonly page: StoryPage;
      }
    | { readonly state: 'withheld'; readonly stop: Stop }
    | { readonly state: 'withdrawn'; readonly tombstone: Tombstone }
  );

export type LiveStory = Extract<ReleasedStory, { state: 'live' }>;
export type WithheldStory = Extract<ReleasedStory, { state: 'withheld' }>;
export type WithdrawnStory = Extract<ReleasedStory, { state: 'withdrawn' }>;
