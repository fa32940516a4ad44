import type { Destination } from '#ports/destination.ts';
import type { StoredDestination } from '#ports/destination-store.ts';
import type { DestinationTools } from './push-needs.ts';

/** An opened destination, and its answers without its secret, whoever repeats it. */
export function openDestination(
  tools: DestinationTools,
  { id, kind, place, settings, sealedSecret }: StoredDestination,
): { readonly destination: Destination; readonly hide: (answer: string) => string } {
  const secret = sealedSecret === undefined ? '' : tools.unseal(sealedSecret, id);
  return {
    destination: tools.open({ kind, place, settings, secret }),
    hide: (answer) => (secret === '' ? answer : answer.replaceAll(secret, '…')),
  };
}
