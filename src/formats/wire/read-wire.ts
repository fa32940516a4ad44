import { accept, refuse, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import { applyDialect, dialectOf } from '../dialects/apply-dialect.ts';
import type { Dialect } from '../dialects/dialect.ts';
import type { Tree } from '../dialects/find-path.ts';
import { hasStructure, readStructure } from '../dialects/read-structure.ts';
import { shippedDialects } from '../dialects/shipped-dialects.ts';
import { readFeedXml } from '../feed/read-feed-xml.ts';
import { readStrictJson } from '../json/read-strict-json.ts';
import { endCutJson } from '../json/end-cut-json.ts';
import { isMail, parseMail } from '../mail/parse-mail.ts';
import { onlyGiven } from '../only-given.ts';
import { splitMbox } from '../mail/split-mbox.ts';
import type { PictureNeeds } from '../picture/parse-picture.ts';
import { decodeText, type DecodedText } from '../text/decode-text.ts';
import { endCutXml, openAtBreak } from '../xml/end-cut-xml.ts';
import { isWebPage, parseWebPage } from '../webpage/parse-web-page.ts';
import { BYTE_READERS, JSON_READERS, XML_READERS, type WireFormat } from './readers.ts';
import { FRAMED_READERS } from './framed-readers.ts';
import type { WireDocument } from './wire-document.ts';
import { readCut, withLastCut } from './read-cut.ts';
import { jsonLinesIn, placed, readSeveral, xmlDocumentsIn } from './read-several.ts';
import { settleItem } from './settle-item.ts';
import type { WireRead } from './wire-item.ts';

/** `contentType` is the HTTP header's value, believed only where the bytes agree. */
export type WireDocumentNeeds = PictureNeeds & {
  readonly contentType?: string;
  /** What the source's settings say of its charset, for bytes that do not tell. */
  readonly charset?: string;
  /** Dialects of agencies beside the shipped ones; they come first. */
  readonly dialects?: readonly Dialect[];
};

/**
 * Reads a document of any format that a wire may send. One bad item among good ones is listed as dropped; a document without a
 * single readable item is refused with the place and the reason.
 */
export function readWire(bytes: Uint8Array, needs: WireDocumentNeeds): Result<WireDocument, FormatRefusal> {
  const dialects = needs.dialects === undefined ? shippedDialects() : withShipped(needs.dialects);
  const read = readPlain(bytes, { ...needs, dialects });
  if (!read.ok || read.value.dialect !== undefined) return read;
  const dialect = dialectOf(read.value, dialects);
  return dialect === undefined ? read : accept(applyDialect(read.value, dialect));
}

/** An own dialect takes the place of the shipped one that has its id. */
export function withShipped(own: readonly Dialect[]): readonly Dialect[] {
  if (own.length === 0) return shippedDialects();
  const known = together.get(own);
  if (known !== undefined) return known;
  const taken = new Set(own.map(({ id }) => id));
  const all = [...own, ...shippedDialects().filter(({ id }) => !taken.has(id))];
  together.set(own, all);
  return all;
}

const together = new WeakMap<readonly Dialect[], readonly Dialect[]>();

type PlainNeeds = WireDocumentNeeds & {
  readonly dialects: readonly Dialect[];
  readonly mailDepth?: number;
};

function readPlain(bytes: Uint8Array, needs: PlainNeeds): Result<WireDocument, FormatRefusal> {
  const binary = BYTE_READERS.find(({ is }) => is(bytes));
  if (binary !== undefined) return documentOf(binary.format, binary.parse(bytes, needs), BINARY);
  const mails = splitMbox(bytes);
  if (mails !== undefined) return readMails(mails, needs);
  if (isMail(bytes)) return readMail(bytes, needs);
  const decoded = decodeText(bytes, needs.contentType, needs.charset);
  if (!decoded.ok) return decoded;
  const start = decoded.value.text.trimStart().charAt(0);
  if (start === '{' || start === '[') return readJson(decoded.value, needs);
  if (start === '<') return readPageOrMarkup(decoded.value, needs);
  // Servers put words before a feed that breaks it.
  const isLate = /<(?:\?xml|rss|feed|rdf:RDF)[\s>]/.test(decoded.value.text.slice(0, 2000));
  const late = isLate ? readMarkup(decoded.value, needs) : undefined;
  return late?.ok === true ? late : readText(decoded.value, needs);
}

function readJson(decoded: DecodedText, needs: PlainNeeds): Result<WireDocument, FormatRefusal> {
  const json = readStrictJson(decoded.text, 'round');
  if (!json.ok && json.error.code === 'json-malformed')
    return readMalformedJson(decoded, json.error, needs) ?? json;
  if (!json.ok) return json;
  const reader = JSON_READERS.find(({ is }) => is(json.value));
  if (reader !== undefined && reader.format !== 'ninjs')
    return documentOf(reader.format, reader.parse(json.value, needs), decoded);
  // What a dialect describes is more than names that ninjs shares with many.
  const own = readByDialect({ kind: 'json', value: json.value, at: '' }, decoded, needs);
  if (reader === undefined || own?.ok === true) return own ?? no('', 'No wire format has such members.');
  return documentOf(reader.format, reader.parse(json.value, needs), decoded);
}

/** A file of several, text that begins with a bracket, or JSON that ends in the middle. */
function readMalformedJson(
  decoded: DecodedText,
  error: FormatRefusal,
  needs: PlainNeeds,
): Result<WireDocument, FormatRefusal> | undefined {
  const again = (text: string) => readJson({ ...decoded, text }, needs);
  const lines = jsonLinesIn(decoded.text);
  const several = lines.length > 1 ? readSeveral(lines, 'line', again) : undefined;
  const text = several ?? readText(decoded, needs);
  return text.ok ? text : readCut(endCutJson(decoded.text), error, again);
}

function readPageOrMarkup(decoded: DecodedText, needs: PlainNeeds): Result<WireDocument, FormatRefusal> {
  if (!isWebPage(decoded.text)) return readMarkup(decoded, needs);
  return documentOf('web-page', parseWebPage(decoded.text, needs), decoded);
}

function readMarkup(decoded: DecodedText, needs: PlainNeeds): Result<WireDocument, FormatRefusal> {
  const xml = readFeedXml(decoded.text);
  if (!xml.ok) {
    const documents = xml.error.code === 'xml-malformed' ? xmlDocumentsIn(decoded.text) : [];
    if (documents.length < 2) return readMarkupCut(decoded, xml, needs);
    return readSeveral(documents, 'document', (text) => readMarkup({ ...decoded, text }, needs)) ?? xml;
  }
  const { root } = xml.value;
  const mended: DecodedText = { ...decoded, findings: [...decoded.findings, ...xml.value.warnings] };
  const reader = XML_READERS.find(({ is }) => is(root));
  if (reader !== undefined) {
    const read = documentOf(reader.format, reader.parse(root, needs), mended);
    const isBroken = xml.value.warnings.length > 0 && ENTRY.test(openAtBreak(decoded.text)?.join(' ') ?? '');
    return isBroken && read.ok ? accept(withLastCut(read.value)) : read;
  }
  return (
    readByDialect({ kind: 'xml', element: root }, mended, needs) ??
    no(root.at, `No wire format begins with <${root.name}> in "${root.ns}".`)
  );
}

/** An entry of a feed among the names of open elements. */
const ENTRY = /(?:^|[ :])(?:item|entry)(?: |$)/;

function readMarkupCut(
  decoded: DecodedText,
  xml: { readonly ok: false; readonly error: FormatRefusal },
  needs: PlainNeeds,
): Result<WireDocument, FormatRefusal> {
  const ended = xml.error.code === 'xml-malformed' ? endCutXml(decoded.text) : undefined;
  return readCut(ended, xml.error, (text) => readMarkup({ ...decoded, text }, needs)) ?? xml;
}

function readText(decoded: DecodedText, needs: PlainNeeds): Result<WireDocument, FormatRefusal> {
  const reader = FRAMED_READERS.find(({ is }) => is(decoded.text));
  if (reader === undefined) return no('', 'The document is neither JSON nor XML, nor text for people.');
  return documentOf(reader.format, reader.parse(decoded.text, needs), decoded);
}

/** Mails inside mails inside mails are read; what is deeper is listed as dropped. */
const DEEPEST_MAIL = 3;

/** A mail, and the wires that are attached to it; what comes out of a file stands at the file's part. */
function readMail(bytes: Uint8Array, needs: PlainNeeds): Result<WireDocument, FormatRefusal> {
  const mail = parseMail(bytes, needs);
  if (!mail.ok) return mail;
  const items = [...mail.value.items];
  const dropped = [...mail.value.dropped];
  const warnings = [...mail.value.warnings];
  const depth = needs.mailDepth ?? 1;
  for (const { at, bytes: inner, mediaType, fileName, baseUrl } of mail.value.attachments) {
    const around = { ...needs, ...onlyGiven({ baseUrl }) };
    const read =
      depth < DEEPEST_MAIL
        ? readPlain(inner, { ...around, contentType: mediaType, mailDepth: depth + 1 })
        : TOO_DEEP;
    if (read.ok) {
      items.push(...read.value.items);
      dropped.push(...placed(read.value.dropped, at));
      warnings.push(...placed(read.value.warnings, at));
    } else dropped.push({ at, what: fileName ?? mediaType, why: read.error.detail });
  }
  const { attachments: _told, ...rest } = mail.value;
  return documentOf('mail', accept({ ...rest, items, dropped, warnings }), BINARY);
}

/** The mails of an mbox as one document. */
function readMails(mails: readonly Uint8Array[], needs: PlainNeeds): Result<WireDocument, FormatRefusal> {
  return readSeveral(mails, 'mail', (bytes) => readMail(bytes, needs)) ?? no('mail 1', NO_MAIL);
}

const NO_MAIL = 'No mail in the file can be read.';

const TOO_DEEP = no('', 'It is a mail inside too many others.');

/** For formats whose readers make text of the bytes themselves. */
const BINARY: DecodedText = { text: '', charset: 'binary', declared: [], findings: [] };

/** A house's own form, where a dialect says where its fields are. */
function readByDialect(
  tree: Tree,
  decoded: DecodedText,
  needs: PlainNeeds,
): Result<WireDocument, FormatRefusal> | undefined {
  const dialect = needs.dialects.find((one) => hasStructure(tree, one));
  if (dialect?.structure === undefined) return undefined;
  const read = documentOf('dialect', readStructure(tree, dialect.structure, needs), decoded);
  return read.ok ? accept(applyDialect(read.value, dialect)) : read;
}

function documentOf(
  format: WireFormat,
  read: Result<WireRead, FormatRefusal>,
  decoded: DecodedText,
): Result<WireDocument, FormatRefusal> {
  if (!read.ok) return read;
  const { items, provider, encoding, dropped, warnings } = read.value;
  return accept({
    format,
    encoding: encoding ?? { declared: decoded.declared, found: decoded.charset },
    ...(provider === undefined ? {} : { provider }),
    items: items.map(settleItem),
    dropped,
    warnings: [...decoded.findings, ...warnings],
  });
}

function no(at: string, detail: string): Result<never, FormatRefusal> {
  return refuse({ code: 'document-kind-unknown', at, detail });
}
