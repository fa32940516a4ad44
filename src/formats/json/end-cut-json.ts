/**
 * JSON that ends in the middle, ended where it breaks off: of a text its whole words are kept, for half a name of a story may be the name
 * of another; a number or a member without its value is left out, and what is open is closed. Undefined where the value has its end, or
 * anything else is wrong. Takes time linear in the length of the text.
 */
export function endCutJson(text: string): string | undefined {
  const walk: Walk = { open: [], kept: -1, closing: '', isValue: true };
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? '';
    if (sign === '"') {
      const end = stringEnd(text, at);
      if (end === undefined) return textCut(text, at, walk);
      at = end;
      if (walk.isValue) keep(walk, end + 1);
    } else if (!step(walk, sign, at)) return undefined;
  }
  return closed(text, walk);
}

/** What is open, up to where everything is whole, how that is closed, and whether a text that begins now is a value. */
type Walk = { readonly open: string[]; kept: number; closing: string; isValue: boolean };

const OPENING: ReadonlyMap<string, string> = new Map([
  ['{', '}'],
  ['[', ']'],
]);

/** Goes past one sign; false where it closes what is not open, or the whole value. */
function step(walk: Walk, sign: string, at: number): boolean {
  const end = OPENING.get(sign);
  if (end !== undefined) walk.open.push(end);
  else if ((sign === '}' || sign === ']') && (walk.open.pop() !== sign || walk.open.length === 0))
    return false;
  if (sign === ':') walk.isValue = true;
  else if (CLOSED.has(sign)) {
    walk.isValue = walk.open.at(-1) === ']';
    keep(walk, sign === ',' ? at : at + 1);
  }
  return true;
}

/** After these everything before is whole: an opened or ended list or object, and a comma. */
const CLOSED: ReadonlySet<string> = new Set(['{', '[', '}', ']', ',']);

function keep(walk: Walk, kept: number): void {
  if (walk.open.length === 0) return;
  walk.kept = kept;
  walk.closing = walk.open.toReversed().join('');
}

function closed(text: string, { kept, closing }: Walk): string | undefined {
  return kept < 0 ? undefined : text.slice(0, kept) + closing;
}

/** The text that begins at a place and has no end; half a name of a member is left out. */
function textCut(text: string, at: number, walk: Walk): string | undefined {
  if (!walk.isValue || walk.open.length === 0) return closed(text, walk);
  const words = /^[^]* /.exec(text.slice(at))?.[0] ?? '"';
  return `${text.slice(0, at)}${words}"${walk.open.toReversed().join('')}`;
}

/** Where the text that begins here has its last quote. */
function stringEnd(text: string, start: number): number | undefined {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at;
  }
  return undefined;
}
