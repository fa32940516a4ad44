import { oneLine } from '../item-text.ts';
import { onlyGiven } from '../only-given.ts';
import type { WireCode, WireNote, WirePlace, WireTime } from '../wire/wire-item.ts';
import { timeInWords } from '../wire/wire-clock.ts';
import { wireTime } from '../wire/wire-time.ts';
import { words } from '../words.ts';
import { allNamed, attributeOf, childNamed, childrenNamed, lineOf, listOthers } from '../xml/xml-lookup.ts';
import { isElement, textOf, type XmlElement } from '../xml/xml-element.ts';
import { isEditorsNote } from './nitf-view.ts';
import { placeOf } from './read-identified.ts';
import { linesOf } from './lines-of.ts';
import type { NitfBodyNeeds } from './nitf-needs.ts';

/** What `body.head` says, and the notes to editors wherever they stand in the body. */
export type NitfHead = {
  readonly headline?: string;
  /** `hl2` and further headlines; `role` is their class or id where they have one, else `subtitle` or `alternate`. */
  readonly headlines: readonly { readonly role: string; readonly text: string; readonly at: string }[];
  readonly byline?: string;
  readonly dateline?: string;
  readonly summary?: string;
  /** `distributor`. */
  readonly provider?: WireCode;
  readonly copyrightHolder?: string;
  readonly copyrightNotice?: string;
  readonly usageTerms?: string;
  /** `story.date`. */
  readonly contentCreated?: WireTime;
  readonly places: readonly WirePlace[];
  readonly notes: readonly WireNote[];
  /** Where each of the single fields stood. */
  readonly at: Readonly<Record<string, string>>;
};

/** Reads `body.head`; `body` is where notes to editors are looked for. */
export function readNitfHead(head: XmlElement | undefined, body: XmlElement, needs: NitfBodyNeeds): NitfHead {
  listOthers(head, READ, needs.dropped);
  const hedlines = childrenNamed(head, 'hedline');
  const bylines = childrenNamed(head, 'byline');
  const abstracts = childrenNamed(head, 'abstract');
  for (const another of abstracts.slice(1))
    needs.dropped.add(another.at, `abstract ${textOf(another)}`, 'one abstract is kept');
  const distributor = childNamed(head, 'distributor');
  const rights = childNamed(head, 'rights');
  const notes = allNamed(body, 'note');
  const copyrite = childNamed(head, 'copyrite');
  return {
    ...readHedlines(hedlines, head),
    ...onlyGiven({
      byline: bylines
        .map(bylineOf)
        .filter((text) => text !== '')
        .join(', '),
      summary: linesOf(abstracts[0]),
      provider: distributorOf(distributor),
      copyrightHolder: lineOf(
        childNamed(rights, 'rights.owner') ??
          childNamed(head, 'rights.owner') ??
          childNamed(copyrite, 'copyrite.holder'),
      ),
      copyrightNotice: [...notes.filter(isCopyright).map(linesOf), lineOf(copyrite)]
        .filter((text) => text !== undefined)
        .join('\n'),
      usageTerms: rightsWords(rights),
    }),
    ...readDatelines(childrenNamed(head, 'dateline'), needs),
    notes: notes.filter((note) => !isCopyright(note)).flatMap((note) => noteOf(note, head)),
    at: onlyGiven({
      headline: hedlines[0]?.at,
      byline: bylines[0]?.at,
      summary: abstracts[0]?.at,
      provider: distributor?.at,
      copyrightHolder: (rights ?? copyrite)?.at,
      copyrightNotice: copyrite?.at,
      usageTerms: rights?.at,
    }),
  };
}

const READ: ReadonlySet<string> = new Set(
  words('hedline note rights rights.owner byline distributor dateline abstract copyrite'),
);

function readHedlines(hedlines: readonly XmlElement[], head: XmlElement | undefined) {
  const lines = hedlines.flatMap((hedline) => {
    const inside = hedline.children.filter(isElement);
    return inside.length === 0 ? [hedline] : inside;
  });
  const main =
    lines.find((line) => line.name === 'hl1' && lineOf(line)) ?? lines.find((line) => lineOf(line));
  const headline = lineOf(main);
  return {
    ...onlyGiven({ headline }),
    headlines: [...lines, ...childrenNamed(head, 'hl2')].flatMap((line) => {
      const text = lineOf(line);
      if (line === main || text === undefined || text === headline) return [];
      const role = attributeOf(line, 'class') ?? attributeOf(line, 'id');
      return [{ role: role ?? (line.name === 'hl1' ? 'alternate' : 'subtitle'), text, at: line.at }];
    }),
  };
}

