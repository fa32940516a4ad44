import { toBase64 } from '#formats/tlog/base64.ts';
import type { Destination, DestinationAddress } from '#ports/destination.ts';
import type { StoredDestination } from '#ports/destination-store.ts';
import type { DestinationTools } from './push-needs.ts';

type Opened = { readonly destination: Destination; readonly hide: (answer: string) => string };

/** An opened destination, and its answers without its secret, whoever repeats it. */
export function openDestination(
  tools: DestinationTools,
  { id, kind, place, settings, sealedSecret }: StoredDestination,
): Opened {
  const secret = sealedSecret === undefined ? '' : tools.unseal(sealedSecret, id);
  return openAddress(tools, { kind, place, settings, secret });
}

/** The same of one that is not kept yet. */
export function openAddress(tools: Pick<DestinationTools, 'open'>, address: DestinationAddress): Opened {
  const { settings, secret } = address;
  // As it is, and as HTTP Basic sends it (RFC 7617).
  const basic = toBase64(new TextEncoder().encode(`${settings['user'] ?? ''}:${secret}`));
  const hidden = secret === '' ? [] : [secret, basic];
  return {
    destination: tools.open(address),
    hide: (answer) => hidden.reduce((text, one) => text.replaceAll(one, '…'), answer),
  };
}
