import type { Block } from '#domain/item/item.ts';
import {
  ADDRESS,
  contactsAfter,
  goesOn,
  isContact,
  isHeading,
  isInvitation,
  isReachedInBrackets,
  type Contacts,
} from './contact-lines.ts';
import { withoutDeskAtEnd } from './desk-at-end.ts';
import { paragraphsOf, paragraphText, type Paragraph, type WireLine } from './story-blocks.ts';
import type { WireItemBuilder } from './wire-item-builder.ts';
import { isEmbargoLine, leadingSigns, namedStories, tellEmbargo, tellSigns } from './wire-signs.ts';
import { daysInWords } from './wire-clock.ts';
import { PARTNER_NOTE_WORDS, PRIVATE_NOTE_WORDS, PRIVATE_SECTION_WORDS } from './note-words.ts';

/**
 * Takes out of a text what is not the story: sections that are not for publication, contacts and desk notes (private), notes to
 * editors (for partners). What is left are the paragraphs of the story.
 */
export function setApart(builder: WireItemBuilder, lines: readonly WireLine[]): readonly Paragraph[] {
  const published = withoutPrivateSection(builder, lines);
  const story = withoutNotebook(builder, published);
  return withoutEndMark(withoutNotes(builder, paragraphsOf(story, startsNote)));
}

const PRIVATE_SECTION = new RegExp(`(?:${PRIVATE_SECTION_WORDS.join('|')})`, 'iu');
const SECTION_END =
  /^[-*=\s]*(?:end of (?:note|section|advisory)|ende der information|hết ghi chú)[-*=\s]*$/iu;

function withoutPrivateSection(builder: WireItemBuilder, lines: readonly WireLine[]): readonly WireLine[] {
  const start = lines.findIndex(
    ({ text }) => startsPrivateSection(text) && !/[.。]["”]?$/.test(quoted(text)),
  );
  if (start === -1) return lines;
  const after = lines.slice(start);
  const found = after.findIndex(({ text }) => SECTION_END.test(text));
  const section = found === -1 ? after : after.slice(0, found);
  const rest = found === -1 ? [] : after.slice(found + 1);
  tellPrivate(builder, 'not-for-publication', section);
  const before = lines.slice(0, start);
  const isRule = /^[*\-=_\s]{3,}$/.test(before.findLast(({ text }) => text.trim() !== '')?.text ?? '');
  const last = before.findLastIndex(({ text }) => text.trim() !== '');
  return [...(isRule ? before.slice(0, last) : before), ...rest];
}

/** A heading after which nothing may be published; "not for publication before noon" is an embargo, and the story comes after it. */
function startsPrivateSection(text: string): boolean {
  return text.length < 160 && PRIVATE_SECTION.test(text) && !isEmbargoLine(text);
}

/** Someone's words in the story may speak of publication as well: a sentence between quotation marks is no heading. */
function quoted(text: string): string {
  return /["“«].*["”»]/.test(text) ? text : '';
}

function tellPrivate(
  builder: WireItemBuilder,
  kind: 'contact' | 'not-for-publication' | 'desk' | 'other',
  lines: readonly WireLine[],
): void {
  const text = lines
    .map((line) => line.text.trim())
    .join('\n')
    .trim();
  const at = lines[0]?.at ?? '';
  if (text !== '') builder.add('private', { kind, text, at }, at);
}

/** dpa's notebook: `# Notizblock`, and under it notes with headings of their own (`## Internet`). */
function withoutNotebook(builder: WireItemBuilder, lines: readonly WireLine[]): readonly WireLine[] {
  const start = lines.findIndex(({ text }) => /^# \S/.test(text));
  const rest = lines.slice(start + 1);
  const next = rest.find(({ text }) => text.trim() !== '')?.text ?? '## ';
  // A heading of Markdown over a story is none of a notebook.
  if (start < 1 || !(next.startsWith('## ') || isSignOff(next))) return lines;
  const signOff = rest.findLastIndex(({ text }) => isSignOff(text));
  const sections: WireLine[][] = [];
  for (const line of signOff === -1 ? rest : rest.slice(0, signOff)) {
    if (line.text.startsWith('## ')) sections.push([line]);
    else sections.at(-1)?.push(line);
  }
  for (const section of sections) tellNotebookSection(builder, section);
  return [...lines.slice(0, start), ...(signOff === -1 ? [] : rest.slice(signOff))];
}

function tellNotebookSection(builder: WireItemBuilder, section: readonly WireLine[]): void {
  const [title, ...lines] = section;
  if (title === undefined) return;
  const role = title.text.replace(/^## /, '').trim();
  const text = joinedEntries(lines.map((line) => line.text));
  if (text === '') return;
  const { signs } = leadingSigns(role);
  tellSigns(builder, signs, title.at);
  if (signs.some(({ instruction }) => instruction !== undefined)) tellAbout(builder, text, title.at);
  for (const [, name = '', href = ''] of text.matchAll(/\[([^\]\n]{1,200})\]\((https?:[^)\s]{1,2000})\)/g))
    builder.add('links', { rel: 'seealso', href, title: name, at: title.at }, title.at);
  builder.add('edNotes', { text: `${role}: ${text}`, role, audience: 'partner', at: title.at }, title.at);
}

/** Entries `- …` with lines that go on below them. */
function joinedEntries(lines: readonly string[]): string {
  return lines
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line, index) => (index === 0 || line.startsWith('- ') ? `\n${line}` : ` ${line}`))
    .join('')
    .trim();
}

