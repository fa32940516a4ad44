/**
 * What a reader could not carry over from a document: where it stood, what it was, and why it was left out.
 * `at` is a place as in `FormatRefusal`; `what` names the thing as the document spells it, at most 200 characters.
 */
export type Dropped = { readonly at: string; readonly what: string; readonly why: string };
