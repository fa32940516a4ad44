import { toBlocks } from '../html/to-blocks.ts';
import { severalLines } from '../item-text.ts';
import { JsonReading } from '../json/json-reading.ts';
import { isEmbargoWorded, statusNamed, type SaidAt } from '../wire/status-words.ts';
import type { WireItemBuilder } from '../wire/wire-item-builder.ts';

/**
 * Reads the notes to editors. Those that are not publishable, with names and telephone numbers, stay in this house; the notepad says
 * the same once more as a page, and is read where there are no notes.
 */
export function readDpaNotes(item: WireItemBuilder, reading: JsonReading): readonly SaidAt[] {
  const notes = reading.objects('ednotes');
  readNotepad(
    item,
    reading.object('notepad') ?? new JsonReading({}, reading.place('notepad')),
    notes.length > 0,
  );
  const autopublish = reading.line('autopublishnotice');
  const at = reading.place('autopublishnotice');
  if (autopublish !== undefined)
    item.add('edNotes', { text: autopublish, role: 'autopublishnotice', audience: 'partner', at }, at);
  return notes.flatMap((note) => readNote(item, note));
}

function readNote(item: WireItemBuilder, note: JsonReading): readonly SaidAt[] {
  const text = severalLines(note.text('ednote') ?? '');
  if (text === '') return [];
  const role = note.line('role');
  const isPublishable = note.value('is_publishable') !== false;
  item.add(
    'edNotes',
    {
      text,
      ...(role === undefined ? {} : { role }),
      audience: isPublishable ? 'partner' : 'private',
      at: note.at,
    },
    note.at,
  );
  const name = role?.replace(/^dpaednoterole:/, '').replace(/short$/, '');
  const isEmbargo = !item.has('embargo') && (name === 'embargo' || isEmbargoWorded(text));
  return [
    { said: statusNamed(name), at: note.at },
    ...(isEmbargo ? [{ said: { isEmbargoed: true } as const, at: note.at }] : []),
  ];
}

function readNotepad(item: WireItemBuilder, notepad: JsonReading, hasNotes: boolean): void {
  const shown = plainOf(notepad.text('public_html'));
  const hidden = plainOf(notepad.text('nonpublic_html'));
  const at = notepad.place('public_html');
  if (shown !== '' && hasNotes) item.dropped.add(at, 'notepad', 'its notes are read one by one');
  else if (shown !== '') item.add('edNotes', { text: shown, role: 'notepad', audience: 'partner', at }, at);
  const place = notepad.place('nonpublic_html');
  if (hidden !== '') item.add('private', { kind: 'not-for-publication', text: hidden, at: place }, place);
}

/** HTML as lines of text. */
function plainOf(html: string | undefined): string {
  const read = html === undefined ? undefined : toBlocks(html);
  return read?.ok ? severalLines(read.value.blocks.map((block) => block.text).join('\n')) : '';
}
