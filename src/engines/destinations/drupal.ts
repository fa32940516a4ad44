import { MOST_PICTURES } from '#domain/publication/story-pictures.ts';
import { pictureEnding } from '#formats/picture/picture-ending.ts';
import { isJsonObject, type Json, type JsonObject } from '#kernel/json.ts';
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
import { drupalAsk, drupalSignIn, type DrupalAsk } from './drupal-ask.ts';
import { layPictures, type LaidPicture } from './lay-pictures.ts';
import { answered, isGone, isGood, objectIn, step, type DestinationWorld, type Heard } from './speak.ts';

type Settings = DestinationAddress['settings'];

/**
 * A Drupal site over JSON:API, a module of its core. A story is one node whose UUID is the placement's, so it is found again whatever
 * was answered. Pictures go first; the first becomes the picture of the node, all stand in the text, marked so that Drupal counts
 * their use and keeps them. Withdrawn the node is unpublished, killed it loses its words too, and its pictures, which have public
 * addresses, are deleted. The site must accept writes by JSON:API, and the account create, edit and delete what is its own.
 * `settings`: `user` (basic authentication) or `client` (OAuth client credentials), else the secret is a bearer token; `type`
 * (default article), `image` (its picture field, default field_image; with `none` pictures stay behind), `format` (of the text, default
 * basic_html), `langcode` (default that of the story), `status` (published, or draft). Source: drupal.org/docs, module jsonapi.
 */
export function drupalDestination(world: DestinationWorld, address: DestinationAddress): Destination {
  const { settings } = address;
  return {
    deliver: (shipment, remote) =>
      signedIn(world, address, remote, (ask) => deliver(ask, address, shipment, remote)),
    withdraw: (callBack, remote) =>
      signedIn(world, address, remote, (ask) => withdraw(ask, settings, callBack, remote)),
    tryOut: (messageId) => tryOut(world, address, messageId),
  };
}

async function signedIn(
  world: DestinationWorld,
  address: DestinationAddress,
  remote: Remote | undefined,
  work: (ask: DrupalAsk) => Promise<DeliveryAnswer>,
): Promise<DeliveryAnswer> {
  const { heard, authorization } = await drupalSignIn(world, address);
  if (authorization === undefined) return answered(heard, 'failed', remote);
  return work(drupalAsk(world, address, authorization));
}

async function deliver(
  ask: DrupalAsk,
  { place, settings }: DestinationAddress,
  asked: Shipment,
  remote: Remote | undefined,
): Promise<DeliveryAnswer> {
  const field = imageField(settings);
  const shipment = field === undefined ? { ...asked, pictures: [] } : asked;
  const { placementId } = shipment;
  const found = await ask('GET', nodePath(settings, placementId));
  if (!isGood(found) && !isGone(found)) return answered(found, 'failed', remote);
  const media: Record<string, RemoteMedia> = { ...remote?.media };
  const brokenOff = await layPictures(shipment, media, (picture, index) =>
    layPicture(
      ask,
      { place, route: `${nodesPath(settings)}/${field ?? ''}` },
      { ...picture, fileName: `${fileStem(placementId)}${index + 1}.${pictureEnding(picture.mediaType)}` },
    ),
  );
  const soFar: Remote = { ...remote, id: placementId, media };
  if (brokenOff) return { ...brokenOff, remote: soFar };
  const heard = await putNode(ask, settings, isGood(found), nodeOf(settings, shipment, media));
  const url = isGood(heard) ? publicAddress(place, heard) : undefined;
  if (url === undefined) return answered(heard, 'failed', soFar);
  return answered(heard, 'done', { ...soFar, url });
}

/** A conflict: it was made by an attempt whose answer was lost, and a cache of the site does not know it yet. */
async function putNode(ask: DrupalAsk, settings: Settings, isThere: boolean, data: Node): Promise<Heard> {
  const change = () => ask('PATCH', nodePath(settings, data.id), { data });
  if (isThere) return change();
  const made = await ask('POST', nodesPath(settings), { data });
  return made.status === 409 ? change() : made;
}

