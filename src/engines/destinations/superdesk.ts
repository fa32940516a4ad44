import { createHmac } from 'node:crypto';
import type { Destination, DestinationAddress } from '#ports/destination.ts';
import { answered, isGood, speak, step, STOPPED, type DestinationWorld } from './speak.ts';

/**
 * The HTTP push of Superdesk to Newshub and whoever speaks like it: ninjs as the body, `x-superdesk-signature: sha1=` with the
 * HMAC-SHA1 of the body, the secret as text. Source: superdesk-core publish/transmitters/http_push.py.
 */
export function superdeskDestination(
  world: DestinationWorld,
  { place, secret }: Pick<DestinationAddress, 'place' | 'secret'>,
): Destination {
  const post = (body: string) =>
    speak(world, {
      method: 'POST',
      url: place,
      headers: {
        'content-type': 'application/json',
        'x-superdesk-signature': superdeskSignature(body, secret),
      },
      body,
    });
  return {
    async deliver({ mayGoOn, ninjs, placementId }) {
      if (!(await mayGoOn())) return STOPPED;
      const heard = await post(newshubItem(ninjs));
      return answered(heard, isGood(heard) ? 'done' : 'failed', { id: placementId });
    },
    async withdraw({ ninjs }) {
      const heard = await post(newshubItem(ninjs));
      return answered(heard, isGood(heard) ? 'done' : 'failed');
    },
    async tryOut() {
      // A body that is no item: whoever checks the signature first refuses it as such, and keeps nothing.
      const heard = await post('{}');
      return [
        step('reachable', heard, heard.status !== 0),
        ...(heard.status === 0 ? [] : [step('credentials', heard, isGood(heard) || heard.status === 400)]),
      ];
    },
  };
}

export function superdeskSignature(body: string, secret: string): string {
  return `sha1=${createHmac('sha1', secret).update(body).digest('hex')}`;
}

/** Superdesk's ninjs is older than 3.1: it names an item by `guid`, and its words stand at the top, not in lists. */
function newshubItem(ninjs: string): string {
  const item: Record<string, unknown> = JSON.parse(ninjs);
  const first = (name: string): unknown => {
    const list: unknown = item[name];
    const one: unknown = Array.isArray(list) ? list[0] : undefined;
    return typeof one === 'object' && one !== null && 'value' in one ? one.value : undefined;
  };
  const bodies: readonly unknown[] = Array.isArray(item['bodies']) ? item['bodies'] : [];
  const html = bodies.find(
    (one) =>
      typeof one === 'object' && one !== null && 'contentType' in one && one.contentType === 'text/html',
  );
  const body = typeof html === 'object' && html !== null && 'value' in html ? html.value : first('bodies');
  const status = item['pubStatus'];
  return JSON.stringify({
    ...item,
    guid: item['uri'],
    pubstatus: status,
    headline: first('headlines') ?? '',
    body_html: body ?? '',
    copyrightnotice: item['copyrightNotice'],
    usageterms: item['usageTerms'],
    versioncreated: item['versionCreated'],
  });
}
