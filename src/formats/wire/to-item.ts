import { accept, refuse, type Result } from '#kernel/result.ts';
import { restrictingWords } from '#domain/agreement/restrictions/words-of-restriction.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import type { Finding } from '#domain/item/finding.ts';
import type { Association, ItemVersion, PubStatus, Rendition, Subject } from '#domain/item/item.ts';
import { createDroppedList, type DroppedList } from '../dropped-list.ts';
import { beginning, languageTag } from '../item-text.ts';
import { onlyGiven } from '../only-given.ts';
import { versionNumber, type Note, type ReadItem, type ReadNeeds } from '../read-item.ts';
import { listUnkept } from './list-unkept.ts';
import { isOrder, noteOthers } from './other-items.ts';
import { resolveEmbargo, resolveTime } from './resolve-time.ts';
import type { WireItem, WireTime } from './wire-item.ts';

type ToItemNeeds = ReadNeeds & { readonly provider: string; readonly timeZone?: string };
type Making = {
  readonly wire: WireItem;
  readonly dropped: DroppedList;
  readonly note: Note;
  readonly needs: ToItemNeeds;
};

/**
 * What this house keeps of a wire's news item, with every assumption noted and every field that an item has no place for listed.
 * A story under an embargo whose end cannot be read is withheld (I13). Private passages stay behind (I26); what they restrict
 * binds all the same. Refused: what is no news, usable items of a document that ends in the middle, and those without a word; an order about another item needs none, and is carried
 * out while the notice itself is withheld.
 */
export function toItem(wire: WireItem, needs: ToItemNeeds): Result<ReadItem, FormatRefusal> {
  if (isCutStory(wire)) return refuse({ code: 'document-cut-short', at: wire.at, detail: CUT_SHORT });
  const asked = askedOf(wire);
  // A stop may say no more than what it stops.
  const newsType = wire.type ?? (asked === 'usable' ? undefined : 'text');
  if (wire.kind !== 'news' || newsType === undefined) return refuse(whyNoNews(wire));
  const findings: Finding[] = [...wire.warnings];
  const dropped = createDroppedList();
  for (const { at, what, why } of wire.dropped) dropped.add(at, what, why);
  const note: Note = (code, at, detail) => findings.push({ code, at, detail });
  const making: Making = { wire, dropped, note, needs };
  const headline = headlineOf(making) ?? (asked === 'usable' ? undefined : '');
  if (headline === undefined) return no(wire.at, 'The item has no headline and no text.');
  const { links } = wire;
  const item: ItemVersion = {
    guid: wire.uri,
    ...timesOf(making),
    provider: needs.provider,
    newsType,
    ...underEmbargo(making, asked),
    language: languageOf(making),
    headline,
    ...onlyGiven({
      summary: wire.summary,
      byline: wire.byline,
      dateline: wire.dateline,
      slugline: wire.slugline,
      creditLine: wire.creditLine,
      copyrightNotice: wire.copyrightNotice,
      usageTerms: wire.usageTerms,
      urgency: wire.urgency,
      canonicalUrl: (
        links.find(({ rel }) => rel === 'canonical') ?? links.find(({ rel }) => rel === 'alternate')
      )?.href,
    }),
    ...notesOf(making),
    subjects: subjectsOf(making),
    places: placesOf(making),
    blocks: wire.body,
    renditions: renditionsOf(wire, dropped),
    associations: associationsOf(making),
  };
  noteOthers(wire, note);
  listUnkept(wire, dropped);
  return accept({ item, dropped: dropped.all(), findings });
}

/** An order alone, and what stands in a document that ends in the middle, are not to be used. */
function askedOf(wire: WireItem): PubStatus {
  return isBareOrder(wire) || isCutUsable(wire) ? 'withheld' : pubStatusOf(wire);
}

/** What came after may have been an embargo, a note, or that it is withdrawn. */
function isCutUsable(wire: WireItem): boolean {
  return wire.isCut === true && pubStatusOf(wire) === 'usable';
}

/** Of a document that ends in the middle only an order to stop is taken, be it about another item. */
function isCutStory(wire: WireItem): boolean {
  return isCutUsable(wire) && !isOrder(wire);
}

const CUT_SHORT =
  'The document ends in the middle: what came after may restrict the story. Only a kill or a stop is taken out of it.';

/** `Kill urn:x:9` and no word more: nothing to offer, and an order all the same. */
function isBareOrder(wire: WireItem): boolean {
  const isBare = wire.type === undefined || firstWords(wire) === undefined;
  return isBare && pubStatusOf(wire) === 'usable' && isOrder(wire);
}

