import type { DroppedList } from '../dropped-list.ts';
import type { WireCode, WireItem } from './wire-item.ts';

/** Lists what a wire item says and an item of ours has no place for. Dates of the content and the provider's name say nothing new. */
export function listUnkept(wire: WireItem, dropped: DroppedList): void {
  const lose = (what: string, at: string) => dropped.add(at, what, 'an item has no place for it');
  const at = (field: string) => wire.sources[field] ?? wire.at;
  for (const [field, texts] of listsOf(wire))
    for (const [index, text] of texts.entries())
      lose(`${NAMES[field]} ${text}`.trim(), at(`${field}/${index}`));
  for (const link of wire.links)
    if (!OWN_PAGES.has(link.rel) && !isAssociated(wire, link.uri))
      lose(`link ${link.rel} ${link.uri ?? link.href ?? ''}`, link.at);
  for (const field of ['priority', 'copyrightHolder'] as const) {
    const value = wire[field];
    if (value !== undefined) lose(`${field} ${value}`, at(field));
  }
  if (wire.dates.expires !== undefined) lose(`expires ${wire.dates.expires}`, at('dates/expires'));
}

const NAMES = {
  headlines: 'headline',
  keywords: 'keyword',
  genres: 'genre',
  signals: 'signal',
  altIds: 'altId',
  infoSources: 'infoSource',
  places: 'place',
} as const;

/** Every list that is lost, entry by entry; of places only those that have no name are. */
function listsOf(wire: WireItem): readonly (readonly [keyof typeof NAMES, readonly string[]])[] {
  return [
    ['headlines', (wire.headlines ?? []).map(({ role, text }) => `${role} ${text}`)],
    ['keywords', wire.keywords],
    ['genres', wire.genres.map(wordOf)],
    ['signals', wire.signals.map(codeOf)],
    ['altIds', (wire.altIds ?? []).map(codeOf)],
    ['infoSources', (wire.infoSources ?? []).map(wordOf)],
    ['places', wire.places.flatMap(({ name, code = '' }) => (name === undefined ? [code] : []))],
  ];
}

function wordOf({ name, code }: WireCode): string {
  return name ?? code;
}

function codeOf({ name = '', code }: WireCode): string {
  return code || name;
}

/** Pages of the item itself, one of which becomes its address. */
const OWN_PAGES: ReadonlySet<string> = new Set(['canonical', 'alternate']);

function isAssociated({ associations }: WireItem, uri: string | undefined): boolean {
  return uri !== undefined && associations.some((one) => one.uri === uri);
}
