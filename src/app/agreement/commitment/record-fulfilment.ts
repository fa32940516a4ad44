import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Fulfilment } from '#domain/agreement/commitment/fulfilment.ts';
import {
  judgeFulfilment,
  type FulfilmentRefusal,
  type Recorded,
} from '#domain/agreement/commitment/judge-fulfilment.ts';
import { standingOf } from '#domain/agreement/talks/negotiation-table.ts';
import { appendEntry } from '#app/channel/append-entry.ts';
import type { AgreementNeeds, Signatory } from '../agreement-needs.ts';
import { loadTable } from '../talks/load-table.ts';

export type FulfilmentOrder = Omit<Recorded, 'recordedBy'> & {
  /** uid. */
  readonly agreement: string;
  readonly note: string;
};

export type RecordRefusal = FulfilmentRefusal | { readonly code: 'agreement-unknown' };

/** Records what was done towards a commitment; the other side is told in the same transaction, and answers when it will. */
export async function recordFulfilment(
  needs: AgreementNeeds,
  by: Signatory,
  { agreement: uid, note, ...done }: FulfilmentOrder,
): Promise<Result<Fulfilment, RecordRefusal>> {
  const { agency, personId, at } = by;
  return needs.transact(agency.id, async (stores) => {
    const standing = standingOf(await loadTable(stores, uid), at);
    if (!standing) return refuse({ code: 'agreement-unknown' });
    const recorded = { ...done, recordedBy: agency.did };
    const known = await stores.fulfilments.list(uid);
    const judged = judgeFulfilment(standing.record, recorded, { known, at });
    if (!judged.ok) return judged;
    const id = needs.ids.uuid();
    const fulfilment = { ...recorded, id, name: id, agreement: uid, note: note.trim(), recordedAt: at };
    const { commitment, count, doneOn, counterpart: partnerDid } = fulfilment;
    const { digest } = standing.filed;
    await stores.fulfilments.record(fulfilment, personId);
    await stores.activities.record({
      at,
      ...(personId === undefined ? {} : { personId }),
      what: 'fulfilment-recorded',
      subject: uid,
      facts: { fulfilment: id, commitment, count, doneOn, partner: partnerDid },
    });
    await appendEntry(stores, needs, by, {
      partnerDid,
      type: 'commitment.fulfilled',
      subject: uid,
      agreements: [digest],
      data: { digest, fulfilment: id, commitment, count, doneOn, note: fulfilment.note },
    });
    return accept({ ...fulfilment, words: [] });
  });
}
