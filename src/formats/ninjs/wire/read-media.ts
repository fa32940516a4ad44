import { isJsonObject, type Json } from '#kernel/json.ts';
import { webUrl } from '../../html/web-url.ts';
import { oneLine } from '../../item-text.ts';
import { LooseJson } from './loose-json.ts';
import { onlyGiven } from '../../only-given.ts';
import { readNinjsItem, type NinjsReading } from './parse-ninjs-wire.ts';

type Named = { readonly name?: string; readonly json: LooseJson };

/** The entries of a list, or of ninjs 1's map from names to entries. */
function entriesOf(json: LooseJson, name: string): readonly Named[] {
  const found = json.value(name);
  if (found === undefined) return [];
  const { at, value } = found;
  if (isJsonObject(value) && !('href' in value) && !('uri' in value))
    return Object.entries(value).flatMap(([key, one]) => placed(one, `${at}/${key}`, key));
  const list: readonly Json[] = Array.isArray(value) ? value : [value];
  return list.flatMap((one, index) => placed(one, Array.isArray(value) ? `${at}/${index}` : at));
}

/** An entry of a map may be a list again (Superdesk's galleries). */
function placed(value: Json, at: string, name?: string): readonly Named[] {
  if (Array.isArray(value)) {
    const list: readonly Json[] = value;
    return list.flatMap((one, index) => placed(one, `${at}/${index}`, name));
  }
  return isJsonObject(value)
    ? [{ json: new LooseJson(value, at), ...(name === undefined ? {} : { name }) }]
    : [];
}

/** Renditions with their facts, and the items that go with this one; a related story is a link. */
export function readNinjsMedia(reading: NinjsReading): void {
  for (const one of entriesOf(reading.json, 'renditions')) addRendition(reading, one);
  for (const one of entriesOf(reading.json, 'attachments')) addRendition(reading, one);
  for (const one of entriesOf(reading.json, 'associations')) addAssociation(reading, one);
}

function addRendition({ item, needs }: NinjsReading, { name, json }: Named): void {
  const href = webUrl(json.text('href', 'url')?.value ?? '', needs.baseUrl);
  const title = json.text('title', 'name')?.value;
  const residRef = json.text('media', 'residref', 'href')?.value;
  if (href === undefined && residRef === undefined) {
    item.dropped.add(json.at, name ?? title ?? 'rendition', 'the rendition has no address');
    return;
  }
  const count = (...names: readonly string[]) => {
    const value = Number(json.text(...names)?.value);
    return Number.isSafeInteger(value) && value >= 0 ? value : undefined;
  };
  const seconds = Number(json.text('duration')?.value);
  item.add(
    'renditions',
    {
      role: oneLine(name ?? json.text('name', 'role', 'rendition')?.value ?? 'main'),
      ...onlyGiven({
        href,
        residRef: href === undefined ? residRef : undefined,
        mediaType: json.text('contenttype', 'mimetype', 'type')?.value.trim().toLowerCase(),
        fileName: json.text('filename')?.value,
        width: count('width'),
        height: count('height'),
        sizeBytes: count('sizeinbytes', 'length', 'size'),
        durationSeconds: seconds > 0 ? seconds : undefined,
        title: title === undefined ? undefined : oneLine(title),
      }),
      at: json.at,
    },
    json.at,
  );
}

function addAssociation(reading: NinjsReading, { name, json }: Named): void {
  const { item, needs } = reading;
  const read = readNinjsItem(json, needs);
  if (!read.ok) {
    item.dropped.add(json.at, name ?? 'association', read.error.detail);
    return;
  }
  const { uri, type, headline, renditions } = read.value;
  if (uri === '') item.dropped.add(json.at, name ?? 'association', 'it has no uri');
  else if (
    type === 'text' ||
    type === 'composite' ||
    (type !== 'picture' && type !== undefined && renditions.length === 0)
  )
    item.add(
      'links',
      { rel: name ?? 'related', uri, ...(headline === undefined ? {} : { title: headline }), at: json.at },
      json.at,
    );
  else item.add('associations', read.value, json.at);
}
