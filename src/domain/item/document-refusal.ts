/** Why a document could not be read; a closed set, so that each has its words and its status. */
export const FORMAT_REFUSAL_CODES = [
  'document-unreachable',
  'document-empty',
  'document-too-large',
  'document-encoding-unknown',
  'document-encoding-broken',
  'document-encoding-forbidden',
  'document-kind-unknown',
  'document-kind-unsupported',
  'document-without-items',
  'document-cut-short',
  'xml-malformed',
  'xml-doctype-forbidden',
  'xml-too-deep',
  'xml-too-many-attributes',
  'xml-too-many-elements',
  'json-malformed',
  'json-duplicate-key',
  'json-too-deep',
  'json-lone-surrogate',
  'json-number-inexact',
  'html-too-large',
  'html-too-deep',
  'html-too-many-nodes',
  'ninjs-invalid',
  'newsmlg2-invalid',
  'feed-invalid',
  'dialect-invalid',
  'calendar-invalid',
  'picture-invalid',
  'document-too-slow',
  'document-reader-failed',
] as const;
export type FormatRefusalCode = (typeof FORMAT_REFUSAL_CODES)[number];

/**
 * A document that was not read, with the place and the reason.
 * `at` is a JSON pointer (`/headlines/0/value`), a line and column (`12:40`), or a byte offset (`byte 812`);
 * empty when the whole document is meant. `detail` is one English sentence with the facts.
 */
export type FormatRefusal = {
  readonly code: FormatRefusalCode;
  readonly at: string;
  readonly detail: string;
};
