import { wireLines, type WireLine } from './story-blocks.ts';

/** One message between SOH and EOT: what stands before STX, between STX and ETX, and after ETX. `hasText` is false without an STX. */
export type FramedMessage = {
  readonly header: readonly WireLine[];
  readonly text: readonly WireLine[];
  readonly trailer: readonly WireLine[];
  readonly hasFrame: boolean;
};

const SOH = '\u0001';
const STX = '\u0002';
const ETX = '\u0003';
const EOT = '\u0004';

/**
 * The transmission controls as themselves: padding (NUL, SYN, DEL, BEL) is taken off, and a file that was made readable by writing
 * them with carets (`^A … ^B … ^C … ^D`) gets them back. A caret line of ANPA 1312 (`^AP Photo`) stays what it is.
 */
export function plainControls(text: string): string {
  const bare = text.replace(/[\0\u0007\u0016\u007F]/g, '').replace(/^\uFEFF/, '');
  if (!/^\u0001?(?:\^[@V])*\^A[A-Za-z]{1,12}\s?\d{2,5}/.test(bare.trimStart().slice(0, 200))) return bare;
  return bare
    .split(/\^A(?=[A-Za-z]{1,12}\s?\d{2,5})/)
    .map((message, index) => (index === 0 ? '' : SOH + caretMessage(message)))
    .join('');
}

function caretMessage(message: string): string {
  return message
    .replace(/(^|\n)\^B/, `$1${STX}`)
    .replace(/\n\^C(?=\s|\^D|\d|[A-Z]{2,4}-|$)/, `\n${ETX}`)
    .replace(/\^D(?=\s*$)/, EOT)
    .replace(/\^_/, '\u001F')
    .replace(/\^S\^Q/, '\u0013\u0011')
    .replace(/\^S\^R/, '\u0013\u0012')
    .replace(/\^[V@]/g, '');
}

/** Cuts a document into its messages: at SOH where it has any, else at the lines that `startsMessage` knows. */
export function framedMessages(
  text: string,
  startsMessage: (line: string, next: string) => boolean,
): readonly FramedMessage[] {
  return text.includes(SOH) ? controlled(text) : stripped(wireLines(text), startsMessage);
}

function controlled(text: string): readonly FramedMessage[] {
  let line = 1;
  const messages: FramedMessage[] = [];
  for (const [index, piece] of text.split(SOH).entries()) {
    if (index > 0) messages.push(controlledMessage(piece, line));
    line += linesIn(piece);
  }
  return messages;
}

function controlledMessage(piece: string, firstLine: number): FramedMessage {
  const stx = piece.indexOf(STX);
  const etx = piece.indexOf(ETX, Math.max(stx, 0));
  const textEnd = etx === -1 ? piece.length : etx;
  const headerEnd = stx === -1 ? 0 : stx;
  const header = piece.slice(0, headerEnd);
  const body = piece.slice(stx === -1 ? 0 : stx + 1, textEnd);
  const trailer = piece.slice(textEnd + 1).split(EOT)[0] ?? '';
  return {
    header: wireLines(header, firstLine),
    text: wireLines(body.replaceAll(EOT, ''), firstLine + linesIn(header)),
    trailer: wireLines(trailer, firstLine + linesIn(header) + linesIn(body)),
    hasFrame: stx !== -1,
  };
}

function linesIn(text: string): number {
  return text.split('\n').length - 1;
}

/** Without controls a message is all text; its reader finds the header in its first lines. */
function stripped(
  lines: readonly WireLine[],
  startsMessage: (line: string, next: string) => boolean,
): readonly FramedMessage[] {
  const starts = lines.flatMap((line, index) =>
    startsMessage(line.text, lines[index + 1]?.text ?? '') ? [index] : [],
  );
  return starts.map((start, index) => ({
    header: [],
    text: lines.slice(start, starts[index + 1] ?? lines.length),
    trailer: [],
    hasFrame: false,
  }));
}

/** The last line that is not blank, where it is a time as messages end with one, and the lines before it. */
export function cutTrailer(
  lines: readonly WireLine[],
  isTrailer: (line: string) => boolean,
): { readonly text: readonly WireLine[]; readonly trailer: readonly WireLine[] } {
  const last = lines.findLastIndex(({ text }) => text.trim() !== '');
  const found = lines[last];
  if (found === undefined || !isTrailer(found.text)) return { text: lines, trailer: [] };
  return { text: lines.slice(0, last), trailer: [found] };
}
