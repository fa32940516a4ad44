import { MOST_PICTURES } from '#domain/publication/story-pictures.ts';
import { isJsonObject, type JsonObject } from '#kernel/json.ts';
import type {
  CallBack,
  Destination,
  DestinationAddress,
  DeliveryAnswer,
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
  jsonIn,
  objectIn,
  speak,
  step,
  type DestinationWorld,
  type Heard,
} from './speak.ts';

type Ask = (
  method: 'GET' | 'POST' | 'DELETE',
  route: string,
  more?: {
    readonly query?: Readonly<Record<string, string>>;
    readonly json?: unknown;
    readonly picture?: ShippedPicture & { readonly name: string };
  },
) => Promise<Heard>;

/**
 * A WordPress site over its REST API, with an application password. Pictures go first, then the post with the first of them as its
 * featured image. Withdrawn it becomes a draft, killed it goes to the trash, and its pictures, which have public addresses, are
 * deleted. A post whose answer was lost is found again by its slug. `settings`: `user`, `status` (default publish), `categories`
 * and `tags` (ids parted by commas). Source: developer.wordpress.org/rest-api.
 */
export function wordpressDestination(world: DestinationWorld, address: DestinationAddress): Destination {
  const ask = wordpressAsk(world, address);
  return {
    deliver: (shipment, remote) => deliver(ask, address.settings, shipment, remote),
    withdraw: (callBack, remote) => withdraw(ask, callBack, remote),
    tryOut: () => tryOut(ask),
  };
}

/** `?rest_route=` works on every site, whatever its permalinks are. */
function wordpressAsk(world: DestinationWorld, { place, settings, secret }: DestinationAddress): Ask {
  const basic = Buffer.from(`${settings['user'] ?? ''}:${secret}`).toString('base64');
  return async (method, route, { query = {}, json, picture } = {}) => {
    const search = new URLSearchParams({ rest_route: route, ...query });
    return speak(world, {
      method,
      url: `${place}/?${search.toString()}`,
      headers: {
        authorization: `Basic ${basic}`,
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        ...(picture
          ? {
              'content-type': picture.mediaType,
              'content-disposition': `attachment; filename="${picture.name}"`,
            }
          : {}),
      },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      ...(picture ? { body: picture.bytes } : {}),
    });
  };
}

async function deliver(
  ask: Ask,
  settings: DestinationAddress['settings'],
  shipment: Shipment,
  remote: Remote | undefined,
): Promise<DeliveryAnswer> {
  const { heard: asked, post: found } = remote?.id
    ? { heard: undefined, post: remote }
    : await findPost(ask, shipment.slug);
  if (asked && !isGood(asked)) return answered(asked, 'failed', remote);
  const media: Record<string, RemoteMedia> = { ...remote?.media };
  const soFar: Remote = { ...remote, id: found?.id ?? '', media };
  const brokenOff = await layPictures(shipment, media, (picture, index) =>
    layPicture(ask, picture, mediaSlug(shipment.placementId, index)),
  );
  if (brokenOff) return { ...brokenOff, remote: soFar };
  const heard = await putPost(ask, found, postOf(settings, shipment, media));
  const made = toRemote(objectIn(heard));
  return isGood(heard) && made
    ? answered(heard, 'done', { ...made, media })
    : answered(heard, 'failed', soFar);
}

/** Where somebody removed it for good and our editor ordered it once more, it is made anew. */
async function putPost(ask: Ask, found: Remote | undefined, post: JsonObject): Promise<Heard> {
  const update = found?.id ? await ask('POST', `/wp/v2/posts/${found.id}`, { json: post }) : undefined;
  return update && !isGone(update) ? update : ask('POST', '/wp/v2/posts', { json: post });
}

function postOf(
  settings: DestinationAddress['settings'],
  { slug, headline, summary, html, pictures }: Shipment,
  media: Readonly<Record<string, RemoteMedia>>,
): JsonObject {
  const [first] = pictures;
  const featured = first && media[first.guid];
  const ids = (name: string): number[] =>
    (settings[name] ?? '')
      .split(',')
      .map(Number)
      .filter((id) => Number.isInteger(id) && id > 0);
  return {
    slug,
    title: inHtml(headline),
    content: html((guid) => media[guid]?.url),
    ...(summary === undefined ? {} : { excerpt: inHtml(summary) }),
    status: settings['status'] ?? 'publish',
    featured_media: featured ? Number(featured.id) : 0,
    ...(ids('categories').length > 0 ? { categories: ids('categories') } : {}),
    ...(ids('tags').length > 0 ? { tags: ids('tags') } : {}),
  };
}

/** Titles and excerpts are markup there. */
function inHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function mediaSlug(placementId: string, index: number): string {
  return `pw-${placementId}-${index + 1}`;
}

