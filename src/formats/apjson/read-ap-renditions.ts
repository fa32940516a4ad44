import { webUrl } from '../html/web-url.ts';
import { JsonReading } from '../json/json-reading.ts';
import { onlyGiven } from '../only-given.ts';
import type { WireItemBuilder } from '../wire/wire-item-builder.ts';
import type { WireNeeds } from '../wire/wire-item.ts';

/** The technical forms of an item. Those that are text, of a story or of a caption, are links: they are documents of their own. */
export function readApRenditions(item: WireItemBuilder, reading: JsonReading, needs: WireNeeds): void {
  const renditions = reading.object('renditions');
  for (const name of renditions?.names() ?? []) {
    const listed = renditions?.objects(name) ?? [];
    const own = renditions?.object(name);
    for (const rendition of own?.line('href') === undefined ? listed : [own])
      if (rendition) readRendition(item, name, rendition, needs);
  }
}

function readRendition(item: WireItemBuilder, name: string, rendition: JsonReading, needs: WireNeeds): void {
  const href = webUrl(rendition.line('href') ?? '', needs.baseUrl);
  const id = rendition.line('contentid');
  const title = rendition.line('title');
  const { at } = rendition;
  if (href === undefined && id === undefined)
    return item.dropped.add(at, `rendition ${name}`, 'it has no web address');
  const words = rendition.count('words');
  if (rendition.line('type') === 'text') {
    if (!item.has('wordCount')) item.set('wordCount', words, at);
    item.add('links', { rel: 'irel:altRep', ...onlyGiven({ href, title }), at }, at);
    return;
  }
  const milliseconds = rendition.count('totalduration');
  item.add(
    'renditions',
    {
      role: name,
      ...onlyGiven({
        href,
        residRef: href === undefined ? id : undefined,
        mediaType: rendition.line('mimetype')?.toLowerCase(),
        fileName: rendition.line('originalfilename'),
        width: rendition.count('width'),
        height: rendition.count('height'),
        sizeBytes: rendition.count('sizeinbytes'),
        durationSeconds: milliseconds === undefined ? undefined : milliseconds / 1000,
        title,
      }),
      at,
    },
    at,
  );
}
