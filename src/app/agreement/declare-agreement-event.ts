import { plusDuration } from '#kernel/duration.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Instant } from '#kernel/instant.ts';
import type {
  AgreementEvent,
  AgreementRecord,
  AgreementRefusal,
} from '#domain/agreement/agreement-record.ts';
import { declareEvent } from '#domain/agreement/declare-event.ts';
import { standingOf } from '#domain/agreement/talks/negotiation-table.ts';
import { appendEntry } from '#app/channel/append-entry.ts';
import type { EntryType } from '#formats/envelope/entry.ts';
import type { FiledAgreement } from '#ports/agreement-store.ts';
import {
  afterChange,
  noteDone,
  recordOf,
  type AgreementNeeds,
  type AgreementStores,
  type Signatory,
} from './agreement-needs.ts';
import { loadTable } from './talks/load-table.ts';

/** What we declare; termination by us takes both sides' word, for cause it waits for the deadlines to be watched. */
export type Declaration =
  | { readonly kind: 'suspended'; readonly reason: string }
  | { readonly kind: 'resumed' | 'notice' | 'terminated' };

export type DeclareRefusal = AgreementRefusal | { readonly code: 'agreement-unknown' };

/** The entry that tells the partner of each kind. */
export const EVENT_ENTRIES = {
  suspended: 'agreement.suspended',
  resumed: 'agreement.resumed',
  notice: 'agreement.notice',
  terminated: 'agreement.terminated',
} as const satisfies Record<AgreementEvent['kind'], EntryType>;

/**
 * Suspends, resumes, gives notice or ends. It counts here from the moment it is recorded, for every decision; the partner
 * is told in the same transaction.
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
    const filed = (await stores.agreements.lock(standing.filed.digest)) ?? standing.filed;
    const event = eventOf(order.declaration, by.agency.did, by.at);
    const declared = declareEvent(recordOf(filed), event);
    if (!declared.ok) return declared;
    await keepEvent(stores, filed, declared.value, event);
    await noteDone(stores, by, `agreement-${event.kind}`, filed);
    await afterChange(stores, filed.digest, by.at);
    await appendEntry(stores, needs, by, {
      partnerDid: filed.partnerDid,
      type: EVENT_ENTRIES[event.kind],
      subject: filed.uid,
      agreements: [filed.digest],
      data: { digest: filed.digest, ...(event.kind === 'suspended' ? { reason: event.reason } : {}) },
    });
    return accept({ done: true });
  });
}

export function eventOf(declaration: Declaration, by: string, at: Instant): AgreementEvent {
  return declaration.kind === 'suspended'
    ? { kind: 'suspended', by, at, reason: declaration.reason }
    : { kind: declaration.kind, by, at };
}

/** Adds the declaration; a notice takes hold when its period has passed, everything else at once. */
export async function keepEvent(
  stores: AgreementStores,
  filed: FiledAgreement,
  { agreement }: AgreementRecord,
  event: AgreementEvent,
): Promise<void> {
  const effectiveAt = event.kind === 'notice' ? plusDuration(event.at, agreement.noticePeriod) : event.at;
  await stores.agreements.addEvent(filed.digest, event, effectiveAt);
}
