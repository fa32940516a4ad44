import type { NewsType } from '#domain/item/item.ts';
import { webUrl } from '../html/web-url.ts';
import { severalLines } from '../item-text.ts';
import type { JsonReading } from '../json/json-reading.ts';
import { onlyGiven } from '../only-given.ts';
import { setOnce } from '../wire/set-once.ts';
import { createWireItem, type WireItemBuilder } from '../wire/wire-item-builder.ts';
import type { WireNeeds } from '../wire/wire-item.ts';
import { wireTime } from '../wire/wire-time.ts';

/** What dpa calls a picture, a film or a sound; `composite` says nothing, since dpa calls every entry so. */
export function typeNamed(name: string | undefined): NewsType | undefined {
  return name === undefined ? undefined : TYPES.get(name.toLowerCase());
}

const TYPES: ReadonlyMap<string, NewsType> = new Map([
  ['text', 'text'],
  ['article', 'text'],
  ['image', 'picture'],
  ['picture', 'picture'],
  ['graphic', 'graphic'],
  ['video', 'video'],
  ['audio', 'audio'],
]);

/**
 * Reads what goes with an entry. One that is called by the entry's own name is the entry itself, which is then a picture or a sound
 * and no text.
 */
export function readDpaMedia(item: WireItemBuilder, reading: JsonReading, needs: WireNeeds): void {
  readDescriptions(item, reading);
  const own = reading.line('urn');
  for (const association of reading.objects('associations')) {
    const isItself = association.line('urn') === own && own !== undefined && !item.has('body');
    const media = isItself ? item : createWireItem(association.at);
    readMedia(media, association, needs);
    if (!isItself) item.add('associations', media.build(), association.at);
  }
}

function readDescriptions(item: WireItemBuilder, reading: JsonReading): void {
  for (const description of reading.objects('descriptions')) {
    const text = severalLines(description.text('description') ?? '');
    const role = description.line('role') ?? '';
    if (!item.has('summary')) item.set('summary', text, description.at);
    else if (text !== '') item.dropped.add(description.at, `${role} ${text}`, 'one description is kept');
  }
}

function readMedia(media: WireItemBuilder, association: JsonReading, needs: WireNeeds): void {
  media.set('uri', association.line('urn'), association.place('urn'));
  setOnce(media, 'version', association.line('version'), association.place('version'));
  media.set('type', typeNamed(association.line('type')), association.place('type'));
  media.date(
    'versionCreated',
    wireTime(association.line('version_created')),
    association.place('version_created'),
  );
  setOnce(media, 'headline', association.line('headline'), association.place('headline'));
  setOnce(media, 'summary', severalLines(association.text('caption') ?? ''), association.place('caption'));
  setOnce(media, 'creditLine', association.line('creditline'), association.place('creditline'));
  for (const rendition of association.objects('renditions')) readRendition(media, rendition, needs);
  association.listUnread(media.dropped, new Set(['rank', 'is_featureimage']));
}

function readRendition(media: WireItemBuilder, rendition: JsonReading, needs: WireNeeds): void {
  const { at } = rendition;
  const href = webUrl(rendition.line('url') ?? '', needs.baseUrl);
  if (href === undefined)
    return media.dropped.add(at, `rendition ${rendition.line('url') ?? ''}`, 'it has no web address');
  media.add(
    'renditions',
    {
      // dpa tells its renditions apart by the length of their longer side.
      role:
        rendition.line('role') ??
        (rendition.line('size') === undefined ? 'main' : `s${rendition.line('size')}`),
      href,
      ...onlyGiven({
        mediaType: rendition.line('mimetype')?.toLowerCase(),
        width: rendition.count('width'),
        height: rendition.count('height'),
        sizeBytes: rendition.count('filesize'),
        durationSeconds: rendition.count('duration'),
      }),
      at,
    },
    at,
  );
  rendition.listUnread(
    media.dropped,
    new Set(['fovealarea', 'audiobitrate', 'audiosamplerate', 'videocodec']),
  );
}
