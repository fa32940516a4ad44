import { toBase64 } from '#formats/tlog/base64.ts';
import type { Destination } from '#ports/destination.ts';
import type { StoredDestination } from '#ports/destination-store.ts';
import type { DestinationTools } from './push-needs.ts';

/** An opened destination, and its answers without its secret, whoever repeats it. */
export function openDestination(
  tools: DestinationTools,
  { id, kind, place, settings, sealedSecret }: StoredDestination,
): { readonly destination: Destination; readonly hide: (answer: string) => string } {
  const secret = sealedSecret === undefined ? '' : tools.unseal(sealedSecret, id);
  // As it is, and as HTTP Basic sends it (RFC 7617).
  const basic = toBase64(new TextEncoder().encode(`${settings['user'] ?? ''}:${secret}`));
  const hidden = secret === '' ? [] : [secret, basic];
  return {
    destination: tools.open({ kind, place, settings, secret }),
    hide: (answer) => hidden.reduce((text, one) => text.replaceAll(one, '…'), answer),
  };
}
