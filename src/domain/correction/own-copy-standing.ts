export const OWN_COPY_STANDINGS = ['waiting', 'failing', 'applied'] as const;

/**
 * How a recall stands at a copy in another system of our own. `failing`: the last attempt since it was issued did not succeed; what
 * takes a copy out is tried for ever.
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
  readonly shownVersion?: number;
  readonly hasFailed: boolean;
};

export function ownCopyStanding(
  { kind, version }: Asked,
  { isUp, shownVersion, hasFailed }: OwnCopy,
): OwnCopyStanding {
  const isRight = kind === 'correction' && shownVersion !== undefined && shownVersion >= version;
  if (!isUp || isRight) return 'applied';
  return hasFailed ? 'failing' : 'waiting';
}
