import type { EntryArrival } from './entry-effect.ts';
import { keysAfter } from './hear-key-change.ts';
import type { ReadTools } from './read-entry.ts';
import type { PartnerStores } from '#app/newsroom/invite-partner.ts';

/** Pins the partner's new key in the place of the old one, in the transaction that stores the entry. */
export async function receiveKeyChange(
  { partners, activities }: PartnerStores,
  tools: ReadTools,
  { partner: { did }, received, at }: EntryArrival,
): Promise<void> {
  const partner = await partners.lock(did);
  if (!partner) throw new Error(`an entry of ${did}, who is no partner`);
  const keys = keysAfter(partner.keys, received, tools, at);
  // Believed when the page was read; whoever pinned other keys meanwhile has the page read anew.
  if (!keys.ok) throw new Error(`the keys of ${did} changed under a change of keys: ${keys.error.because}`);
  if (keys.value === partner.keys) return;
  await partners.save({ ...partner, keys: keys.value }, at);
  const fresh = keys.value.at(-1);
  await activities.record({
    at,
    what: 'partner-key-changed',
    subject: did,
    facts: { kid: fresh?.kid ?? '', thumbprint: fresh?.thumbprint ?? '' },
  });
}
