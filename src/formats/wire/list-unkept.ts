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
  for (const picture of wire.associations) listOfPicture(picture, wire, dropped);
}

/** Of what goes with a text its address, its words, whom to credit and its terms are kept. */
function listOfPicture(picture: WireItem, text: WireItem, dropped: DroppedList): void {
  const name = picture.type ?? 'picture';
  for (const one of picture.dropped) dropped.add(one.at, one.what, one.why);
  for (const { kind, at } of picture.private) dropped.add(at, `${name} ${kind}`, 'it is not for partners');
  for (const [field, said] of lostOfPicture(picture, text))
    dropped.add(
      picture.sources[field] ?? picture.at,
      `${name} ${said}`,
      'a picture beside a text has no place for it',
    );
}

/** Field and words of what is lost; what the text says too is not. */
function lostOfPicture(picture: WireItem, text: WireItem): readonly (readonly [string, string])[] {
  const { byline, creditLine } = picture;
  const single = (['slugline', 'copyrightNotice', 'embargo'] as const).flatMap((field) => {
    const value = picture[field];
    return value === undefined || value === text[field] ? [] : [[field, `${field} ${value}`] as const];
  });
  const isCredit = byline === undefined || creditLine === undefined || byline === creditLine;
  const lists = listsOf(picture).flatMap(([field, texts]) =>
    texts.map((said, index) => [`${field}/${index}`, `${NAMES[field]} ${said}`.trim()] as const),
  );
  const subjects = picture.subjects.map(
    ({ name, code }, index) => [`subjects/${index}`, `subject ${name ?? code}`] as const,
  );
  return [...single, ...(isCredit ? [] : [['byline', `byline ${byline}`] as const]), ...lists, ...subjects];
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
