import { isPrivateRole } from './private-role.ts';
import { withWordedEmbargo } from './settle-embargo.ts';
import { statusNamed, statusOfHeadline } from './status-words.ts';
import { partNote } from './story-sections.ts';
import type { WireInstruction, WireItem, WireLink, WireNote, WireSubject } from './wire-item.ts';

/** What holds for the items of all formats alike: who may read a note, and what the item asks for. */
export function settleItem(item: WireItem): WireItem {
  return withInstruction(
    withWordedEmbargo({
      ...item,
      edNotes: item.edNotes.flatMap(parted),
      subjects: item.subjects.map(withTopic),
      associations: item.associations.map(settleItem),
    }),
  );
}

/** A note whose role or whose words say that it stays in this house does. */
function parted(note: WireNote): readonly WireNote[] {
  if (note.audience === 'private') return [note];
  if (isPrivateRole(note.role ?? '')) return [{ ...note, audience: 'private' }];
  const { shown, hidden } = partNote(note.text);
  if (hidden === '') return [note];
  const apart: WireNote = { ...note, text: hidden, audience: 'private' };
  return shown.trim() === '' ? [apart] : [{ ...note, text: shown }, apart];
}

/** The 17 top Subject Codes became the top Media Topics under the same numbers (IPTC's `exactMatch`). */
function withTopic(subject: WireSubject): WireSubject {
  const isTop =
    /^(?:0[1-9]|1[0-7])000000$/.test(subject.code) && /subjectcode|subref|subj\b/i.test(subject.scheme ?? '');
  return isTop && subject.mediaTopic === undefined
    ? { ...subject, mediaTopic: `medtop:${subject.code}` }
    : subject;
}

/**
 * Its own instruction; else its status; else a link that says that it kills, stops, corrects or replaces another item, which then is
 * what the instruction is about.
 */
function withInstruction(item: WireItem): WireItem {
  const told = item.links.flatMap((link) => {
    const asked = relationOf(link);
    return asked === undefined || link.uri === undefined || link.uri === item.uri
      ? []
      : [{ asked, uri: link.uri }];
  });
  const instruction =
    item.instruction ?? ofStatus(item) ?? told[0]?.asked ?? statusOfHeadline(item.headline)?.instruction;
  if (instruction === undefined) return item;
  const about = [
    ...(item.about ?? []),
    ...told.filter(({ asked }) => asked === instruction).map(({ uri }) => uri),
  ];
  return { ...item, instruction, ...(about.length === 0 ? {} : { about: [...new Set(about)] }) };
}

function ofStatus({ pubStatus }: WireItem): WireInstruction | undefined {
  if (pubStatus === 'canceled') return 'kill';
  return pubStatus === 'withheld' ? 'withhold' : undefined;
}

/** `replaces`, `irel:corrects`, `Kill`: the verb of a relation. */
function relationOf({ rel }: WireLink): WireInstruction | undefined {
  const asked = statusNamed(rel.split(/[:/#]/).at(-1))?.instruction;
  return asked === 'repeat' || asked === 'publish' ? undefined : asked;
}