function whyNoNews({ kind, type, at }: WireItem): FormatRefusal {
  if (kind === 'news' && type === undefined)
    return { code: 'document-without-items', at, detail: 'The item says of no known class to be.' };
  return kind === 'package'
    ? {
        code: 'document-without-items',
        at,
        detail: 'A package only names items; they must come in the same document.',
      }
    : { code: 'document-kind-unsupported', at, detail: `A ${kind} is no news item.` };
}

/** A kill of this very item is one however the wire puts it; one about another item is told by `killsOf` and `stopsOf` (other-items.ts). */
export function pubStatusOf({ pubStatus, instruction, about }: WireItem): PubStatus {
  const isAboutItself = (about ?? []).length === 0;
  if (pubStatus === 'canceled' || (instruction === 'kill' && isAboutItself)) return 'canceled';
  if (pubStatus === 'withheld' || (instruction === 'withhold' && isAboutItself)) return 'withheld';
  return 'usable';
}

function timesOf(making: Making) {
  const { wire, note, needs } = making;
  const { dates } = wire;
  const written =
    dates.versionCreated ??
    dates.contentModified ??
    dates.published ??
    dates.contentCreated ??
    dates.firstCreated;
  const createdAt = resolveTime(written, needs.timeZone);
  const at = wire.sources['dates/versionCreated'] ?? wire.at;
  if (createdAt === undefined)
    note('time-assumed', at, `No time is given; ${needs.receivedAt}, when it came, is used.`);
  noteFloating(making, written, at);
  return {
    version: versionNumber(wire.version, createdAt, (detail) => {
      // Many wires count no versions; their time is their order, and nothing is guessed.
      if (wire.version !== undefined || createdAt === undefined)
        note('version-assumed', wire.sources['version'] ?? wire.at, `${detail}.`);
    }),
    versionCreatedAt: createdAt ?? needs.receivedAt,
  };
}

function noteFloating({ note, needs }: Making, time: WireTime | undefined, at: string): void {
  if (time !== undefined && !HAS_OFFSET.test(time))
    note('time-assumed', at, `${time} has no offset; it is taken as ${needs.timeZone ?? 'UTC'}.`);
}

/** The end of its embargo; where one is laid without an end, a usable item is withheld. */
function underEmbargo({ wire, note, needs }: Making, asked: PubStatus) {
  const embargoEndAt = resolveEmbargo(wire.embargo, needs.timeZone);
  noteVagueEnd({ note, needs }, wire, embargoEndAt);
  if (embargoEndAt !== undefined) return { pubStatus: asked, embargoEndAt };
  const isLaid = wire.isEmbargoed === true || wire.embargo !== undefined;
  if (!isLaid || asked !== 'usable') return { pubStatus: asked };
  note(
    'embargo-open',
    wire.sources['isEmbargoed'] ?? wire.sources['embargo'] ?? wire.at,
    'An embargo lies on it whose end cannot be read: it is withheld until a version comes that gives the end or has no embargo.',
  );
  return { pubStatus: 'withheld' } as const;
}

/** `HH:MM` with an offset says everything; a day, or an hour of no zone, may mean several moments. */
function noteVagueEnd(
  { note, needs }: Pick<Making, 'note' | 'needs'>,
  wire: WireItem,
  end: string | undefined,
): void {
  const { embargo } = wire;
  if (embargo === undefined || end === undefined || HAS_OFFSET.test(embargo)) return;
  const isDay = !embargo.includes('T');
  if (!isDay && needs.timeZone !== undefined)
    return note(
      'time-assumed',
      wire.sources['embargo'] ?? wire.at,
      `${embargo} has no offset; it is taken as ${needs.timeZone}.`,
    );
  const why = isDay ? 'names a day and no time' : 'has no offset, and its zone is not known';
  note(
    'embargo-assumed',
    wire.sources['embargo'] ?? wire.at,
    `The end of the embargo, ${embargo}, ${why}; it holds until ${end}, the latest that this can mean.`,
  );
}

const HAS_OFFSET = /(?:Z|[+-]\d\d:\d\d)$/;

function languageOf({ wire, note }: Making): string {
  const at = wire.sources['language'] ?? wire.at;
  const tag = wire.language === undefined ? undefined : languageTag(wire.language);
  if (wire.language === undefined) note('language-assumed', at, 'No language is given.');
  else if (tag === undefined)
    note('language-malformed', at, `"${beginning(wire.language, 40)}" is no language tag.`);
  return tag ?? 'und';
}

function headlineOf({ wire, note }: Making): string | undefined {
  const first = firstWords(wire);
  if (first === undefined || wire.headline !== undefined) return first;
  note('headline-assumed', wire.at, 'No headline is given; the first words are used.');
  return beginning(first, 120);
}

function firstWords({ headline, body, summary, slugline }: WireItem): string | undefined {
  const others = [body[0]?.text, summary, slugline];
  return headline ?? others.find((text) => text !== undefined && text.trim() !== '');
}

