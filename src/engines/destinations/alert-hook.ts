import type { AlertHook } from '#ports/alert-hook.ts';
import { isGood, speak, type DestinationWorld } from './speak.ts';
import { webhookHeaders } from './webhook.ts';

/** Alerts as signed webhooks (Standard Webhooks 1.0.0): `{ type, timestamp, data }`. */
export function alertHook(world: DestinationWorld): AlertHook {
  return async ({ place, secret, messageId, type, data, at }) => {
    const body = JSON.stringify({ type, timestamp: at, data });
    const heard = await speak(world, {
      method: 'POST',
      url: place,
      headers: { 'content-type': 'application/json', ...webhookHeaders({ messageId, body, at }, secret) },
      body,
    });
    const answer = heard.text.trim() === '' ? `HTTP ${heard.status}` : heard.text;
    return {
      outcome: isGood(heard) ? 'done' : 'failed',
      answer,
      ...(heard.status === 0 ? {} : { status: heard.status }),
    };
  };
}
