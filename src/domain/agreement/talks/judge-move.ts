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
 * The same for what the partner laid. Both may have answered the same document at once; then ours is passed over here, and
 * `lineOf` says which of the two stands. What it can have seen of ours, and what it laid itself, it must follow.
 */
export function judgeArrival(
  table: readonly TabledDocument[],
  document: { readonly agreement: Agreement; readonly digest: Digest },
  laying: Laying,
): Result<true, MoveRefusal> {
  const line = lineOf(table);
  const upToBase = line.slice(0, line.findIndex(({ record }) => record.digest === laying.base) + 1);
  const unseen = line.slice(upToBase.length);
  const mayHaveCrossed = upToBase.length > 0 && unseen.every(({ laid }) => laid.by !== laying.by);
  return judgeLaying(mayHaveCrossed ? upToBase : table, document, laying);
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

/** May it be signed as things stand here: it lies open, or it is our draft and nothing has come between. */
export function judgeSignable<D extends TabledDocument>(
  table: readonly D[],
  one: D,
  { laying, at }: { readonly laying: Laying; readonly at: Instant },
): Result<true, MoveRefusal> {
  return one.laid ? judgeOpen(table, one, at) : judgeLaying(table, one.record, laying);
}

/**
 * Does the partner's signature count, which it gave at `at`? Not under what it had itself answered or taken back, nor after
 * the term. That we took ours back, or laid another, while its signature was on the way, changes nothing: it could not know.
 */
export function judgeTheirSignature(
  { laid, withdrawnAt }: Pick<TabledDocument, 'laid' | 'withdrawnAt'>,
  their: { readonly by: Did; readonly at: Instant; readonly hasAnswered: boolean },
): Result<true, MoveRefusal> {
  if (!laid) return accept(true);
  const closed = (state: TalkState) => refuse({ code: 'agreement-proposal-closed' as const, state });
  if (laid.by === their.by && withdrawnAt !== undefined) return closed('withdrawn');
  if (their.hasAnswered) return closed('replaced');
  return laid.expiresAt !== undefined && their.at >= laid.expiresAt ? closed('lapsed') : accept(true);
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
