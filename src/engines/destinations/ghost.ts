import { createHmac } from 'node:crypto';
import { isJsonObject, type JsonObject } from '#kernel/json.ts';
import { millisecondsOf, type Instant } from '#kernel/instant.ts';
import type {
  CallBack,
  DeliveryAnswer,
  Destination,
  DestinationAddress,
  Remote,
  RemoteMedia,
  Shipment,
  ShippedPicture,
  TrialStep,
} from '#ports/destination.ts';
import { pictureEnding } from '#formats/picture/picture-ending.ts';
import { layPictures, type LaidPicture } from './lay-pictures.ts';
import {
  answered,
  isGone,
  isGood,
  objectIn,
  speak,
  step,
  type DestinationWorld,
  type Heard,
} from './speak.ts';

type Ask = (
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: { readonly type: string; readonly content: string | Uint8Array },
) => Promise<Heard>;

/**
 * A Ghost site over its Admin API (5.0), with the key of a custom integration. Withdrawn a post becomes a draft, killed it is deleted;
 * Ghost has no way to delete an image. `settings`: `status` (default published). Source: ghost.org/docs/admin-api.
 */
export function ghostDestination(world: DestinationWorld, address: DestinationAddress): Destination {
  const asking = (at: Instant): Ask => ghostAsk(world, address, at);
  return {
    deliver: (shipment, remote) => deliver(asking(shipment.at), address.settings, shipment, remote),
    withdraw: (callBack, remote) => withdraw(asking(callBack.at), callBack, remote),
    tryOut: (_messageId, at) => tryOut(asking(at)),
  };
}

function ghostAsk(world: DestinationWorld, { place, secret }: DestinationAddress, at: Instant): Ask {
  return (method, path, body) =>
    speak(world, {
      method,
      url: `${place}/ghost/api/admin/${path}`,
      headers: {
        authorization: `Ghost ${ghostToken(secret, at)}`,
        'accept-version': 'v5.0',
        ...(body ? { 'content-type': body.type } : {}),
      },
      ...(body ? { body: body.content } : {}),
    });
}

/** A JSON Web Token of five minutes: HS256 with the second half of the key, whose first half names it (RFC 7519). */
export function ghostToken(key: string, at: Instant): string {
  const [kid = '', secret = ''] = key.split(':');
  const issued = Math.floor(millisecondsOf(at) / 1000);
  const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { iat: issued, exp: issued + 300, aud: '/admin/' };
  const signed = `${encode({ alg: 'HS256', typ: 'JWT', kid })}.${encode(claims)}`;
  return `${signed}.${createHmac('sha256', Buffer.from(secret, 'hex')).update(signed).digest('base64url')}`;
}

async function deliver(
  ask: Ask,
  settings: DestinationAddress['settings'],
  shipment: Shipment,
  remote: Remote | undefined,
): Promise<DeliveryAnswer> {
  const found = await findPost(ask, shipment.slug, remote);
  if (!isGood(found.heard) && !isGone(found.heard)) return answered(found.heard, 'failed', remote);
  const media: Record<string, RemoteMedia> = { ...remote?.media };
  const soFar: Remote = { ...remote, id: found.post?.id ?? remote?.id ?? '', media };
  const brokenOff = await layPictures(shipment, media, (picture) =>
    layPicture(ask, shipment.messageId, picture),
  );
  if (brokenOff) return { ...brokenOff, remote: soFar };
  const post = postOf(settings, shipment, media);
  const heard = await putPost(ask, found.post, post);
  const made = postIn(heard);
  if (!isGood(heard) || !made) return answered(heard, 'failed', soFar);
  const { id, url } = made;
  return answered(heard, 'done', { id, media, ...(url === undefined ? {} : { url }) });
}

function putPost(ask: Ask, there: Post | undefined, post: JsonObject): Promise<Heard> {
  return there
    ? ask('PUT', `posts/${there.id}/?source=html`, posts({ ...post, updated_at: there.updatedAt }))
    : ask('POST', 'posts/?source=html', posts(post));
}

