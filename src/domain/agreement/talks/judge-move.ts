import type { Digest } from '#kernel/digest.ts';
import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { isParty, type Agreement, type Did } from '#domain/agreement/agreement.ts';
import type { AgreementState } from '#domain/agreement/agreement-record.ts';
import { stateOf } from '#domain/agreement/state-of.ts';
import {
  concludedOf,
  headOf,
  lineOf,
  talkStateOf,
  type Laying,
  type TabledDocument,
  type TalkState,
} from './negotiation-table.ts';

/** Why something may not be done on the table of an agreement. */
export type MoveRefusal =
  | { readonly code: 'agreement-not-a-party'; readonly by: Did }
  | { readonly code: 'agreement-already-shared'; readonly digest: Digest }
  /** The other side has laid another document meanwhile. */
  | { readonly code: 'agreement-base-stale'; readonly head?: Digest }
  | { readonly code: 'agreement-version-unexpected'; readonly version: number; readonly wanted: number }
  /** Both have signed: from here on only an amendment that supersedes this digest. */
  | { readonly code: 'agreement-predecessor-wrong'; readonly wanted?: Digest }
  | { readonly code: 'agreement-proposal-closed'; readonly state: TalkState }
  | { readonly code: 'agreement-not-proposed-by'; readonly by: Did }
  | { readonly code: 'agreement-expiry-invalid' }
  | {
      readonly code: 'agreement-not-in-state';
      readonly state: AgreementState;
      readonly wanted: readonly AgreementState[];
    };

const AMENDABLE: readonly AgreementState[] = ['not-yet-effective', 'in-force', 'suspended'];

/** May another document be laid now at all, and what must it say of those before it? */
export function nextPlace(
  table: readonly TabledDocument[],
  at: Instant,
): Result<
  { readonly base?: Digest; readonly version: number; readonly supersedes?: Digest },
  Extract<MoveRefusal, { readonly code: 'agreement-not-in-state' }>
> {
  const concluded = concludedOf(table);
  const base = headOf(table)?.record.digest;
  const place = { ...(base === undefined ? {} : { base }), version: lineOf(table).length + 1 };
  if (!concluded) return accept(place);
  const state = stateOf(concluded.record, at);
  return AMENDABLE.includes(state)
    ? accept({ ...place, supersedes: concluded.record.digest })
    : refuse({ code: 'agreement-not-in-state', state, wanted: AMENDABLE });
}

/** May this side lay this document before the other now? It must answer the last document, and name what it replaces. */
export function judgeLaying(
  table: readonly TabledDocument[],
  document: { readonly agreement: Agreement; readonly digest: Digest },
  laying: Laying,
): Result<true, MoveRefusal> {
  const { agreement, digest } = document;
  const { by, at, base, expiresAt } = laying;
  if (!isParty(agreement, by)) return refuse({ code: 'agreement-not-a-party', by });
  if (table.some((one) => one.laid && one.record.digest === digest))
    return refuse({ code: 'agreement-already-shared', digest });
  if (expiresAt !== undefined && expiresAt <= at) return refuse({ code: 'agreement-expiry-invalid' });
  const place = nextPlace(table, at);
  if (!place.ok) return place;
  const { base: head, version, supersedes } = place.value;
  if (base !== head) return refuse({ code: 'agreement-base-stale', ...(head ? { head } : {}) });
  return judgePlace(agreement, version, supersedes);
}

/**
 * The same for what another laid. Several may have answered the same document at once; then ours is passed over here, and
 * `lineOf` says which of them stands. What it can have seen of ours, and what it laid itself, it must follow.
 */
export function judgeArrival(
  table: readonly TabledDocument[],
  document: { readonly agreement: Agreement; readonly digest: Digest },
  laying: Laying,
): Result<true, MoveRefusal> {
  const upToBase = chainTo(table, laying.base);
  const unseen = lineOf(table).filter((one) => !upToBase.includes(one));
  const mayHaveCrossed = upToBase.length > 0 && unseen.every(({ laid }) => laid.by !== laying.by);
  return judgeLaying(mayHaveCrossed ? upToBase : table, document, laying);
}

/** A document with what it answers, and what that answers, whether or not they stand on the line. */
function chainTo(table: readonly TabledDocument[], digest: Digest | undefined): readonly TabledDocument[] {
  const one = digest && table.find(({ record, laid }) => laid && record.digest === digest);
  if (!one) return [];
  // What answers itself, round or straight, is on no chain.
  const earlier = table.filter((other) => other !== one);
  return [...chainTo(earlier, one.laid?.base), one];
}

/** May this side take its own document back? What has been answered, signed or has lapsed is closed already. */
export function judgeWithdrawal<D extends TabledDocument>(
  table: readonly D[],
  one: D,
  by: Did,
  at: Instant,
): Result<true, MoveRefusal> {
  if (one.laid?.by !== by) return refuse({ code: 'agreement-not-proposed-by', by });
  return judgeOpen(table, one, at);
}

/**
 * May it be signed as things stand here: it lies open, or it is our draft and nothing has come between. What notice or both
 * sides have ended is not amended back to life.
 */
export function judgeSignable<D extends TabledDocument>(
  table: readonly D[],
  one: D,
  { laying, at }: { readonly laying: Laying; readonly at: Instant },
): Result<true, MoveRefusal> {
  if (!one.laid) return judgeLaying(table, one.record, laying);
  const former = table.find(({ record }) => record.digest === one.record.agreement.supersedes);
  const isOver = former !== undefined && stateOf(former.record, at) === 'terminated';
  return isOver
    ? refuse({ code: 'agreement-not-in-state', state: 'terminated', wanted: AMENDABLE })
    : judgeOpen(table, one, at);
}

/**
 * Had a party itself closed the document to its own signature, by answering it or taking it back? `moves` are what that
 * party did before. That others took theirs back, or laid another, while its signature was on the way, changes nothing: it
 * could not know.
 */
export function isOpenToSigner(
  moves: readonly { readonly kind: 'laid' | 'withdrawn'; readonly digest: Digest; readonly base?: Digest }[],
  digest: Digest,
): Result<true, MoveRefusal> {
  if (moves.some((one) => one.kind === 'withdrawn' && one.digest === digest)) return closed('withdrawn');
  return moves.some((one) => one.kind === 'laid' && one.base === digest) ? closed('replaced') : accept(true);
}

/** Does a signature count that was given at this moment? Not after the term of the document. */
export function judgeTerm({ laid }: Pick<TabledDocument, 'laid'>, at: Instant): Result<true, MoveRefusal> {
  return laid?.expiresAt !== undefined && at >= laid.expiresAt ? closed('lapsed') : accept(true);
}

function closed(state: TalkState): Result<never, MoveRefusal> {
  return refuse({ code: 'agreement-proposal-closed', state });
}

function judgePlace(agreement: Agreement, wanted: number, supersedes?: Digest): Result<true, MoveRefusal> {
  const { agreementVersion: version } = agreement;
  if (version !== wanted) return refuse({ code: 'agreement-version-unexpected', version, wanted });
  return agreement.supersedes === supersedes
    ? accept(true)
    : refuse({ code: 'agreement-predecessor-wrong', ...(supersedes ? { wanted: supersedes } : {}) });
}

function judgeOpen<D extends TabledDocument>(
  table: readonly D[],
  one: D,
  at: Instant,
): Result<true, MoveRefusal> {
  const state = talkStateOf(table, one, at);
  return state === 'open' ? accept(true) : refuse({ code: 'agreement-proposal-closed', state });
}