async function layPicture(ask: Ask, picture: ShippedPicture, slug: string): Promise<LaidPicture> {
  const name = `${slug}.${pictureEnding(picture.mediaType)}`;
  const heard = await ask('POST', '/wp/v2/media', { picture: { ...picture, name } });
  const { id, source_url: url } = objectIn(heard);
  if (!isGood(heard) || typeof id !== 'number' || typeof url !== 'string') return { heard };
  const words = { slug, caption: inHtml(picture.caption), alt_text: picture.caption };
  const named = await ask('POST', `/wp/v2/media/${id}`, { json: words });
  if (isGood(named)) return { heard: named, media: { id: String(id), url } };
  // Without its name nobody would find it again to take it out.
  await ask('DELETE', `/wp/v2/media/${id}`, { query: { force: 'true' } });
  return { heard: named };
}

async function withdraw(
  ask: Ask,
  { slug, placementId, isKill }: CallBack,
  remote: Remote | undefined,
): Promise<DeliveryAnswer> {
  const { heard: asked, post } = remote?.id ? { heard: undefined, post: remote } : await findPost(ask, slug);
  if (asked && !isGood(asked)) return answered(asked, 'failed', remote);
  const media = { ...remote?.media };
  const notRemoved = await removePictures(ask, placementId, media);
  if (notRemoved) return answered(notRemoved, 'failed', { id: '', ...remote, ...post, media });
  if (!post)
    return {
      outcome: 'done',
      answer: `No post with the slug ${slug} is there.`,
      ...(remote ? { remote: { ...remote, media } } : {}),
    };
  const route = `/wp/v2/posts/${post.id}`;
  const heard = isKill
    ? await removePost(ask, route)
    : await ask('POST', route, { json: { status: 'draft' } });
  return answered(heard, isGood(heard) || isGone(heard) ? 'done' : 'failed', { ...remote, ...post, media });
}

/** Sites without a trash delete at once. */
async function removePost(ask: Ask, route: string): Promise<Heard> {
  const heard = await ask('DELETE', route);
  return heard.status === 501 ? ask('DELETE', route, { query: { force: 'true' } }) : heard;
}

/** Those we know of, and those whose answer was lost; `media` loses what is gone. Gives the first answer that is no success. */
async function removePictures(
  ask: Ask,
  placementId: string,
  media: Record<string, RemoteMedia>,
): Promise<Heard | undefined> {
  const slugs = Array.from({ length: MOST_PICTURES }, (_, index) => mediaSlug(placementId, index));
  const lost = await ask('GET', '/wp/v2/media', {
    query: { slug: slugs.join(','), per_page: '100' },
  });
  if (!isGood(lost)) return lost;
  const json = jsonIn(lost);
  const found = Array.isArray(json) ? json.filter(isJsonObject).map(({ id }) => JSON.stringify(id)) : [];
  const known = Object.values(media).map(({ id }) => id);
  for (const id of new Set([...known, ...found])) {
    const heard = await ask('DELETE', `/wp/v2/media/${id}`, { query: { force: 'true' } });
    if (!isGood(heard) && !isGone(heard)) return heard;
    for (const [guid, one] of Object.entries(media)) if (one.id === id) delete media[guid];
  }
  return undefined;
}

/** Without a post none is there, if the answer is a good one; else nobody knows. */
async function findPost(
  ask: Ask,
  slug: string,
): Promise<{ readonly heard: Heard; readonly post: Remote | undefined }> {
  const heard = await ask('GET', '/wp/v2/posts', { query: { slug, status: 'any', context: 'edit' } });
  const json = jsonIn(heard);
  const [first] = Array.isArray(json) ? json : [];
  const isAnswer = Array.isArray(json);
  return {
    heard: isGood(heard) && !isAnswer ? { ...heard, status: 0 } : heard,
    post: isJsonObject(first) ? toRemote(first) : undefined,
  };
}

function toRemote({ id, link }: JsonObject): Remote | undefined {
  if (typeof id !== 'number') return undefined;
  return { id: String(id), ...(typeof link === 'string' ? { url: link } : {}) };
}

async function tryOut(ask: Ask): Promise<readonly TrialStep[]> {
  const root = await ask('GET', '/');
  const isWordpress = isGood(root) && 'routes' in objectIn(root);
  // The index of a site is long; its name and description are enough to know it by.
  const { name = '', description = '' } = objectIn(root);
  const shown = isWordpress ? { ...root, text: JSON.stringify({ name, description }) } : root;
  const steps = [step('reachable', shown, isWordpress)];
  if (!isWordpress) return steps;
  const me = await ask('GET', '/wp/v2/users/me', { query: { context: 'edit', _fields: 'id,name,roles' } });
  steps.push(step('credentials', me));
  if (!isGood(me)) return steps;
  const draft = { title: 'Pactwire', content: '', status: 'draft' };
  const made = await ask('POST', '/wp/v2/posts', { query: { _fields: 'id,status,link' }, json: draft });
  const { id } = objectIn(made);
  steps.push(step('draft-made', made, isGood(made) && typeof id === 'number'));
  if (!isGood(made) || typeof id !== 'number') return steps;
  const removed = await ask('DELETE', `/wp/v2/posts/${id}`, { query: { force: 'true', _fields: 'deleted' } });
  return [...steps, step('draft-removed', removed)];
}