type Node = JsonObject & { readonly id: string; readonly attributes: JsonObject };

/** Titles have at most 255 characters there. */
const LONGEST_TITLE = 255;

function nodeOf(
  settings: Settings,
  { placementId, language, headline, summary, html, pictures }: Shipment,
  media: Readonly<Record<string, RemoteMedia>>,
): Node {
  const [first] = pictures;
  const featured = first && media[first.guid];
  const shown = first && featured ? pictureShown(featured, first.caption) : null;
  return {
    ...namedNode(settings, placementId),
    attributes: {
      title: Array.from(headline).slice(0, LONGEST_TITLE).join(''),
      body: {
        value: countedIn(
          html((guid) => media[guid]?.url),
          Object.values(media),
        ),
        format: settings['format'] ?? 'basic_html',
        ...(summary === undefined ? {} : { summary }),
      },
      langcode: settings['langcode'] ?? language.toLowerCase(),
      status: settings['status'] !== 'draft',
    },
    ...pictureField(settings, shown),
  };
}

function namedNode(settings: Settings, id: string) {
  return { type: `node--${typeOf(settings)}`, id };
}

function pictureShown({ id }: RemoteMedia, caption: string): JsonObject {
  return { type: 'file--file', id, meta: { alt: Array.from(caption).slice(0, 512).join('') } };
}

function pictureField(settings: Settings, data: JsonObject | null): JsonObject {
  const field = imageField(settings);
  return field === undefined ? {} : { relationships: { [field]: { data } } };
}

/** What the editor of Drupal writes beside a picture: by it the site knows that the file is in use, and does not clear it away. */
function countedIn(html: string, media: readonly RemoteMedia[]): string {
  return media.reduce(
    (text, { id, url }) =>
      text.replaceAll(`src="${url}"`, `src="${url}" data-entity-type="file" data-entity-uuid="${id}"`),
    html,
  );
}

async function layPicture(
  ask: DrupalAsk,
  { place, route }: { readonly place: string; readonly route: string },
  { fileName: name, bytes }: ShippedPicture,
): Promise<LaidPicture> {
  const heard = await ask('POST', route, { file: { name, bytes } });
  const { id, attributes } = resourceIn(heard);
  const uri = isJsonObject(attributes) ? attributes['uri'] : undefined;
  const url = isJsonObject(uri) ? uri['url'] : undefined;
  if (!isGood(heard) || typeof id !== 'string' || typeof url !== 'string') return { heard };
  return { heard, media: { id, url: new URL(url, place).href } };
}

/** In the language of the story; nobody but the editors of the site sees it. */
const KILLED: Readonly<Record<string, string>> = {
  vi: 'Tin đã bị hãng gốc gỡ bỏ',
  zh: '本稿已由原发机构撤销',
  en: 'This story was killed by its agency',
};

async function withdraw(
  ask: DrupalAsk,
  settings: Settings,
  { placementId, language, isKill }: CallBack,
  remote: Remote | undefined,
): Promise<DeliveryAnswer> {
  const [primary = ''] = language.split('-');
  const emptied = { title: KILLED[primary] ?? KILLED['en'] ?? '', body: null };
  const node = {
    ...namedNode(settings, placementId),
    attributes: { status: false, ...(isKill ? emptied : {}) },
    ...pictureField(settings, null),
  };
  const heard = await ask('PATCH', nodePath(settings, placementId), { data: node });
  if (!isGood(heard) && !isGone(heard)) return answered(heard, 'failed', remote);
  const media = { ...remote?.media };
  const notRemoved = await removePictures(ask, placementId, media);
  return answered(notRemoved ?? heard, notRemoved ? 'failed' : 'done', {
    ...remote,
    id: placementId,
    media,
  });
}

