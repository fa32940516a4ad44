import type { Digest } from '#kernel/digest.ts';
import type { EntryArrival } from '#app/channel/entry-effect.ts';
import type { AgreementStores } from './agreement-needs.ts';
import { noteRefused } from './note-refused.ts';

/** An entry as it comes, or as it is heard again when what it waited for has come. */
export type HeardArrival = EntryArrival & { readonly hasWaited?: true };

/**
 * Every party speaks on its own channel, so one may speak of what another has not brought yet: its entry stands aside until
 * that has come, and has no effect before.
 */
export async function setAside(
  stores: AgreementStores,
  { partner, received, at, hasWaited }: HeardArrival,
  digest: Digest,
): Promise<'set-aside' | 'too-many'> {
  const { ch, epoch, seq, subj } = received.entry;
  if (!(await stores.agreements.setAside({ digest, by: partner.did, ch, epoch, seq }))) return 'too-many';
  const facts = { digest, partner: partner.did };
  if (!hasWaited)
    await stores.activities.record({ at, what: 'agreement-set-aside', subject: subj ?? digest, facts });
  return 'set-aside';
}

/**
 * Of a document that is not here: what a third party has laid down may still come. Between two it is always there before
 * anything is said of it, and what nobody laid is unknown.
 */
export async function awaitDocument(
  stores: AgreementStores,
  arrival: HeardArrival,
  digest: Digest | undefined,
): Promise<void> {
  const { laidBy } = arrival.received.entry.data;
  const { agency, partner } = arrival;
  const isOfThird = typeof laidBy === 'string' && laidBy !== partner.did && laidBy !== agency.did;
  if (!digest || !isOfThird) return noteRefused(stores, arrival, { code: 'agreement-unknown' });
  if ((await setAside(stores, arrival, digest)) === 'too-many')
    await noteRefused(stores, arrival, { code: 'agreement-too-early' });
}
