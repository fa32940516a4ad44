import { charsetName } from './charset-labels.ts';
import { iso2022Of } from './iso-2022.ts';

/** A charset as something or somebody says it, in the writer's spelling. */
export type CharsetLabel = {
  readonly from:
    | 'HTTP header'
    | 'XML declaration'
    | 'HTML meta'
    | 'source settings'
    | 'MIME part'
    | 'IIM 1:90';
  readonly written: string;
};

/** Of every charset that has markup in it, this leaves the ASCII as it is. */
const ASCII_OF = new TextDecoder('utf-8');
/** `<` */
const MARKUP = 0x3c;

const XML_ENCODING = /<\?xml[^>]{0,200}\sencoding\s*=\s*["']([A-Za-z0-9._:-]{1,60})["']/;
const META_CHARSET = /<meta\s[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9._:-]{1,60})/i;

/** All that is said of the charset, in the order in which it is believed. `utf8` is what the bytes are as UTF-8, where they are. */
export function labelsOf(
  bytes: Uint8Array,
  utf8: string | undefined,
  contentType: string | undefined,
  expected: string | undefined,
): readonly CharsetLabel[] {
  const written = utf8 === undefined ? headOf(bytes) : utf8.slice(0, HEAD);
  const head = written.includes('\0') ? written.replaceAll('\0', '') : written;
  const found: readonly (readonly [CharsetLabel['from'], string | undefined])[] = [
    ['HTTP header', /;\s*charset\s*=\s*["']?([^\s"';]{1,60})/i.exec(contentType ?? '')?.[1]],
    ['XML declaration', head.includes('<?xml') ? XML_ENCODING.exec(head)?.[1] : undefined],
    ['HTML meta', head.includes('<') && /<meta\s/i.test(head) ? META_CHARSET.exec(head)?.[1] : undefined],
    ['source settings', expected?.trim().slice(0, 60)],
  ];
  return found.flatMap(([from, written]) =>
    written === undefined || written === '' ? [] : [{ from, written }],
  );
}

/** So much of a document is searched for what it says of its charset. */
const HEAD = 2048;

function headOf(bytes: Uint8Array): string {
  const start = bytes.subarray(0, HEAD);
  return start.includes(MARKUP) ? ASCII_OF.decode(start) : '';
}

/** A charset that hides its characters in seven bits: the one that is said, or the one whose signs stand in the bytes. */
export function sevenBitCharset(bytes: Uint8Array, named: readonly string[]): string | undefined {
  const said = named.find((charset) => /^(?:hz-gb-2312|iso-2022-(?:jp|kr|cn)|din-66003)$/.test(charset));
  const isOpen = named.length === 0 || said?.startsWith('iso-2022') === true;
  const shown = bytes.includes(0x1b) ? designatedIn(bytes) : hzIn(bytes);
  return (isOpen ? shown : undefined) ?? said;
}

/** Chinese between `~{` and `~}` (RFC 1843), at least twice. */
function hzIn(bytes: Uint8Array): string | undefined {
  if (!bytes.includes(TILDE)) return undefined;
  const runs = ASCII_OF.decode(bytes.subarray(0, 4096)).match(/~\{(?:[!-w][!-~]){2,}~\}/g);
  return (runs?.length ?? 0) >= 2 ? charsetName('hz-gb-2312') : undefined;
}

const TILDE = 0x7e;

/** Each of the three designates its set with an escape of its own, so that one said for another is found out. */
function designatedIn(bytes: Uint8Array): string | undefined {
  const text = new TextDecoder('utf-8').decode(bytes.subarray(0, 4096));
  return /\u001B\$[@B]/.test(text) ? charsetName('iso-2022-jp') : iso2022Of(text);
}

/** The charset that a label means for these bytes: "UTF-16" and "Unicode" leave open which byte of a character comes first. */
export function namedCharset(written: string, bytes: Uint8Array): string | undefined {
  if (!/^(?:utf-?16|unicode|ucs-2|iso-10646-ucs-2)$/i.test(written.trim())) return charsetName(written);
  const [first, second] = [0, 1].map(
    (offset) => new Set(bytes.subarray(0, 4096).filter((_, at) => at % 2 === offset)).size,
  );
  // Characters of one writing share their high byte, so that high bytes are few.
  return (first ?? 0) < (second ?? 0) ? 'utf-16be' : 'utf-16le';
}
