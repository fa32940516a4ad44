import type { WireTime } from '../wire/wire-item.ts';

/** What a picture says of itself when it leaves this house. What is left out says nothing; nothing private has a place here. */
export type PictureMetadata = {
  /** Becomes DigImageGUID. */
  readonly uri?: string;
  /** BCP 47, of caption and headline. */
  readonly language?: string;
  readonly title?: string;
  readonly headline?: string;
  readonly caption?: string;
  readonly creators?: readonly string[];
  readonly credit?: string;
  readonly source?: string;
  readonly copyrightNotice?: string;
  /** The terms of the agreement under which it was handed on, in words. */
  readonly usageTerms?: string;
  /** Where the terms stand in full, as a web address. */
  readonly webStatement?: string;
  readonly instructions?: string;
  readonly dateCreated?: WireTime;
  readonly sublocation?: string;
  readonly city?: string;
  readonly state?: string;
  readonly country?: string;
  /** ISO 3166-1; of three letters where IIM is to carry it too. */
  readonly countryCode?: string;
  readonly keywords?: readonly string[];
  /** 1 to 8. */
  readonly urgency?: number;
};