/** Notes which stories a message is about, where its words name them. */
export function tellAbout(builder: WireItemBuilder, text: string, at: string): void {
  for (const name of namedStories(text)) builder.add('about', name, at);
}

function withoutNotes(builder: WireItemBuilder, paragraphs: readonly Paragraph[]): readonly Paragraph[] {
  const story: Paragraph[] = [];
  const texts = paragraphs.map(paragraphText);
  let contacts: Contacts;
  let isEnded = false;
  for (const [index, paragraph] of paragraphs.entries()) {
    const text = texts[index] ?? '';
    const isLast = index > 0 && index >= paragraphs.length - 2;
    if (/^[_\-*=~—\s]{2,}$/.test(text)) continue;
    if (isEndMark(text, isLast)) {
      // What follows an end is for editors; a mark in the first half of a text ends nothing.
      isEnded = index * 2 >= paragraphs.length;
      continue;
    }
    const kind = noteKind(text, isLast, goesOn(contacts, texts, index));
    contacts = kind === 'contact' ? contactsAfter(text, contacts) : undefined;
    if (kind !== undefined) tellNote(builder, kind, paragraph);
    else if (isEnded && story.length > 0) tellNote(builder, 'partner', paragraph);
    else story.push(paragraph);
  }
  return story;
}

/**
 * As `setApart`, for a text that came with markup: blocks that are no story are taken out, the others stay as they are. A line above
 * the story that lays an embargo lays it on the item.
 */
export function setBlocksApart(
  builder: WireItemBuilder,
  whole: readonly Block[],
  at: string,
): readonly Block[] {
  const published = withoutPrivateBlocks(builder, whole, at);
  const texts = published.map(({ text }) => text);
  let contacts: Contacts;
  return published.filter(({ text }, index) => {
    const isLast = index > 0 && index >= published.length - 2;
    const kind = noteKind(text, isLast, goesOn(contacts, texts, index));
    contacts = kind === 'contact' ? contactsAfter(text, contacts) : undefined;
    if (kind !== undefined) tellNote(builder, kind, { lines: [{ text, at }] });
    const isEnd = kind === undefined && isEndMark(text, isLast);
    if (isEnd) builder.dropped.add(at, text, 'it marks the end of the story');
    return kind === undefined && !isEnd;
  });
}

/**
 * As `setBlocksApart`, for a format that has elements of its own for notes and for the end: only what says of itself that it stays in
 * this house is taken out.
 */
