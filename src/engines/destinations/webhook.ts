import { createHmac } from 'node:crypto';
import { isJsonObject, type Json } from '#kernel/json.ts';
import { millisecondsOf, type Instant } from '#kernel/instant.ts';
import type { CallBack, Destination, DestinationAddress, Shipment } from '#ports/destination.ts';
import { answered, isGood, speak, step, STOPPED, type DestinationWorld } from './speak.ts';

/**
 * A signed webhook by Standard Webhooks 1.0.0: `{ type, timestamp, data }`, where `data` is the item as ninjs 3.1. The types are
 * `story.published`, `story.withdrawn`, `story.killed` and, for a trial, `story.test`.
 */
export function webhookDestination(
  world: DestinationWorld,
  { place, secret }: Pick<DestinationAddress, 'place' | 'secret'>,
): Destination {
  const post = (messageId: string, type: string, data: Json, at: Instant) => {
    const body = JSON.stringify({ type, timestamp: at, data });
    return speak(world, {
      method: 'POST',
      url: place,
      headers: { 'content-type': 'application/json', ...webhookHeaders({ messageId, body, at }, secret) },
      body,
    });
  };
  return {
    async deliver(shipment: Shipment) {
      if (!(await shipment.mayGoOn())) return STOPPED;
      const { messageId, ninjs, at, placementId } = shipment;
      const heard = await post(messageId, 'story.published', parsed(ninjs), at);
      return answered(heard, isGood(heard) ? 'done' : 'failed', { id: placementId });
    },
    async withdraw({ messageId, ninjs, at, isKill }: CallBack) {
      const heard = await post(messageId, isKill ? 'story.killed' : 'story.withdrawn', parsed(ninjs), at);
      return answered(heard, isGood(heard) ? 'done' : 'failed');
    },
    async tryOut(messageId, at) {
      const heard = await post(messageId, 'story.test', {}, at);
      return [
        step('reachable', heard, heard.status !== 0),
        ...(heard.status === 0 ? [] : [step('credentials', heard)]),
      ];
    },
  };
}

/** The three headers; the signature is over `id.timestamp.body` with the key inside the secret. */
export function webhookHeaders(
  { messageId, body, at }: { readonly messageId: string; readonly body: string; readonly at: Instant },
  secret: string,
): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(millisecondsOf(at) / 1000));
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', key).update(`${messageId}.${timestamp}.${body}`).digest('base64');
  return {
    'webhook-id': messageId,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  };
}

function parsed(ninjs: string): Json {
  const json: Json = JSON.parse(ninjs);
  return isJsonObject(json) ? json : {};
}
