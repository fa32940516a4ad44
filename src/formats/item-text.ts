// A single space stays as it is, and most blanks are one.
const BLANKS = / [ \t\n\f\r\u2028\u2029]+|[\t\n\f\r\u2028\u2029][ \t\n\f\r\u2028\u2029]*/g;
// Neither XML nor PostgreSQL text can hold these.
const CONTROLS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\uFFFE\uFFFF]/g;

/** A text that is one line by nature (headline, byline): every run of blanks is one space, none at the edges. */
export function oneLine(text: string): string {
  return text.replace(BLANKS, ' ').replace(CONTROLS, '').trim();
}

/** A text that may have several lines (summary, note, terms): runs of blanks inside a line are one space. */
export function severalLines(text: string): string {
  return text
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map(oneLine)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** The beginning of a text, cut at a word if possible, with an ellipsis when something was cut. */
export function beginning(text: string, characters: number): string {
  const line = oneLine(text);
  if (line.length <= characters) return line;
  const cut = line.slice(0, characters).toWellFormed();
  const space = cut.lastIndexOf(' ');
  return `${space > characters / 2 ? cut.slice(0, space) : cut}…`;
}

/**
 * A language tag in the usual letter case (RFC 5646 §2.1.1): `zh-hans-CN` becomes `zh-Hans-CN`, `en_us` becomes `en-US`.
 * Undefined when the text is no tag.
 */
export function languageTag(text: string): string | undefined {
  return USUAL.test(text) ? text : tagOf(text);
}

/** As most wires write it: `vi`, `zh-Hans`, `en-US`. */
const USUAL = /^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?$/;

function tagOf(text: string): string | undefined {
  const parts = text.trim().replaceAll('_', '-').split('-');
  if (parts.length > 8 || !/^[A-Za-z]{2,8}$/.test(parts[0] ?? '')) return undefined;
  if (!parts.slice(1).every((part) => /^[A-Za-z0-9]{1,8}$/.test(part))) return undefined;
  return parts.map((part, index) => subtag(part.toLowerCase(), index)).join('-');
}

function subtag(part: string, index: number): string {
  if (index > 0 && part.length === 4) return part.charAt(0).toUpperCase() + part.slice(1);
  return index > 0 && part.length === 2 ? part.toUpperCase() : part;
}

const MEDIA_TOPIC = /^(?:https?:\/\/cv\.iptc\.org\/newscodes\/mediatopic\/|medtop:)(\d{8})$/;

/** `medtop:20000344` for any spelling of that media topic; undefined for everything else. */
export function mediaTopic(text: string | undefined): string | undefined {
  const code = text === undefined ? undefined : MEDIA_TOPIC.exec(text.trim())?.[1];
  return code === undefined ? undefined : `medtop:${code}`;
}
