import { instructionOfLinks, othersAsked } from './other-items.ts';
import { isPrivateRole } from './private-role.ts';
import { withWordedEmbargo } from './settle-embargo.ts';
import { instructionOfNotes } from './note-orders.ts';
import { statusOfHeadline } from './status-words.ts';
import { partNote } from './story-sections.ts';
import type { WireInstruction, WireItem, WireNote, WireSubject } from './wire-item.ts';

/** What holds for the items of all formats alike: who may read a note, and what the item asks for. */
export function settleItem(item: WireItem): WireItem {
  return withInstruction(
    withWordedEmbargo({
      ...withoutInitials(item),
      body: saidOnce(item),
      edNotes: item.edNotes.flatMap(parted),
      subjects: item.subjects.map(withTopic),
      associations: item.associations.map(settleItem),
    }),
  );
}

/** `daa/mt/msr` where the byline should be are a desk's initials in every house, and no name. */
function withoutInitials(item: WireItem): WireItem {
  const { byline, ...rest } = item;
  if (byline === undefined || !/^\p{Ll}{1,5}(?:\/\p{Ll}{1,5}){1,5}$/u.test(byline)) return item;
  const apart = { kind: 'desk' as const, text: byline, at: item.sources['byline'] ?? item.at };
  const isKnown = item.private.some(({ text }) => text === byline);
  return { ...rest, private: isKnown ? item.private : [...item.private, apart] };
}

/** The story without the headings that say its headlines again, and without a note to editors that stands at its end once more. */
function saidOnce({ body, headline = '', headlines = [], edNotes }: WireItem): WireItem['body'] {
  const said = new Set([headline, ...headlines.map(({ text }) => text)].map(bare));
  const start = body.findIndex(({ kind, text }) => kind !== 'heading' || !said.has(bare(text)));
  const last = edNotes.length === 0 ? '' : bare(body.at(-1)?.text ?? '');
  const isAgain = edNotes.some(({ text }) => bare(text) === last);
  const end = isAgain ? body.length - 1 : body.length;
  // What says nothing else is left as it is.
  return start === -1 || end <= start || (start === 0 && !isAgain) ? body : body.slice(start, end);
}

function bare(text: string): string {
  return text.replace(/\s+/g, ' ').trim().toLowerCase();
}

/** A note whose role or whose words say that it stays in this house does. */
function parted(note: WireNote): readonly WireNote[] {
  if (note.audience === 'private') return [note];
  if (isPrivateRole(note.role ?? '')) return [{ ...note, audience: 'private' }];
  const { shown, hidden } = partNote(note.text);
  if (hidden === '') return [note];
  const apart: WireNote = { ...note, text: hidden, audience: 'private' };
  // A heading by itself says nothing.
  return /^[\p{L} ]{0,30}$/u.test(shown.trim()) ? [apart] : [{ ...note, text: shown }, apart];
}

/**
 * The 17 top Subject Codes became the top Media Topics under the same numbers (IPTC's `exactMatch`), and none begins with 20 as Media
 * Topics do, which some wires write among them. What is said to be a Media Topic is one.
 */
function withTopic(subject: WireSubject): WireSubject {
  const isNamed = /^\d{8}$/.test(subject.code) && /^medtop$|mediatopic/i.test(subject.scheme ?? '');
  const isTop =
    /^(?:(?:0[1-9]|1[0-7])000000|20\d{6})$/.test(subject.code) &&
    /subjectcode|subref|subj\b/i.test(subject.scheme ?? '');
  return (isTop || isNamed) && subject.mediaTopic === undefined
    ? { ...subject, mediaTopic: `medtop:${subject.code}` }
    : subject;
}

/**
 * Its own instruction; else its status; else the gravest word of its links: that it kills, stops, corrects or replaces another item, which
 * then is what the instruction is about; else how its headline opens, or a note to editors.
 */
function withInstruction(item: WireItem): WireItem {
  const instruction =
    item.instruction ??
    ofStatus(item) ??
    instructionOfLinks(item) ??
    statusOfHeadline(item.headline)?.instruction ??
    instructionOfNotes(item);
  if (instruction === undefined) return item;
  const about = [...new Set([...(item.about ?? []), ...othersAsked(item, instruction)])];
  return { ...item, instruction, ...(about.length === 0 ? {} : { about }) };
}

function ofStatus({ pubStatus }: WireItem): WireInstruction | undefined {
  if (pubStatus === 'canceled') return 'kill';
  return pubStatus === 'withheld' ? 'withhold' : undefined;
}
