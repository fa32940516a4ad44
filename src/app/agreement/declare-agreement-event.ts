import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Instant } from '#kernel/instant.ts';
import type { JsonObject } from '#kernel/json.ts';
import type {
  AgreementEvent,
  AgreementRecord,
  AgreementRefusal,
  Breach,
} from '#domain/agreement/agreement-record.ts';
import { declareEvent } from '#domain/agreement/declare-event.ts';
import { takesHoldAt } from '#domain/agreement/state-of.ts';
import { standingOf } from '#domain/agreement/talks/negotiation-table.ts';
import type { EntryType } from '#formats/envelope/entry.ts';
import type { FiledAgreement } from '#ports/agreement-store.ts';
import {
  afterChange,
  lockRecord,
  noteDone,
  type AgreementNeeds,
  type AgreementStores,
  type Signatory,
} from './agreement-needs.ts';
import { loadTable } from './talks/load-table.ts';
import { tellParties } from './tell-parties.ts';

/** What we declare: a suspension is of everything or of the permissions it names; an ending takes the word of every party, or names the clause that another has broken. */
export type Declaration =
  | { readonly kind: 'suspended'; readonly reason: string; readonly rules?: readonly string[] }
  | { readonly kind: 'contested'; readonly reason: string }
  | { readonly kind: 'terminated'; readonly cause?: Breach }
  | { readonly kind: 'resumed' | 'notice' | 'cured' };

export type DeclareRefusal = AgreementRefusal | { readonly code: 'agreement-unknown' };

/** The entry that tells the others of each kind. */
export const EVENT_ENTRIES = {
  suspended: 'agreement.suspended',
  resumed: 'agreement.resumed',
  notice: 'agreement.notice',
  terminated: 'agreement.terminated',
  cured: 'agreement.cured',
  contested: 'agreement.contested',
} as const satisfies Record<AgreementEvent['kind'], EntryType>;

/**
 * Suspends, resumes, gives notice, ends, takes an ending for cause back or answers one. It counts here from the moment it
 * is recorded, for every decision; every other party is told in the same transaction.
 */
export async function declareAgreementEvent(
  needs: AgreementNeeds,
  by: Signatory,
  order: { readonly uid: string; readonly declaration: Declaration },
): Promise<Result<{ readonly done: true }, DeclareRefusal>> {
  return needs.transact(by.agency.id, async (stores) => {
    await stores.agreements.lockTable(order.uid);
    // What is being negotiated beside it is not what is suspended or ended.
    const standing = standingOf(await loadTable(stores, order.uid), by.at);
    if (!standing) return refuse({ code: 'agreement-unknown' });
    const event = eventOf(order.declaration, by.agency.did, by.at);
    const { filed, record } = (await lockRecord(stores, standing.filed.digest)) ?? standing;
    const declared = declareEvent(record, event);
    if (!declared.ok) return declared;
    await keepEvent(stores, filed, declared.value, event);
    await noteDone(stores, by, `agreement-${event.kind}`, filed);
    await afterChange(stores, filed.digest, by.at);
    await tellParties(stores, needs, by, {
      agreement: declared.value.agreement,
      type: EVENT_ENTRIES[event.kind],
      subject: filed.uid,
      agreements: [filed.digest],
      data: { digest: filed.digest, ...wordsOf(event) },
    });
    return accept({ done: true });
  });
}

export function eventOf(declaration: Declaration, by: string, at: Instant): AgreementEvent {
  return { ...declaration, by, at };
}

/** What the partner is told beside the kind. */
function wordsOf(event: AgreementEvent): JsonObject {
  if (event.kind === 'contested') return { reason: event.reason };
  if (event.kind === 'suspended')
    return { reason: event.reason, ...(event.rules ? { rules: [...event.rules] } : {}) };
  if (event.kind !== 'terminated' || event.cause === undefined) return {};
  return { cause: event.cause.clause, reason: event.cause.words };
}

/** Adds the declaration; notice and cause take hold when their period has passed, everything else at once. */
export async function keepEvent(
  stores: AgreementStores,
  filed: FiledAgreement,
  { agreement: under }: AgreementRecord,
  event: AgreementEvent,
): Promise<void> {
  await stores.agreements.addEvent(filed.digest, event, takesHoldAt({ event, under }));
}
