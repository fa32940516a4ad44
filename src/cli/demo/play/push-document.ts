import { createHmac } from 'node:crypto';

/** Sends a document to a push source as Standard Webhooks 1.0.0 signs it: HMAC-SHA256 over id.timestamp.body. */
export async function pushDocument(
  place: { readonly url: string; readonly secret: string },
  id: string,
  body: Uint8Array,
): Promise<{ readonly status: number; readonly text: string }> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const key = Buffer.from(place.secret.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64');
  const response = await fetch(place.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/octet-stream',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${signature}`,
    },
    body,
    signal: AbortSignal.timeout(15_000),
  });
  return { status: response.status, text: await response.text() };
}
