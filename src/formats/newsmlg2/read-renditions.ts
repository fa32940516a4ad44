import { webUrl } from '../html/web-url.ts';
import { oneLine } from '../item-text.ts';
import { onlyGiven } from '../only-given.ts';
import { fromBase64 } from '../wire/from-base64.ts';
import type { WireRendition } from '../wire/wire-item.ts';
import { textOf, type XmlElement } from '../xml/xml-element.ts';
import type { G2Source } from './g2-source.ts';
import { iptcCode } from './qcodes.ts';

/** The technical forms of a picture, film or sound: elsewhere, under a name of the provider, or inside the document. */
export function readRenditions(source: G2Source): void {
  const { reading, item, element } = source;
  const contentSet = reading.first(element, 'contentSet');
  for (const remote of reading.all(contentSet, 'remoteContent')) addRemote(source, remote);
  for (const inline of reading.all(contentSet, 'inlineData')) {
    if (!inline.attributes.has('encoding')) continue;
    const bytes = /base64/i.test(inline.attributes.get('encoding') ?? '')
      ? fromBase64(textOf(inline))
      : undefined;
    if (bytes === undefined) item.dropped.add(inline.at, 'inlineData', 'its encoding is not base64');
    else
      item.add('renditions', { ...factsOf(source, inline), embedded: { bytes }, at: inline.at }, inline.at);
  }
  const contentMeta = reading.first(element, 'contentMeta');
  for (const icon of reading.all(contentMeta, 'icon')) {
    reading.take(icon);
    const href = webUrl(icon.attributes.get('href') ?? '', source.needs.baseUrl);
    if (href === undefined) item.dropped.add(icon.at, 'icon', 'the icon has no web address');
    else item.add('links', { rel: 'icon', href, at: icon.at }, icon.at);
  }
}

function addRemote(source: G2Source, remote: XmlElement): void {
  const { reading, item, needs } = source;
  reading.take(remote);
  const written = remote.attributes.get('href');
  const href = webUrl(written ?? '', needs.baseUrl);
  const residRef = remote.attributes.get('residref') ?? (href === undefined ? written : undefined);
  if (href === undefined && residRef === undefined) {
    item.dropped.add(remote.at, 'remoteContent', 'the rendition has no address');
    return;
  }
  item.add(
    'renditions',
    {
      ...factsOf(source, remote),
      ...onlyGiven({ href, residRef: residRef && oneLine(residRef) }),
      at: remote.at,
    },
    remote.at,
  );
}

function factsOf({ qcodes, reading }: G2Source, content: XmlElement): Omit<WireRendition, 'at'> {
  const uri = qcodes.uriOf(content, 'rendition');
  const code = content.attributes.get('rendition');
  const fileName = oneLine(
    reading.text(reading.first(content, 'fileName')) ?? content.attributes.get('filename') ?? '',
  );
  return {
    role: oneLine(renditionCode(uri) ?? code?.split(':').at(-1) ?? uri ?? 'main') || 'main',
    ...onlyGiven({
      mediaType: content.attributes.get('contenttype')?.trim().toLowerCase(),
      width: countOf(content, 'width'),
      height: countOf(content, 'height'),
      sizeBytes: countOf(content, 'size'),
      durationSeconds: secondsOf(content.attributes.get('duration')),
      title: oneLine(reading.text(reading.first(content, 'title')) ?? ''),
      fileName,
    }),
  };
}

/** One of IPTC's codes, or what our own writer put in the place of one. */
function renditionCode(uri: string | undefined): string | undefined {
  const code = iptcCode(uri, 'rendition');
  try {
    return code && decodeURIComponent(code);
  } catch {
    // A broken escape is somebody else's code, taken as it is.
    return code;
  }
}

function countOf(element: XmlElement, name: string): number | undefined {
  const written = element.attributes.get(name)?.trim() ?? '';
  return /^\d{1,15}$/.test(written) ? Number(written) : undefined;
}

/** Seconds, or a clock time. */
function secondsOf(written: string | undefined): number | undefined {
  const clock = /^(?:(\d+):)?(\d+):(\d+)(?:[.:]\d+)?$/.exec(written?.trim() ?? '');
  if (clock) return Number(clock[1] ?? 0) * 3600 + Number(clock[2]) * 60 + Number(clock[3]);
  const seconds = Number(written);
  return written !== undefined && written.trim() !== '' && seconds >= 0 && seconds < 1e9
    ? seconds
    : undefined;
}
