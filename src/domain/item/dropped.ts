/** What a reader could not carry over from a document: where it stood, what it was, and why it was left out. */
export type Dropped = { readonly at: string; readonly what: string; readonly why: string };