function notesOf({ wire, dropped }: Making) {
  const shown: string[] = [];
  const restrictions: string[] = [];
  for (const { text, audience, role, at } of wire.edNotes) {
    if (audience === 'partner') shown.push(text);
    else {
      dropped.add(at, `edNote ${role ?? ''}`.trim(), 'the note is not for partners');
      restrictions.push(...restrictingWords(text));
    }
  }
  for (const { kind, text, at } of wire.private) {
    dropped.add(at, kind, 'it is not for partners');
    restrictions.push(...restrictingWords(text));
  }
  return {
    ...onlyGiven({ editorialNote: shown.join('\n') }),
    ...(restrictions.length > 0 ? { privateRestrictions: restrictions } : {}),
  };
}

/** A subject that is no topic is about the nearest one above it, where nothing else is. */
function subjectsOf({ wire, dropped }: Making): readonly Subject[] {
  const known = new Set(
    wire.subjects.flatMap(({ mediaTopic, broader = [] }) => (mediaTopic ? [mediaTopic, ...broader] : [])),
  );
  return wire.subjects.flatMap((subject, index) => {
    const { mediaTopic, name, code, broader = [] } = subject;
    if (mediaTopic !== undefined)
      return [{ code: mediaTopic, ...(name === undefined ? {} : { name }), broader }];
    const at = wire.sources[`subjects/${index}`] ?? wire.at;
    dropped.add(at, `subject ${name ?? code}`, 'the subject is no media topic');
    const [above, ...further] = broader;
    if (above === undefined || known.has(above)) return [];
    known.add(above);
    return [{ code: above, broader: further }];
  });
}

function placesOf({ wire }: Making): readonly string[] {
  const names = wire.places.flatMap(({ role, name }) => (role === 'dateline' ? [] : (name ?? [])));
  return [...new Set(names)];
}

function renditionsOf(wire: WireItem, dropped: DroppedList): readonly Rendition[] {
  return wire.renditions.flatMap((one) => {
    const { role, href, mediaType = 'application/octet-stream', width, height, sizeBytes } = one;
    if (href !== undefined) return [{ role, href, mediaType, ...onlyGiven({ width, height, sizeBytes }) }];
    dropped.add(
      one.at,
      `rendition ${one.residRef ?? one.fileName ?? role}`,
      'the rendition has no web address',
    );
    return [];
  });
}

/** What goes with the text; a picture that nothing names is named by the text and its place there, if it can be fetched at all. */
function associationsOf(making: Making): readonly Association[] {
  const { wire, dropped } = making;
  return wire.associations.flatMap((one, index) => {
    const stop = whyStopped(one, making);
    if (stop !== undefined) {
      dropped.add(one.at, `${one.type ?? 'picture'} ${one.uri}`.trim(), stop);
      return [];
    }
    const made = associationOf(one, wire, dropped);
    if (one.uri !== '') return [made];
    return made.renditions.length === 0 ? [] : [{ ...made, guid: `${wire.uri}#${index + 1}` }];
  });
}

/** A picture may be stopped or held by what its own file says; then the text goes without it. */
function whyStopped(picture: WireItem, { wire, needs }: Making): string | undefined {
  if (pubStatusOf(wire) !== 'usable') return undefined; // they stop together
  const pubStatus = pubStatusOf(picture);
  if (pubStatus !== 'usable') return `it is ${pubStatus}`;
  if (picture.isEmbargoed === true && picture.embargo === undefined)
    return 'an embargo lies on it whose end cannot be read';
  if (picture.embargo === undefined) return undefined;
  const [end, textEnd] = [picture.embargo, wire.embargo].map((time) => resolveEmbargo(time, needs.timeZone));
  const isFree = end !== undefined && (end <= needs.receivedAt || (textEnd !== undefined && end <= textEnd));
  return isFree ? undefined : `it is under embargo until ${picture.embargo}`;
}

/** A picture with its own terms and what its notes say of its use, unless they are those of the text. */
function associationOf(wire: WireItem, text: WireItem, dropped: DroppedList): Association {
  const notes = wire.edNotes.flatMap((note) => (note.audience === 'partner' ? [note.text] : []));
  const usageTerms = [...(wire.usageTerms === text.usageTerms ? [] : [wire.usageTerms]), ...notes]
    .filter((one) => one !== undefined)
    .join('\n');
  return {
    guid: wire.uri,
    newsType: wire.type ?? 'picture',
    ...onlyGiven({
      headline: wire.headline,
      caption: wire.summary,
      // Where nobody else is named, who took it is credited.
      creditLine: wire.creditLine ?? wire.byline,
      usageTerms,
    }),
    renditions: renditionsOf(wire, dropped),
  };
}

function no(at: string, detail: string): Result<never, FormatRefusal> {
  return refuse({ code: 'document-without-items', at, detail });
}
