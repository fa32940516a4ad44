import { parseDigest } from '#kernel/digest.ts';
import type { EntryArrival, EntryEffects } from '#app/channel/entry-effect.ts';
import { readEntry } from '#app/channel/read-entry.ts';
import type { WaitingEntry } from '#ports/agreement-store.ts';
import type { AgreementStores, AgreementTools } from './agreement-needs.ts';

/**
 * Hears again what was set aside until the document of this entry had come, or a signature under it, in the order in which
 * it came; until nothing more can count, because a signature may have been what another entry waited for.
 */
export async function hearWaiting(
  tools: AgreementTools,
  effects: EntryEffects<AgreementStores>,
  stores: AgreementStores,
  arrival: EntryArrival,
): Promise<void> {
  const { digest: text } = arrival.received.entry.data;
  const digest = typeof text === 'string' ? parseDigest(text) : undefined;
  // A document that was refused is not here, and what waits for it waits on.
  if (!digest || !(await stores.agreements.lock(digest))) return;
  let waiting = await stores.agreements.takeWaiting(digest);
  for (let before = Infinity; waiting.length > 0 && waiting.length < before;) {
    before = waiting.length;
    for (const one of waiting) await hearAgain(tools, effects, stores, { one, arrival });
    waiting = await stores.agreements.takeWaiting(digest);
  }
  for (const one of waiting) await stores.agreements.setAside(one);
}

async function hearAgain(
  tools: AgreementTools,
  effects: EntryEffects<AgreementStores>,
  stores: AgreementStores,
  { one, arrival: { agency, at } }: { readonly one: WaitingEntry; readonly arrival: EntryArrival },
): Promise<void> {
  const stored = await stores.channels.entryAt(one.ch, one.epoch, one.seq);
  const partner = await stores.partners.find(one.by);
  const received = stored && partner && readEntry(stored.jws, partner, tools);
  if (!partner || !received?.ok || received.value.entry.type === 'unknown') return;
  const effect = effects[received.value.entry.type];
  const again = { agency, partner, received: received.value, at, hasWaited: true as const };
  await effect?.(stores, again);
}
