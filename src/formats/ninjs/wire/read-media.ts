import { isJsonObject, type Json } from '#kernel/json.ts';
import type { Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import { webUrl } from '../../html/web-url.ts';
import { oneLine } from '../../item-text.ts';
import type { WireItem, WireNeeds } from '../../wire/wire-item.ts';
import { LooseJson } from './loose-json.ts';
import { onlyGiven } from '../../only-given.ts';
import type { NinjsReading } from './ninjs-reading.ts';

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

/** Reads an object as an item of its own: associations are items inside items. */
type ReadItem = (json: LooseJson, needs: WireNeeds) => Result<WireItem, FormatRefusal>;

/** Renditions with their facts, and the items that go with this one; a related story is a link. */
export function readNinjsMedia(reading: NinjsReading, readItem: ReadItem): void {
  for (const one of entriesOf(reading.json, 'renditions')) addRendition(reading, one);
  for (const one of entriesOf(reading.json, 'attachments')) addRendition(reading, one);
  for (const one of entriesOf(reading.json, 'associations')) addAssociation(reading, one, readItem);
}

function addRendition({ item, needs }: NinjsReading, { name, json }: Named): void {
  const line = (...names: readonly string[]) => oneLine(json.text(...names)?.value ?? '');
  const href = webUrl(line('href', 'url'), needs.baseUrl);
  const named = line('media', 'residref', 'href', 'url');
  const residRef = href === undefined && named !== '' ? named : undefined;
  const title = line('title');
  const role = oneLine(name ?? '') || line('name', 'role', 'rendition') || 'main';
  if (href === undefined && residRef === undefined) {
    item.dropped.add(json.at, role, 'the rendition has no address');
    return;
  }
  item.add(
    'renditions',
    { role, ...onlyGiven({ href, residRef, title, ...factsOf(json) }), at: json.at },
    json.at,
  );
}

function factsOf(json: LooseJson) {
  const count = (...names: readonly string[]) => {
    const written = json.text(...names)?.value ?? '';
    return /^\d{1,15}$/.test(written) ? Number(written) : undefined;
  };
  const seconds = Number(json.text('duration')?.value);
  return {
    mediaType: json.text('contenttype', 'mimetype', 'type')?.value.trim().toLowerCase(),
    fileName: json.text('filename')?.value,
    width: count('width'),
    height: count('height'),
    sizeBytes: count('sizeinbytes', 'length', 'size'),
    durationSeconds: seconds > 0 ? seconds : undefined,
  };
}

function addAssociation(reading: NinjsReading, { name, json }: Named, readItem: ReadItem): void {
  const { item, needs } = reading;
  const read = readItem(json, needs);
  if (!read.ok) {
    item.dropped.add(json.at, name ?? 'association', read.error.detail);
    return;
  }
  const whole = withAddress(read.value);
  const { uri, headline } = whole;
  if (uri === '') item.dropped.add(json.at, name ?? 'association', 'it has no uri');
  else if (isToRead(whole))
    item.add(
      'links',
      { rel: name ?? 'related', uri, ...(headline === undefined ? {} : { title: headline }), at: json.at },
      json.at,
    );
  else item.add('associations', whole, json.at);
}

/** Where a picture has no identity, the address of its file is one. */
function withAddress(one: WireItem): WireItem {
  const [first] = one.renditions;
  return one.uri === '' ? { ...one, uri: first?.href ?? first?.residRef ?? '' } : one;
}

function isToRead({ type, renditions }: WireItem): boolean {
  if (type === 'text' || type === 'composite') return true;
  return type !== 'picture' && type !== undefined && renditions.length === 0;
}
