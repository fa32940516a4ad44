export const OWN_COPY_STANDINGS = ['waiting', 'failing', 'applied', 'told'] as const;

/**
 * How a recall stands at a copy in another system of our own. `failing`: the last attempt since it was issued did not succeed; what
 * takes a copy out is tried for ever. `told`: those who have it know, and it cannot be taken from them, as a mail cannot.
 */
export type OwnCopyStanding = (typeof OWN_COPY_STANDINGS)[number];

type Asked = {
  readonly kind: 'kill' | 'withhold' | 'correction';
  /** Of the story, that a correction asks for. */
  readonly version: number;
};

type OwnCopy = {
  /** May readers see it there? Also when the answer to an attempt was lost. */
  readonly isUp: boolean;
  /** It was taken back by a word alone. */
  readonly isTold?: boolean;
  readonly shownVersion?: number;
  readonly hasFailed: boolean;
};

export function ownCopyStanding(
  { kind, version }: Asked,
  { isUp, isTold = false, shownVersion, hasFailed }: OwnCopy,
): OwnCopyStanding {
  const isRight = kind === 'correction' && shownVersion !== undefined && shownVersion >= version;
  if (!isUp && isTold) return 'told';
  if (!isUp || isRight) return 'applied';
  return hasFailed ? 'failing' : 'waiting';
}
