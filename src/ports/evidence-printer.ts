import type { Instant } from '#kernel/instant.ts';
import type { InterfaceLanguage, Trilingual } from '#kernel/language.ts';
import type { Result } from '#kernel/result.ts';

/** What the pages of an evidence file say, ready to be set: no rule is left to the printer. */
export type EvidenceSheet = {
  readonly title: Trilingual;
  readonly author: readonly string[];
  readonly lead: Trilingual;
  readonly digest: string;
  readonly issuedAt: Instant;
  readonly attachment: { readonly name: string; readonly about: string };
  readonly facts: readonly (readonly [Trilingual, string])[];
  readonly headings: Readonly<
    Record<'parties' | 'key' | 'signature' | 'persons' | 'nobody' | 'trail', Trilingual>
  >;
  readonly compare: Trilingual;
  readonly parties: readonly {
    readonly name: Trilingual;
    readonly did: string;
    readonly kid: string;
    readonly thumbprint: string;
    readonly signature: string;
    readonly hex: string;
    readonly words: Trilingual;
  }[];
  readonly persons: readonly {
    readonly name: string;
    readonly role: Trilingual;
    readonly side: Trilingual;
    readonly at: string;
    readonly method: Trilingual;
  }[];
  readonly trail: readonly { readonly at: string; readonly what: Trilingual; readonly side: Trilingual }[];
  readonly texts: {
    readonly [L in InterfaceLanguage]: {
      readonly preamble: string;
      readonly clauses: readonly { readonly number: number; readonly sentence: string }[];
    };
  };
};

/** Why no pages came: the printer's own fault, said so that it can be tried again. */
export type PrintRefusal = { readonly code: 'evidence-not-printed'; readonly because: string };

/** Sets the sheet as one PDF/A-3 with the attachment in it; the same input gives the same bytes. */
export type PrintEvidence = (
  sheet: EvidenceSheet,
  attachment: string,
) => Promise<Result<Uint8Array, PrintRefusal>>;

/** Why a file is no evidence PDF. */
export type PdfRefusal =
  | { readonly code: 'evidence-pdf-truncated' }
  | { readonly code: 'evidence-pdf-attachments'; readonly count: number }
  | { readonly code: 'evidence-pdf-not-read'; readonly because: string };

/** The one text that lies in a PDF as its attachment. */
export type ReadAttachment = (pdf: Uint8Array) => Result<string, PdfRefusal>;
