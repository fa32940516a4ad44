/** Why something was withdrawn, in the one word that readers, partners and the log are told. */
export const REASON_CLASSES = [
  'error',
  'legal',
  'rights',
  'safety',
  'privacy',
  'agreement',
  'other',
] as const;
export type ReasonClass = (typeof REASON_CLASSES)[number];

/** A word from another node or an older row; one that we do not know is `other`, never a failure to withdraw. */
export function toReasonClass(text: string): ReasonClass {
  return REASON_CLASSES.find((known) => known === text) ?? 'other';
}
