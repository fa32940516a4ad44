import { transferDecoded } from './transfer-encoding.ts';

/** A header field of a part: its name in small letters, its value unfolded, one character for each byte. */
export type MailField = { readonly name: string; readonly value: string };

/** A part of a mail (RFC 2045, 2046). Text is held with one character for each byte, because its charset is not known yet. */
export type MimePart = {
  /** `part 1.2`, counted from the top; the whole mail is `part 1`. */
  readonly at: string;
  readonly fields: readonly MailField[];
  /** In small letters, without parameters: `text/plain` where nothing is said. */
  readonly mediaType: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly disposition: string;
  readonly dispositionParameters: ReadonlyMap<string, string>;
  readonly parts: readonly MimePart[];
  /** The content of a part that has no parts, with its transfer encoding undone. */
  readonly bytes: Uint8Array;
};

/** Mails nest that deep, and have so many parts; what lies beyond is kept as bytes. */
const DEEPEST = 12;
const MOST_PARTS = 400;

/** Reads the structure of a mail. Never fails: what is no part is content. */
export function readMimePart(bytes: Uint8Array): MimePart {
  const budget = { left: MOST_PARTS };
  return readPart(byteText(bytes).replace(/^\s+/, ''), { at: 'part 1', depth: 0, budget });
}

type Where = { readonly at: string; readonly depth: number; readonly budget: { left: number } };

function readPart(raw: string, { at, depth, budget }: Where): MimePart {
  const { fields, body } = cutFields(raw);
  const type = parameterised(valueOf(fields, 'content-type') ?? '');
  const disposition = parameterised(valueOf(fields, 'content-disposition') ?? '');
  const mediaType = /^[\w.+-]+\/[\w.+-]+$/.test(type.value) ? type.value : 'text/plain';
  const boundary = type.parameters.get('boundary');
  const isParted = mediaType.startsWith('multipart/') && boundary !== undefined && depth < DEEPEST;
  const pieces = isParted ? piecesBetween(body, boundary) : [];
  const parts: MimePart[] = [];
  for (const [index, piece] of pieces.entries()) {
    budget.left -= 1;
    if (budget.left < 0) break;
    parts.push(readPart(piece, { at: `${at}.${index + 1}`, depth: depth + 1, budget }));
  }
  const encoding = (valueOf(fields, 'content-transfer-encoding') ?? '').trim().toLowerCase();
  return {
    at,
    fields,
    mediaType,
    parameters: type.parameters,
    disposition: disposition.value,
    dispositionParameters: disposition.parameters,
    parts,
    bytes: parts.length > 0 ? new Uint8Array() : transferDecoded(body, encoding),
  };
}

/** One character for each byte, from U+0000 to U+00FF. */
export function byteText(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += 8192)
    pieces.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  return pieces.join('');
}

const FIELD = /^([!-9;-~]{1,200})[ \t]*:(.*)$/s;

/** Header fields down to the first empty line; a line that begins with a blank belongs to the field before (RFC 5322 §2.2.3). */
export function cutFields(raw: string): { readonly fields: readonly MailField[]; readonly body: string } {
  const fields: { name: string; value: string }[] = [];
  let at = 0;
  while (at < raw.length) {
    const end = raw.indexOf('\n', at);
    const stop = end === -1 ? raw.length : end;
    const line = raw.slice(at, stop).replace(/\r$/, '');
    if (line === '') return { fields, body: raw.slice(stop + 1) };
    const last = fields.at(-1);
    const found = FIELD.exec(line);
    if (/^[ \t]/.test(line) && last !== undefined) last.value += ` ${line.trim()}`;
    else if (found) fields.push({ name: (found[1] ?? '').toLowerCase(), value: (found[2] ?? '').trim() });
    // The line of an mbox, or none of a header: without any field the whole is content.
    else if (!/^>?From /.test(line)) return { fields, body: raw.slice(at) };
    at = stop + 1;
  }
  return { fields, body: '' };
}

/** The first field of a name. */
export function valueOf(fields: readonly MailField[], name: string): string | undefined {
  return fields.find((field) => field.name === name)?.value;
}

/** `text/plain; charset="x"; name*0*=…`: the value in small letters, and its parameters, those of RFC 2231 put together but not decoded. */
function parameterised(field: string): {
  readonly value: string;
  readonly parameters: ReadonlyMap<string, string>;
} {
  const parameters = new Map<string, string>();
  for (const found of field.matchAll(PARAMETER)) {
    const { key, text, isNext } = parameterOf(found.groups ?? {});
    if (isNext) parameters.set(key, (parameters.get(key) ?? '') + text);
    else if (!parameters.has(key)) parameters.set(key, text);
  }
  return { value: (field.split(';')[0] ?? '').trim().toLowerCase(), parameters };
}

const PARAMETER = /;\s*(?<name>[^\s=;]{1,80})\s*=\s*(?:"(?<quoted>(?:[^"\\]|\\.)*)"|(?<plain>[^;]*))/g;

/** `name*0*`, `name*1` are pieces of one value, in order (RFC 2231 §3); those without a last star are not percent-encoded. */
function parameterOf(groups: { [name: string]: string | undefined }): {
  key: string;
  text: string;
  isNext: boolean;
} {
  const name = groups['name']?.toLowerCase() ?? '';
  const written = groups['quoted']?.replace(/\\(.)/g, '$1') ?? groups['plain']?.trim() ?? '';
  const piece = /^(.+?)\*(\d+)(\*?)$/.exec(name);
  if (piece === null) return { key: name, text: written, isNext: false };
  const text = piece[3] === '' ? written.replaceAll('%', '%25') : written;
  return { key: `${piece[1]}*`, text, isNext: piece[2] !== '0' };
}

function piecesBetween(body: string, boundary: string): readonly string[] {
  const mark = `--${boundary}`;
  const pieces: string[] = [];
  let start: number | undefined;
  for (
    let at = body.startsWith(mark) ? 0 : nextMark(body, mark, 0);
    at !== -1;
    at = nextMark(body, mark, at + mark.length)
  ) {
    const lineEnd = body.indexOf('\n', at);
    const rest = body.slice(at + mark.length, lineEnd === -1 ? body.length : lineEnd).trim();
    if (rest !== '' && rest !== '--') continue;
    if (start !== undefined) pieces.push(body.slice(start, at).replace(/\r?\n$/, ''));
    start = lineEnd === -1 ? body.length : lineEnd + 1;
    if (rest === '--') return pieces;
  }
  // A mail that was cut off has no last boundary.
  return start === undefined ? pieces : [...pieces, body.slice(start)];
}

function nextMark(body: string, mark: string, from: number): number {
  const found = body.indexOf(`\n${mark}`, from);
  return found === -1 ? -1 : found + 1;
}