export function setPrivateApart(
  builder: WireItemBuilder,
  whole: readonly Block[],
  at: string,
): readonly Block[] {
  const blocks = withoutDeskAtEnd(builder, withoutPrivateBlocks(builder, whole, at), at);
  const texts = blocks.map(({ text }) => text);
  let contacts: Contacts;
  let isInternal = false;
  return blocks.filter(({ text, kind: form }, index) => {
    const own = ownKind(text, index > 0 && index >= blocks.length - 2);
    const isListed = form !== 'heading' && goesOn(contacts, texts, index) && isContact(text, false, true);
    if (own !== undefined || form === 'heading') isInternal = own === 'desk' && isInternalHeading(text);
    const kind = own ?? kindBelow(isListed, isInternal);
    contacts = kind === 'contact' ? contactsAfter(text, contacts) : undefined;
    if (kind !== undefined) tellPrivate(builder, kind, [{ text, at }]);
    return kind === undefined;
  });
}

function ownKind(text: string, isLast: boolean): 'contact' | 'desk' | undefined {
  return isLast && INITIALS.test(text) ? 'desk' : privateKind(text);
}

function kindBelow(isListed: boolean, isInternal: boolean): 'contact' | 'desk' | undefined {
  if (isListed) return 'contact';
  return isInternal ? 'desk' : undefined;
}

function isInternalHeading(text: string): boolean {
  return headingOf(text, 'desk') === 'internal';
}

/** A heading that stands alone, with what it is about below it. */
type Heading = 'contact' | 'internal';

function headingOf(text: string, kind: 'contact' | 'desk'): Heading | undefined {
  if (!isHeading(text)) return undefined;
  if (kind === 'contact') return 'contact';
  return INTERNAL.test(text) ? 'internal' : undefined;
}

/** Words to the desk go on to the end; a list of those who wrote and edited does not. */
const INTERNAL = /note|desk|intern|hinweis|nota|nội bộ|内部/iu;

function withoutPrivateBlocks(
  builder: WireItemBuilder,
  whole: readonly Block[],
  at: string,
): readonly Block[] {
  const blocks = whole.filter(({ text }, index) => index > 4 || !tellEmbargo(builder, text, at));
  const start = blocks.findIndex(({ text }) => /^--\s*$/.test(text) || startsPrivateSection(text));
  if (start === -1) return blocks;
  const rest = blocks.slice(start).map(({ text }) => ({ text, at }));
  tellPrivate(
    builder,
    'not-for-publication',
    rest.filter(({ text }) => !/^--\s*$/.test(text)),
  );
  return blocks.slice(0, start);
}

/** Does it say nothing but that the story ends? */
function isEndMark(text: string, isLast: boolean): boolean {
  return END_MARK.test(text) || (isLast && END_NAME.test(text));
}

