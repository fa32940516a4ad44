import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Fulfilment, FulfilmentWord } from '#domain/agreement/commitment/fulfilment.ts';
import { judgeWord, type WordRefusal } from '#domain/agreement/commitment/judge-fulfilment.ts';
import { appendEntry } from '#app/channel/append-entry.ts';
import type { AgreementNeeds, Signatory } from '../agreement-needs.ts';

export type SayRefusal = WordRefusal | { readonly code: 'fulfilment-unknown' };

/** Confirms or disputes what the other side recorded, or takes back what ours did; the other side is told. */
export async function sayOfFulfilment(
  needs: AgreementNeeds,
  by: Signatory,
  { id, ...said }: { readonly id: string } & Pick<FulfilmentWord, 'kind' | 'reason'>,
): Promise<Result<Fulfilment, SayRefusal>> {
  const { agency, personId, at } = by;
  return needs.transact(agency.id, async (stores) => {
    await stores.fulfilments.lock(id);
    const fulfilment = await stores.fulfilments.find(id);
    if (!fulfilment) return refuse({ code: 'fulfilment-unknown' });
    const judged = judgeWord(fulfilment, agency.did, said);
    if (!judged.ok) return judged;
    const word = { kind: said.kind, reason: said.reason.trim(), at };
    await stores.fulfilments.say(id, word, personId);
    await stores.activities.record({
      at,
      ...(personId === undefined ? {} : { personId }),
      what: `fulfilment-${word.kind}`,
      subject: fulfilment.agreement,
      facts: { fulfilment: id },
    });
    await appendEntry(stores, needs, by, entryOf(fulfilment, word));
    return accept({ ...fulfilment, words: [...fulfilment.words, word] });
  });
}

function entryOf({ agreement, name, recordedBy, counterpart }: Fulfilment, { kind, reason }: FulfilmentWord) {
  const data = { fulfilment: name, ...(reason === '' ? {} : { reason }) };
  return kind === 'withdrawn'
    ? { partnerDid: counterpart, type: 'commitment.withdrawn' as const, subject: agreement, data }
    : {
        partnerDid: recordedBy,
        type: 'commitment.answered' as const,
        subject: agreement,
        data: { ...data, outcome: kind },
      };
}
