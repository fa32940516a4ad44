/** A start or end tag from its sign to its end; a stroke before the end closes it at once. */
const TAG = /<(\/?)([^\s<>/!?]+)(?:[^<>"']|"[^"<]*"|'[^'<]*')*>/y;
const MARKS: readonly (readonly [string, string])[] = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
  ['<!', '>'],
];

/**
 * A document that ends in the middle, ended where it breaks off: the tag or mark that is not whole is left out, as is the last word, of
 * which nobody knows whether it is whole (half a name of a story may be the name of another), and what is open is closed. Undefined where
 * the root has its end, or anything else is wrong. Takes time linear in the length of the text.
 */
export function endCutXml(text: string): string | undefined {
  const cut = breakIn(text);
  return cut === undefined ? undefined : ended(text, cut);
}

/** The elements that are open where a document ends in the middle, outermost first; undefined as `endCutXml`. */
export function openAtBreak(text: string): readonly string[] | undefined {
  return breakIn(text)?.open;
}

function breakIn(text: string): Cut | undefined {
  const open: string[] = [];
  let at = 0;
  for (let sign = text.indexOf('<'); sign >= 0; sign = text.indexOf('<', at)) {
    const mark = MARKS.find(([start]) => text.startsWith(start, sign));
    const end = mark === undefined ? tagEnd(text, sign) : markEnd(text, sign, mark);
    if (end === undefined) return open.length === 0 ? undefined : { at, sign, open };
    at = end;
    if (mark !== undefined) continue;
    if (!follow(open, text.slice(sign, end)) || open.length === 0) return undefined;
  }
  return open.length === 0 ? undefined : { at, sign: text.length, open };
}

function tagEnd(text: string, sign: number): number | undefined {
  TAG.lastIndex = sign;
  return TAG.test(text) ? TAG.lastIndex : undefined;
}

function markEnd(text: string, sign: number, [start, end]: readonly [string, string]): number | undefined {
  const found = text.indexOf(end, sign + start.length);
  return found < 0 ? undefined : found + end.length;
}

/** Opens or closes an element; false where another one is open. */
function follow(open: string[], tag: string): boolean {
  TAG.lastIndex = 0;
  const [, stroke, name = ''] = TAG.exec(tag) ?? [];
  if (stroke === '/') return open.pop() === name;
  if (!tag.endsWith('/>')) open.push(name);
  return true;
}

type Cut = { readonly at: number; readonly sign: number; readonly open: readonly string[] };

function ended(text: string, { at, sign, open }: Cut): string {
  const tags = open.toReversed().map((name) => `</${name}>`);
  const isData = text.startsWith('<![CDATA[', sign);
  // A sign that begins no tag at all is no place where a document ends.
  const whole = isData
    ? `${text.slice(at, sign)}${wholeWords(text.slice(sign))}]]>`
    : sign < text.length
      ? text.slice(at, sign)
      : wholeWords(text.slice(at));
  return text.slice(0, at) + whole + tags.join('');
}

/** Without the last word, which may go on. */
function wholeWords(text: string): string {
  return /^[^]*\s/.exec(text)?.[0] ?? (text.startsWith('<![CDATA[') ? '<![CDATA[' : '');
}
