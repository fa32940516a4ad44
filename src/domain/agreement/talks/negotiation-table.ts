import type { Digest } from '#kernel/digest.ts';
import type { Instant } from '#kernel/instant.ts';
import type { Did } from '#domain/agreement/agreement.ts';
import type { AgreementRecord, AgreementState } from '#domain/agreement/agreement-record.ts';
import { isSignedByAll, signersOf, stateSeenBy } from '#domain/agreement/state-of.ts';

/** That one party laid a document before the others, signed or not. */
export type Laying = {
  readonly by: Did;
  readonly at: Instant;
  /** The document it answers; none for the first. */
  readonly base?: Digest;
  /** From then on nobody signs it; not said: it stays open. */
  readonly expiresAt?: Instant;
};

/** One document under an agreement's uid, and what happened to it between the parties. */
export type TabledDocument = {
  readonly record: AgreementRecord;
  /** None: a draft of ours that nobody else has seen. */
  readonly laid?: Laying;
  readonly withdrawnAt?: Instant;
};

type Laid<D extends TabledDocument> = D & { readonly laid: Laying };

/**
 * The documents that follow each other on the table, first to last; each answers the one before it. Where several answer the
 * same one, because they countered at once, the signed one stands, else that with the lowest digest; what answers a
 * signed document must supersede it. It depends on the set of documents alone, so all parties find the same line in
 * whatever order the documents reached them, and never two open proposals.
 */
export function lineOf<D extends TabledDocument>(table: readonly D[]): readonly Laid<D>[] {
  const line: Laid<D>[] = [];
  let base: Digest | undefined;
  let concluded: Digest | undefined;
  for (;;) {
    const [next] = table
      .filter(isLaid)
      .filter(({ laid, record: { agreement } }) => laid.base === base && agreement.supersedes === concluded)
      .filter(({ record }) => record.agreement.agreementVersion === line.length + 1)
      .toSorted(bySigningThenDigest);
    if (!next) return line;
    line.push(next);
    base = next.record.digest;
    if (isSigned(next)) concluded = base;
  }
}

/** The last document on the table, open or not. */
export function headOf<D extends TabledDocument>(table: readonly D[]): Laid<D> | undefined {
  return lineOf(table).at(-1);
}

/** The last document that all have signed: what an amendment must supersede. */
export function concludedOf<D extends TabledDocument>(table: readonly D[]): Laid<D> | undefined {
  return lineOf(table).findLast(isSigned);
}

/** Our own draft that nobody else has seen; there is one at most. */
export function draftOf<D extends TabledDocument>(table: readonly D[]): D | undefined {
  return table.find(({ laid }) => !laid);
}

/** Where a document stands between the parties: `open` can be signed, answered, or taken back. */
export type TalkState = 'draft' | 'open' | 'signed' | 'replaced' | 'withdrawn' | 'lapsed';

/** A signature by all is stronger than a withdrawal or a term that crossed it. */
export function talkStateOf<D extends TabledDocument>(table: readonly D[], one: D, at: Instant): TalkState {
  if (isSigned(one)) return 'signed';
  if (!one.laid) return 'draft';
  if (one.withdrawnAt !== undefined) return 'withdrawn';
  if (headOf(table)?.record.digest !== one.record.digest) return 'replaced';
  const { expiresAt } = one.laid;
  return expiresAt !== undefined && at >= expiresAt ? 'lapsed' : 'open';
}

/** The state of a document as its readers see it: of the agreement when it was signed, else of the talks. */
export type DocumentState = AgreementState | 'received' | 'shared' | 'replaced' | 'withdrawn' | 'lapsed';

export function documentState<D extends TabledDocument>(
  table: readonly D[],
  one: D,
  { viewer, at }: { readonly viewer: Did; readonly at: Instant },
): DocumentState {
  const state = talkStateOf(table, one, at);
  if (state === 'signed') return gaveWay(table, one, at) ? 'replaced' : stateSeenBy(one.record, viewer, at);
  if (state !== 'open') return state;
  const signers = signersOf(one.record);
  if (signers.length === 0) return 'shared';
  return signers.includes(viewer) ? 'proposed' : 'received';
}

/**
 * The document that stands for the agreement: the one in force, whatever is being negotiated beside it; before anything is
 * signed the last on the table; before anything is laid the draft. A signed amendment stands from the moment it takes effect.
 */
export function standingOf<D extends TabledDocument>(table: readonly D[], at: Instant): D | undefined {
  const signed = lineOf(table).filter(isSigned);
  return signed.find((one) => !gaveWay(table, one, at)) ?? headOf(table) ?? draftOf(table);
}

function gaveWay(table: readonly TabledDocument[], { record }: TabledDocument, at: Instant): boolean {
  return table.some(
    (later) =>
      isSigned(later) &&
      later.record.agreement.supersedes === record.digest &&
      at >= later.record.agreement.effectiveFrom,
  );
}

function isLaid<D extends TabledDocument>(one: D): one is Laid<D> {
  return one.laid !== undefined;
}

function isSigned({ record }: TabledDocument): boolean {
  return isSignedByAll(record);
}

function bySigningThenDigest(one: TabledDocument, other: TabledDocument): number {
  if (isSigned(one) !== isSigned(other)) return isSigned(one) ? -1 : 1;
  return one.record.digest < other.record.digest ? -1 : 1;
}
