import type { Finding } from '#domain/item/finding.ts';
import { decodeText } from '../text/decode-text.ts';
import { filledForm } from './filled-form.ts';
import { unflowed } from './flowed-text.ts';
import { carriesArticle, isWebPage } from '../webpage/parse-web-page.ts';
import type { WireEncoding } from '../wire/wire-item.ts';
import type { MimePart } from './mime-part.ts';

/** A text of the mail, decoded. */
export type BodyText = { readonly text: string; readonly isHtml: boolean; readonly at: string };

/** The texts that a mail shows, in order, and the parts that hold them. */
export type MailBody = {
  readonly parts: readonly BodyText[];
  /** Parts that are read, or that say the same as one that is. */
  readonly used: ReadonlySet<MimePart>;
  /** The charset of the first text, for header fields in raw bytes. */
  readonly charset: string | undefined;
  readonly encoding: WireEncoding;
  readonly findings: readonly Finding[];
  readonly unreadable: readonly { readonly at: string; readonly mediaType: string; readonly why: string }[];
};

/**
 * Chooses what is shown of a mail: of alternatives the plain text, unless it is empty or says only that there is HTML (RFC 2046
 * §5.1.4); of other parts every text without a file name.
 */
export function chooseBody(mail: MimePart): MailBody {
  const used = new Set<MimePart>();
  const findings: Finding[] = [];
  const unreadable: { at: string; mediaType: string; why: string }[] = [];
  const declared = new Set<string>();
  const found = new Set<string>();
  const parts = shownParts(mail, used).flatMap((part) => {
    used.add(part);
    const label = part.parameters.get('charset');
    const read =
      part.bytes.length === 0 ? undefined : decodeText(part.bytes, label && `text/plain; charset="${label}"`);
    if (read === undefined) return [];
    if (!read.ok) {
      unreadable.push({ at: part.at, mediaType: part.mediaType, why: read.error.detail });
      return [];
    }
    if (label !== undefined) declared.add(label);
    found.add(read.value.charset);
    findings.push(
      ...read.value.findings.map((finding) => ({ ...finding, at: `${part.at} ${finding.at}`.trim() })),
    );
    return [{ text: plainText(part, read.value.text), isHtml: part.mediaType === 'text/html', at: part.at }];
  });
  const [charset] = found;
  const encoding: WireEncoding = {
    declared: [...declared].map((written) => ({ from: 'MIME part', written })),
    found: charset === undefined ? 'binary' : [...found].join(', '),
  };
  return {
    parts: parts.filter(({ text }) => text.trim() !== ''),
    used,
    charset,
    encoding,
    findings,
    unreadable,
  };
}

/** XML, JSON or a page that tells a story as data, in the place of a text; a filled form is read with the mail. */
export function isData({ text, isHtml }: BodyText): boolean {
  if (isHtml) return isWebPage(text) && carriesArticle(text);
  return (
    /^\s*<\?xml\s/.test(text) ||
    (/^\s*\{\s*"/.test(text) && /\}\s*$/.test(text.slice(-200)) && filledForm(text) === undefined)
  );
}

function plainText(part: MimePart, text: string): string {
  const isFlowed = part.parameters.get('format')?.toLowerCase() === 'flowed';
  return isFlowed ? unflowed(text, part.parameters.get('delsp')?.toLowerCase() === 'yes') : text;
}

function shownParts(part: MimePart, used: Set<MimePart>): readonly MimePart[] {
  if (part.parts.length === 0) return isShown(part) ? [part] : [];
  if (part.mediaType !== 'multipart/alternative') return part.parts.flatMap((one) => shownParts(one, used));
  const shown = part.parts.map((one) => shownParts(one, used)).filter((texts) => texts.length > 0);
  const plain = shown.find((texts) => texts.every((one) => one.mediaType === 'text/plain' && hasWords(one)));
  const chosen = plain ?? shown.at(-1) ?? [];
  for (const other of shown.flat()) used.add(other);
  return chosen;
}

function isShown({ mediaType, disposition, parameters, dispositionParameters }: MimePart): boolean {
  const isText = mediaType === 'text/plain' || mediaType === 'text/html';
  const hasName = [parameters, dispositionParameters].some(
    (one) => one.has('name') || one.has('filename') || one.has('filename*') || one.has('name*'),
  );
  return (
    isText &&
    disposition !== 'attachment' &&
    !(hasName && disposition !== 'inline') &&
    !(hasName && mediaType === 'text/html')
  );
}

/** More than a sentence that asks for a mailer with HTML. */
function hasWords({ bytes }: MimePart): boolean {
  const letters = bytes.filter((byte) => byte > 0x40).length;
  return letters > 0 && !(letters < 160 && /\bHTML\b/.test(String.fromCharCode(...bytes.subarray(0, 400))));
}
