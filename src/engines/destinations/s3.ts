import { createHash, createHmac } from 'node:crypto';
import { MOST_PICTURES } from '#domain/publication/story-pictures.ts';
import type { Instant } from '#kernel/instant.ts';
import type {
  DeliveryAnswer,
  Destination,
  DestinationAddress,
  RemoteMedia,
  TrialStep,
} from '#ports/destination.ts';
import {
  answered,
  isGone,
  isGood,
  speak,
  step,
  STOPPED,
  type DestinationWorld,
  type Heard,
} from './speak.ts';

/**
 * A bucket of S3 or of whoever speaks like it. `place` is the address of the bucket, with a folder if wanted; a story is the object
 * `<placement>/story.ninjs.json`, with its pictures beside it, which are there first. Withdrawn or killed, all of them are deleted.
 * `settings`: `accessKey`, `region` (default us-east-1).
 */
export function s3Destination(world: DestinationWorld, address: DestinationAddress): Destination {
  const ask = s3Ask(world, address);
  const keyOf = (placementId: string): string => `${placementId}/story.ninjs.json`;
  return {
    async deliver({ placementId, pictures, ninjs, at, mayGoOn }) {
      const media: Record<string, RemoteMedia> = {};
      for (const [index, { guid, bytes, mediaType }] of pictures.entries()) {
        if (!(await mayGoOn())) return STOPPED;
        const key = pictureKey(placementId, index);
        media[guid] = { id: key, url: `${address.place}/${key}` };
        const heard = await ask('PUT', key, at, { type: mediaType, bytes });
        if (!isGood(heard)) return answered(heard, 'failed', { id: placementId, media });
      }
      if (!(await mayGoOn())) return { ...STOPPED, remote: { id: placementId, media } };
      const story = { type: 'application/vnd.iptc.ninjs+json', bytes: Buffer.from(ninjs) };
      const heard = await ask('PUT', keyOf(placementId), at, story);
      // No address of a page: what lies there is for machines.
      const remote = { id: keyOf(placementId), media };
      return answered(heard, isGood(heard) ? 'done' : 'failed', remote);
    },
    async withdraw({ placementId, at }): Promise<DeliveryAnswer> {
      // All that there can be: of one whose answer was lost nobody knows whether it is there.
      const pictures = Array.from({ length: MOST_PICTURES }, (_, index) => pictureKey(placementId, index));
      for (const key of [keyOf(placementId), ...pictures]) {
        const heard = await ask('DELETE', key, at);
        if (!isGood(heard) && !isGone(heard)) return answered(heard, 'failed');
      }
      return { outcome: 'done', answer: `deleted: ${[keyOf(placementId), ...pictures].join(', ')}` };
    },
    async tryOut(messageId, at): Promise<readonly TrialStep[]> {
      const key = `${messageId}/test.txt`;
      const made = await ask('PUT', key, at, { type: 'text/plain', bytes: Buffer.from('test\n') });
      if (made.status === 0) return [step('reachable', made)];
      const steps = [step('credentials', made, made.status !== 403), step('draft-made', made)];
      return isGood(made) ? [...steps, step('draft-removed', await ask('DELETE', key, at))] : steps;
    },
  };
}

function pictureKey(placementId: string, index: number): string {
  return `${placementId}/picture-${index + 1}`;
}

type Ask = (
  method: 'PUT' | 'DELETE',
  key: string,
  at: Instant,
  content?: { readonly type: string; readonly bytes: Uint8Array },
) => Promise<Heard>;

function s3Ask(world: DestinationWorld, { place, settings, secret }: DestinationAddress): Ask {
  const credentials = {
    accessKey: settings['accessKey'] ?? '',
    secret,
    region: settings['region'] ?? 'us-east-1',
  };
  return (method, key, at, content) => {
    const url = new URL(`${place}/${key}`);
    const payload = content?.bytes ?? new Uint8Array(0);
    const typed: Readonly<Record<string, string>> = content ? { 'content-type': content.type } : {};
    const headers = signV4({ method, url, payload, at, headers: typed }, credentials);
    return speak(world, { method, url: url.href, headers, ...(content ? { body: content.bytes } : {}) });
  };
}

type Signable = {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: Uint8Array;
  readonly at: Instant;
};

/** The headers of a request signed by AWS Signature Version 4 for S3; the path is signed as it stands in the address. */
export function signV4(
  { method, url, headers, payload, at }: Signable,
  {
    accessKey,
    secret,
    region,
  }: { readonly accessKey: string; readonly secret: string; readonly region: string },
): Readonly<Record<string, string>> {
  const moment = at.replace(/[-:]|\.\d+/g, '');
  const day = moment.slice(0, 8);
  const scope = `${day}/${region}/s3/aws4_request`;
  const sent: Readonly<Record<string, string>> = {
    ...headers,
    'x-amz-content-sha256': sha256(payload),
    'x-amz-date': moment,
  };
  const signed: readonly (readonly [string, string])[] = Object.entries({ ...sent, host: url.host }).toSorted(
    ([one], [other]) => (one < other ? -1 : 1),
  );
  const names = signed.map(([name]) => name).join(';');
  const lines = signed.map(([name, value]) => `${name}:${value.trim()}\n`).join('');
  const query = url.search.slice(1);
  const canonical = [method, url.pathname, query, lines, names, sha256(payload)].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', moment, scope, sha256(Buffer.from(canonical))].join('\n');
  const key = [day, region, 's3', 'aws4_request'].reduce<Buffer>(
    (made, part) => hmac(made, part),
    Buffer.from(`AWS4${secret}`),
  );
  const signature = hmac(key, toSign).toString('hex');
  const authorization = `AWS4-HMAC-SHA256 Credential=${accessKey}/${scope},SignedHeaders=${names},Signature=${signature}`;
  return { ...sent, authorization };
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function hmac(key: Uint8Array, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
