/** What the node finds by itself; `translation-home`: the first is a translation of the second that we published, come back. */
export const FOUND_KINDS = ['exact', 'near', 'translation-home', 'translation-source'] as const;
export type FoundKind = (typeof FOUND_KINDS)[number];
/** What only a person says: both tell the same event, or they do not and it is not to be asked again. */
export type SaidKind = 'same-event' | 'not-same-event';
export type LinkKind = FoundKind | SaidKind;

/** The same link seen from its other end. */
export function mirrored(kind: LinkKind): LinkKind {
  if (kind === 'translation-home') return 'translation-source';
  return kind === 'translation-source' ? 'translation-home' : kind;
}