const END_MARK =
  /^(?:\.\/\.|-+\s*30\s*-+|(?:#\s*){2,}|[(（]\s?©\s?\p{Lu}{2,8}[)）]|[-=*/(（\s]*(?:ends?|fin|ende|enditem|hết|完)[-=*/)）\s.]*)$/iu;
/** `-- BERNAMA`, `==Ende` below a story; further up `-- Goethe` says whose words stand above. Capitals tell: no flag `i` here. */
const END_NAME = /^(?:==\s?\p{Lu}\p{L}{1,15}|--\s?\p{Lu}{3,10})$/u;

type NoteKind = 'partner' | 'contact' | 'desk';

/** Matches a line that begins with one of the words and what may follow them: `:`, the end, and for some a dash. */
function beginning(words: readonly string[], after: string): RegExp {
  const list = words.toSorted((one, other) => other.length - one.length).map((one) => one.replace(/:$/, ''));
  return new RegExp(
    String.raw`^[-*(（\[#^\s]*(?:${list.join('|')})(?:\s*\([^)]{1,40}\))?\s*(?:${after})`,
    'iu',
  );
}

const PARTNER_NOTE = beginning(PARTNER_NOTE_WORDS, String.raw`[:：]|\s[-–—_]\s|$`);
const PRIVATE_NOTES = PRIVATE_NOTE_WORDS.map(([kind, words]) => ({
  kind,
  pattern: beginning(words, '[:：]|$'),
}));
const SIGNED =
  /^(?:[Aa]dditional )?(?:[Rr]eporting|[Ww]riting|[Ee]diting)(?: and (?:writing|editing))? by \p{Lu}[^.]{2,200}\.?$/u;
const CREDIT =
  /^[(（]\s*(?:reporting|writing|additional reporting|editing|compiled|reportage|rédigé|redaktion|编辑|记者)[^.]{0,400}(?:edit|;|by)/iu;
function startsNote(text: string): boolean {
  return (
    PARTNER_NOTE.test(text) ||
    CREDIT.test(text) ||
    isInvitation(text) ||
    PRIVATE_NOTES.some(({ pattern }) => pattern.test(text))
  );
}

/** `（完）`, `(END)` and `./.` at the end of the last line, or below it, end the story and are none of it. */
function withoutEndMark(paragraphs: readonly Paragraph[]): readonly Paragraph[] {
  const last = paragraphs.at(-1)?.lines.at(-1);
  if (last === undefined) return paragraphs;
  const text = last.text
    .replace(/\s*[(（]\s*(?:完|ends?|fin|hết)\s*[)）]\s*$/iu, '')
    .replace(/\.\/\.\s*$/, '.');
  const before = paragraphs.at(-1)?.lines.slice(0, -1) ?? [];
  const ended: Paragraph = {
    lines: text === '.' && before.length > 0 ? before : [...before, { ...last, text }],
  };
  return [...paragraphs.slice(0, -1), ended];
}

function noteKind(text: string, isLast: boolean, isInContacts: boolean): NoteKind | undefined {
  if (isPartnerLine(text) || isForEditors(text)) return 'partner';
  const named = privateKindOf(text);
  if (named !== undefined) return named;
  if (CREDIT.test(text) || (isLast && isSignOff(text))) return 'desk';
  return isContact(text, isLast, isInContacts) ? 'contact' : undefined;
}

/** What a line says of itself by the words that it begins with; a line for editors stays. */
function privateKind(text: string): 'contact' | 'desk' | undefined {
  return isPartnerLine(text) || isForEditors(text) ? undefined : privateKindOf(text);
}

function privateKindOf(text: string): 'contact' | 'desk' | undefined {
  if (isInvitation(text) || isReachedInBrackets(text)) return 'contact';
  return mayBeNote(text) ? PRIVATE_NOTES.find(({ pattern }) => pattern.test(text))?.kind : undefined;
}

function isPartnerLine(text: string): boolean {
  return mayBeNote(text) && PARTNER_NOTE.test(text);
}

/** Words of a note are a line by themselves or have a sign after them: a sentence without one is looked at no further. */
function mayBeNote(text: string): boolean {
  return text.length < NOTE_WORDS || NOTE_SIGN.test(text.slice(0, NOTE_WORDS));
}

/** Longer than the words of any note with what may stand in brackets after them. */
const NOTE_WORDS = 160;
const NOTE_SIGN = /[:：–—_-]/;

/** "Editors: the story will move at noon" is for those who take it; with a number to call it is not. */
function isForEditors(text: string): boolean {
  return /^\P{L}*editors\b/iu.test(text) && !ADDRESS.test(text);
}

/** `jd/abc/gab`, `ASV // JMR`: who wrote, edited and sent it. */
const INITIALS = /^\p{Ll}{1,5}(?:[/-]\p{Ll}{1,5}){1,5}$|^\p{Lu}{2,4} ?\/\/ ?\p{Lu}{2,4}$/u;

/** Initials of desks at the end: `dpa kre/su yy a3 mda`, `abc/def/gh`, `(Schluss) ab/cd`. */
function isSignOff(text: string): boolean {
  const line = text.trim();
  if (SIGNED.test(line) || /^\.\/\.\p{Lu}{2,4}$/u.test(line)) return true;
  if (INITIALS.test(line) || /^\p{Lu}{2,4}(?:[/-]\p{Lu}{2,4})?$/u.test(line)) return true;
  if (
    /^[(（](?:schluss|forts|fortsetzung|more|suite|segue|tiếp)[^)）]{0,20}[)）]\s*[\p{L}/ -]{0,24}$/iu.test(
      line,
    )
  )
    return true;
  if (/^\((?:ats|sda|afp|apa|dpa|ap)[\\/]+[\p{L}\d/ ]{1,16}\)$/iu.test(line)) return true;
  return /^(?:dpa|apa|afp|ats|sda|ansa|efe|ap|pa|ots|belga|stt|ntb|tt)(?:[\w-]*)(?: [\p{Ll}\d/-]{1,12}){1,10}$/u.test(
    line,
  );
}

function tellNote(builder: WireItemBuilder, kind: NoteKind, paragraph: Paragraph): void {
  const at = paragraph.lines[0]?.at ?? '';
  if (kind !== 'partner') tellPrivate(builder, kind, paragraph.lines);
  else tellPartnerNote(builder, paragraphText(paragraph), at);
}

/**
 * A note parted by its lines into what is for those who take the story and what stays in this house by its own words: a contact, a word
 * to the desk, what stands below their headings, and all below "not for publication". With a number to call in what is left, all of it stays.
 */
export function partNote(text: string): { readonly shown: string; readonly hidden: string } {
  const lines = text.split('\n');
  const section = lines.findIndex((line) => NOTE_SECTION.test(line) && !isEmbargoLine(line));
  const open = section === -1 ? lines : lines.slice(0, section);
  const shown: string[] = [];
  const hidden: string[] = [];
  let heading: Heading | undefined;
  for (const line of open) {
    const own = privateKind(line);
    if (own !== undefined) heading = headingOf(line, own) ?? (own === 'contact' ? own : undefined);
    else if (!isBelowHeading(line, heading)) heading = undefined;
    (own === undefined && heading === undefined ? shown : hidden).push(line);
  }
  const left = shown.join('\n');
  return isToCall(left)
    ? { shown: '', hidden: text }
    : { shown: left, hidden: [...hidden, ...lines.slice(open.length)].join('\n') };
}

/** In a note names need no capital below a heading, and all that is said to the desk stays there. */
function isBelowHeading(line: string, heading: Heading | undefined): boolean {
  if (heading === undefined || PARTNER_NOTE.test(line) || isEmbargoLine(line)) return false;
  return heading === 'internal' || isToCall(line) || (line.length < 80 && !/[.!?。]$/.test(line));
}

/** Days look like numbers to call. */
function isToCall(text: string): boolean {
  const plain = daysInWords(text).reduce((left, day) => left.replaceAll(day, ' '), text);
  return ADDRESS.test(plain.replaceAll(/\b\d{1,2}-\d{1,2}-\d{2,4}\b/g, ' '));
}

const NOTE_SECTION = beginning(PRIVATE_SECTION_WORDS, String.raw`[:：.)\]*-]|$`);

/** A note for those who take the story. Phone numbers and addresses of the newsroom in it make it private. */
export function tellPartnerNote(builder: WireItemBuilder, text: string, at: string): void {
  const plain = text.replace(/^[(（[^\s]+(?=\S)/, '').replace(/[)）\]<\s]+$/, '');
  if (isToCall(plain)) builder.add('private', { kind: 'contact', text: plain, at }, at);
  else builder.add('edNotes', { text: plain, audience: 'partner', at }, at);
  const asked = leadingSigns(plain.replace(/^(?:eds|editors|note to editors)\s*[:：.]\s*/i, '')).signs;
  if (asked.some(({ instruction }) => instruction === 'kill')) tellAbout(builder, plain, at);
}

/** Is the line a note to editors (`Eds: …`, `AP Photo …`)? */
export function isPartnerNote(text: string): boolean {
  return PARTNER_NOTE.test(text) || /^(?:AP |AFP )?Photos?\b(?: [A-Z]{2,5}\d{2,4},?)+/.test(text);
}
