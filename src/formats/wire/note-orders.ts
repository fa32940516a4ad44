import { forbidsUse } from './held-words.ts';
import { gravestOf, statusOpening } from './status-words.ts';
import type { WireInstruction, WireItem, WireNote } from './wire-item.ts';

/**
 * What the notes to editors ask for by how they open (`CORRECTS name`, `KILL`, `请勿刊发`), in formats that have no other place for it. A
 * note about a former version asks nothing of this one but to take its place. Of a picture only notes without a role count: with one they are
 * words of another kind.
 */
export function instructionOfNotes({ type, edNotes }: WireItem): WireInstruction | undefined {
  const read = edNotes.filter(({ role }) => role === undefined || type === 'text');
  return gravestOf(read.map(instructionOf));
}

function instructionOf({ text, audience }: WireNote): WireInstruction | undefined {
  if (audience === 'private') return undefined;
  if (forbidsUse(text)) return 'withhold';
  const asked = statusOpening(text)?.instruction;
  // `With picture` tells what comes along, in most houses.
  if (asked === 'update' && /^\W*(?:with|will be)\b/i.test(text)) return undefined;
  const isGrave = asked === 'kill' || asked === 'withhold';
  return isGrave && FORMER.test(text) ? 'update' : asked;
}

const FORMER =
  /previous|earlier|prior|former|replac|vorherig|früher|ersetz|précédent|remplac|anterior|sustitu|precedente|sostitu|trước|thay thế|前稿|原稿|之前/i;