/** A byline with its parts kept apart: `By Ana Ruiz` and `Business Writer` stand in elements that touch. */
function bylineOf(byline: XmlElement): string {
  let text = '';
  for (const child of byline.children) {
    const isTitle = isElement(child) && child.name === 'byttl';
    const words = isElement(child) ? textOf(child) : child;
    if (isTitle && oneLine(words) !== '')
      text = `${text.trimEnd().replace(/,$/, '')}${text.trim() === '' ? '' : ', '}${words.trim()}`;
    else text += isElement(child) && text !== '' && !/\s$/.test(text) ? ` ${words}` : words;
  }
  return oneLine(text);
}

/** `HUE, Feb 17 XYZ`, `HUE, Vietnam (XYZ)`: the place is what comes first. */
function placeIn(dateline: string): string {
  return /^[^,，(（]{2,}/.exec(dateline)?.[0].trim() ?? dateline;
}

function distributorOf(distributor: XmlElement | undefined): WireCode | undefined {
  const name = lineOf(distributor);
  if (name === undefined) return undefined;
  const org = childNamed(distributor, 'org');
  const code = attributeOf(org, 'value');
  const scheme = attributeOf(org, 'idsrc');
  return { code: code ?? name, name, ...(code && scheme ? { scheme } : {}) };
}

/** The place a story is written from; where a dateline is one text, that text without the dash that leads over to the story. */
function readDatelines(datelines: readonly XmlElement[], { dropped }: NitfBodyNeeds) {
  const [first] = datelines;
  const places = datelines.flatMap((dateline) =>
    childrenNamed(dateline, 'location').flatMap((location) => placeOf(location, 'dateline') ?? []),
  );
  const dates = datelines.flatMap((dateline) => childrenNamed(dateline, 'story.date'));
  const written = dates.map(storyDate);
  for (const [index, date] of dates.entries())
    if (written[index] === undefined && lineOf(date) !== undefined)
      dropped.add(date.at, `story.date ${lineOf(date)}`, 'it is no day with its year');
  const named = places.map(({ name }) => name ?? '').filter((name) => name !== '');
  const text = (first?.children ?? [])
    .filter((child) => !isElement(child) || child.name !== 'story.date')
    .map((child) => (isElement(child) ? textOf(child) : child))
    .join('');
  const line = oneLine(text).replace(/\s*[-–—:]+$/, '');
  return {
    ...onlyGiven({
      dateline: named.length > 0 ? [...new Set(named)].join(' / ') : line,
      contentCreated: written.find((time) => time !== undefined),
    }),
    places: places.length > 0 || line === '' ? places : [{ name: placeIn(line), role: 'dateline' } as const],
  };
}

/** In figures, else in the words that readers see: `Monday January 25 1999 7:28 ET`. */
function storyDate(date: XmlElement): WireTime | undefined {
  return wireTime(attributeOf(date, 'norm') ?? textOf(date)) ?? timeInWords(textOf(date));
}

/** Everything `rights` says of using the story, one line each. */
function rightsWords(rights: XmlElement | undefined): string {
  const lines = (rights?.children ?? []).filter(isElement).flatMap((part) => {
    const text = lineOf(part) ?? attributeOf(part, 'norm');
    if (text === undefined || part.name.startsWith('rights.owner')) return [];
    const label = RIGHTS_LABELS.get(part.name);
    return [label === undefined ? text : `${label}: ${text}`];
  });
  return lines.join('\n');
}

const RIGHTS_LABELS: ReadonlyMap<string, string> = new Map([
  ['rights.startdate', 'From'],
  ['rights.enddate', 'Until'],
  ['rights.agent', 'Agent'],
  ['rights.geography', 'Geography'],
]);

function isCopyright(note: XmlElement): boolean {
  return attributeOf(note, 'noteclass') === 'cpyrt';
}

/**
 * Notes of the head and notes to editors. `npa` is a non-publishable advisory (NITF 3.6, `note`), which stays in this house;
 * a note in the text that readers see is part of the text.
 */
function noteOf(note: XmlElement, head: XmlElement | undefined): readonly WireNote[] {
  const text = linesOf(note);
  if (text === undefined || !(isEditorsNote(note) || head?.children.includes(note))) return [];
  const role = attributeOf(note, 'noteclass') ?? attributeOf(note, 'type');
  const audience = attributeOf(note, 'type') === 'npa' ? 'private' : 'partner';
  return [{ text, ...(role === undefined ? {} : { role }), audience, at: note.at }];
}
