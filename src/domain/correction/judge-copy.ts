import { plusSeconds, type Instant } from '#kernel/instant.ts';

/** What an address answered, as anybody sees it who has no account there. */
export type SeenPage = {
  readonly status: number;
  /** What the page says of itself; nothing where it says nothing. */
  readonly mark?: 'live' | 'withheld' | 'withdrawn';
  readonly version?: number;
};

/**
 * What a look at the address of a copy shows of what its holder says it did. `confirmed`: the address agrees.
 * `contradicted`: readers still get what was recalled. `unclear`: it answers and does not say. `unreached`: no answer.
 */
export const COPY_FINDINGS = ['confirmed', 'contradicted', 'unclear', 'unreached'] as const;
export type CopyFinding = (typeof COPY_FINDINGS)[number];

/** What a recall asks of an address; a release and an end of the offer ask nothing that could be seen there. */
export type AskedOfCopy =
  | { readonly kind: 'kill' | 'withhold' }
  | { readonly kind: 'correction'; readonly version: number };

export function judgeCopy(asked: AskedOfCopy, seen: SeenPage | undefined): CopyFinding {
  if (!seen || isBusy(seen.status)) return 'unreached';
  if (GONE.has(seen.status) || seen.mark === 'withdrawn' || seen.mark === 'withheld') return 'confirmed';
  if (seen.mark !== 'live') return 'unclear';
  if (asked.kind !== 'correction') return 'contradicted';
  if (seen.version === undefined) return 'unclear';
  return seen.version >= asked.version ? 'confirmed' : 'contradicted';
}

/** Not found, gone, unavailable for legal reasons (RFC 9110, RFC 7725). */
const GONE: ReadonlySet<number> = new Set([404, 410, 451]);

function isBusy(status: number): boolean {
  return status === 401 || status === 403 || status === 407 || status === 429 || status >= 500;
}

const FIRST_PAUSE_SECONDS = 5;
const LONGEST_PAUSE_SECONDS = 24 * 3600;

/** When to look again after so many looks: ever more rarely, at most a day apart, for ever. What is confirmed is looked at no more. */
export function nextLook(finding: CopyFinding, looks: number, at: Instant): Instant | undefined {
  if (finding === 'confirmed') return undefined;
  return plusSeconds(at, Math.min(LONGEST_PAUSE_SECONDS, FIRST_PAUSE_SECONDS * 2 ** Math.max(0, looks - 1)));
}