function posts(post: JsonObject) {
  return { type: 'application/json', content: JSON.stringify({ posts: [post] }) };
}

const LONGEST_EXCERPT = 300;

function postOf(
  settings: DestinationAddress['settings'],
  { slug, headline, summary, html, pictures }: Shipment,
  media: Readonly<Record<string, RemoteMedia>>,
): JsonObject {
  const [first] = pictures;
  const featured = first && media[first.guid];
  return {
    slug,
    title: headline,
    html: html((guid) => media[guid]?.url),
    ...(summary === undefined
      ? {}
      : { custom_excerpt: Array.from(summary).slice(0, LONGEST_EXCERPT).join('') }),
    status: settings['status'] ?? 'published',
    ...(featured ? { feature_image: featured.url, feature_image_caption: first.caption } : {}),
  };
}

async function layPicture(
  ask: Ask,
  messageId: string,
  { bytes, mediaType, guid }: ShippedPicture,
): Promise<LaidPicture> {
  const edge = `pactwire-${messageId}`;
  const name = `picture.${pictureEnding(mediaType)}`;
  const head = `--${edge}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: ${mediaType}\r\n\r\n`;
  const content = Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${edge}--\r\n`)]);
  const heard = await ask('POST', 'images/upload/', {
    type: `multipart/form-data; boundary=${edge}`,
    content,
  });
  const { images } = objectIn(heard);
  const [image] = Array.isArray(images) ? images : [];
  const url = isJsonObject(image) ? image['url'] : undefined;
  return isGood(heard) && typeof url === 'string' ? { heard, media: { id: guid, url } } : { heard };
}

async function withdraw(
  ask: Ask,
  { slug, isKill }: CallBack,
  remote: Remote | undefined,
): Promise<DeliveryAnswer> {
  const { heard: looked, post } = await findPost(ask, slug, remote);
  if (!post) return answered(looked, isGone(looked) ? 'done' : 'failed');
  const draft = posts({ status: 'draft', updated_at: post.updatedAt });
  const heard = isKill
    ? await ask('DELETE', `posts/${post.id}/`)
    : await ask('PUT', `posts/${post.id}/`, draft);
  return answered(heard, isGood(heard) || isGone(heard) ? 'done' : 'failed', { ...remote, id: post.id });
}

type Post = { readonly id: string; readonly updatedAt: string; readonly url?: string };

/** With the moment of its last change, which an update has to name. */
async function findPost(
  ask: Ask,
  slug: string,
  remote: Remote | undefined,
): Promise<{ readonly heard: Heard; readonly post?: Post }> {
  const heard = await ask('GET', remote?.id ? `posts/${remote.id}/` : `posts/slug/${slug}/`);
  const post = isGood(heard) ? postIn(heard) : undefined;
  return post ? { heard, post } : { heard };
}

function postIn(heard: Heard): Post | undefined {
  const { posts: list } = objectIn(heard);
  const [first] = Array.isArray(list) ? list : [];
  if (!isJsonObject(first)) return undefined;
  const { id, updated_at: updatedAt, url } = first;
  if (typeof id !== 'string' || typeof updatedAt !== 'string') return undefined;
  return { id, updatedAt, ...(typeof url === 'string' ? { url } : {}) };
}

async function tryOut(ask: Ask): Promise<readonly TrialStep[]> {
  const site = await ask('GET', 'site/');
  const steps = [step('reachable', site)];
  if (!isGood(site)) return steps;
  const made = await ask('POST', 'posts/?source=html', posts({ title: 'Pactwire', status: 'draft' }));
  const isRefused = made.status === 401 || made.status === 403;
  steps.push(step('credentials', made, !isRefused));
  if (isRefused) return steps;
  const post = postIn(made);
  steps.push(step('draft-made', made, isGood(made) && post !== undefined));
  return post ? [...steps, step('draft-removed', await ask('DELETE', `posts/${post.id}/`))] : steps;
}