/** Those we know of, and those whose answer was lost; `media` loses what is gone. Gives the first answer that is no success. */
async function removePictures(
  ask: DrupalAsk,
  placementId: string,
  media: Record<string, RemoteMedia>,
): Promise<Heard | undefined> {
  const search = new URLSearchParams({
    'filter[name][condition][path]': 'filename',
    'filter[name][condition][operator]': 'STARTS_WITH',
    'filter[name][condition][value]': fileStem(placementId),
    'page[limit]': String(MOST_PICTURES * 2),
  });
  const lost = await ask('GET', `file/file?${search.toString()}`);
  const { data } = objectIn(lost);
  if (!isGood(lost) || !Array.isArray(data)) return lost;
  const found = data.flatMap((one: Json) =>
    isJsonObject(one) && typeof one['id'] === 'string' ? [one['id']] : [],
  );
  for (const id of new Set([...Object.values(media).map((one) => one.id), ...found])) {
    const heard = await ask('DELETE', `file/file/${id}`);
    if (!isGood(heard) && !isGone(heard)) return heard;
    for (const [guid, one] of Object.entries(media)) if (one.id === id) delete media[guid];
  }
  return undefined;
}

async function tryOut(
  world: DestinationWorld,
  address: DestinationAddress,
  messageId: string,
): Promise<readonly TrialStep[]> {
  const { settings } = address;
  const root = await drupalAsk(world, address)('GET', '');
  const isDrupal = isGood(root) && 'jsonapi' in objectIn(root);
  const steps = [step('reachable', brief(root), isDrupal)];
  if (!isDrupal) return steps;
  const { heard: signed, authorization } = await drupalSignIn(world, address);
  if (authorization === undefined) return [...steps, step('credentials', signed, false)];
  const ask = drupalAsk(world, address, authorization);
  const me = await ask('GET', '');
  // The entry point greets whom it knows, and answers everybody else just as well.
  const { meta } = objectIn(me);
  const isKnown = isGood(me) && isJsonObject(meta) && 'links' in meta;
  steps.push(step('credentials', brief(me), isKnown));
  if (!isKnown) return steps;
  const node = { ...namedNode(settings, messageId), attributes: { title: 'Pactwire', status: false } };
  const made = await ask('POST', nodesPath(settings), { data: node });
  steps.push(step('draft-made', made));
  if (!isGood(made)) return steps;
  return [...steps, step('draft-removed', await ask('DELETE', nodePath(settings, messageId)))];
}

/** The entry point lists every kind of content; the version and who we are is enough to know it by. */
function brief(heard: Heard): Heard {
  const { jsonapi, meta } = objectIn(heard);
  return jsonapi === undefined ? heard : { ...heard, text: JSON.stringify({ jsonapi, meta }) };
}

function publicAddress(place: string, heard: Heard): string | undefined {
  const { attributes } = resourceIn(heard);
  if (!isJsonObject(attributes)) return undefined;
  const { path, drupal_internal__nid: nid } = attributes;
  const alias = isJsonObject(path) ? path['alias'] : undefined;
  if (typeof alias === 'string' && alias !== '') return `${place}${alias}`;
  return typeof nid === 'number' ? `${place}/node/${nid}` : undefined;
}

function resourceIn(heard: Heard): JsonObject {
  const { data } = objectIn(heard);
  return isJsonObject(data) ? data : {};
}

function typeOf(settings: Settings): string {
  return settings['type'] ?? 'article';
}

function imageField(settings: Settings): string | undefined {
  const field = settings['image'] ?? 'field_image';
  return field === 'none' ? undefined : field;
}

function nodesPath(settings: Settings): string {
  return `node/${typeOf(settings)}`;
}

function nodePath(settings: Settings, id: string): string {
  return `${nodesPath(settings)}/${id}`;
}

function fileStem(placementId: string): string {
  return `pw-${placementId}-`;
}
