import { addressParser } from 'postal-mime';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import { FRAMED_READERS } from '../wire/framed-readers.ts';
import { wireTime } from '../wire/wire-time.ts';
import { createWireItem, type WireItemBuilder } from '../wire/wire-item-builder.ts';
import { webUrl } from '../html/web-url.ts';
import { onlyGiven } from '../only-given.ts';
import { pictureType } from '../picture-type.ts';
import type { WireItem, WireNeeds, WireRead } from '../wire/wire-item.ts';
import { settleSigns } from '../wire/wire-signs.ts';
import { tellHead } from '../wire/story-head.ts';
import { filledForm, tellForm, type FilledForm } from './filled-form.ts';
import { fileNameOf, headerText } from './header-text.ts';
import { chooseBody, isData, type MailBody } from './mail-body.ts';
import type { MailKind } from './mail-thread.ts';
import { tellTelexSubject } from './telex-subject.ts';
import { cutSignature, tellMailBody } from './tell-mail-body.ts';
import { byteText, cutFields, readMimePart, valueOf, type MailField, type MimePart } from './mime-part.ts';
import { decodeText } from '../text/decode-text.ts';
import { carriesArticle, isWebPage } from '../webpage/parse-web-page.ts';
import { firstSign, isLetterByte } from '../text/first-sign.ts';

/** A file in a mail that may be a wire itself: XML, JSON, plain text, a calendar, another mail. Its reader is for the caller to find. */
export type MailAttachment = {
  readonly fileName?: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  /** Other parts may show it in their midst (RFC 2392); logos come that way, and photos too. */
  readonly isInline?: true;
  /** Where a page stood that was saved with what it shows (MHTML, RFC 2557). */
  readonly baseUrl?: string;
  /** `part 1.2`. */
  readonly at: string;
};

/** What a mail gives: items as any wire, and the files that are wires themselves. */
export type MailRead = WireRead & { readonly attachments: readonly MailAttachment[] };

const KNOWN =
  /^(?:from|to|subject|date|message-id|mime-version|content-type|received|return-path|reply-to|sender|delivered-to|cc|x-mailer|dkim-signature)$/;

/** Does the document begin like a mail: at least two header fields that mails have, before anything else? */
export function isMail(bytes: Uint8Array): boolean {
  // Most documents begin with `<` or `{`, and no further byte of them need be looked at.
  const first = firstSign(bytes);
  if (first !== undefined && !isLetterByte(first)) return false;
  const start = byteText(bytes.subarray(0, 8192)).replace(/^\s+/, '');
  if (!/^[A-Za-z][\w-]*:|^From /.test(start)) return false;
  const names = new Set(
    cutFields(start)
      .fields.map(({ name }) => name)
      .filter((name) => KNOWN.test(name)),
  );
  return (
    names.size >= 2 &&
    (names.has('from') || names.has('received') || names.has('message-id') || names.has('mime-version'))
  );
}

/**
 * Reads a mail (RFC 5322, MIME) into items: one of its own, or those of a wire in its text. Files come as renditions with their
 * bytes, but for those that may be wires themselves. Addresses, recipients and signatures are private. Refuses what is no mail.
 */
export function parseMail(bytes: Uint8Array, needs: WireNeeds): Result<MailRead, FormatRefusal> {
  if (!isMail(bytes))
    return refuse({
      code: 'document-kind-unknown',
      at: '',
      detail: 'No header of a mail stands at the start.',
    });
  const mail = readMimePart(bytes);
  const body = chooseBody(mail);
  const files = filesOf(mail, body);
  const framed = framedItems(body, needs);
  const shown = { ...body, parts: body.parts.filter((part) => !isData(part)) };
  const carried = new Set(files.filter((file) => isWire(file) || isArticle(file)));
  const wires = [...wiresInText(body, pageAddress(mail)), ...carried];
  const isSaved = pageAddress(mail) !== undefined && wires.some(({ baseUrl }) => baseUrl !== undefined);
  const others = files.filter((file) => !carried.has(file));
  const pictures = isSaved ? [] : others;
  const items =
    framed.length > 0
      ? framed.map((item, index) => withMail(item, { mail, body, files: index === 0 ? pictures : [] }))
      : [ownItem(mail, shown, pictures, needs)];
  const kept = items.filter((item) => hasContent(item, wires.length > 0));
  if (kept.length === 0 && wires.length === 0)
    return refuse({
      code: 'document-without-items',
      at: 'part 1',
      detail: 'The mail has no text and no file.',
    });
  const dropped = (isSaved ? others : []).map(({ at, fileName, mediaType }) => ({
    at,
    what: fileName ?? mediaType,
    why: 'it belongs to the page that was saved, not to the story',
  }));
  return accept({ items: kept, encoding: body.encoding, dropped, warnings: [], attachments: wires });
}

/** Browsers save a page with what it shows as a mail that says where the page stood. */
function pageAddress({ fields }: MimePart): string | undefined {
  return webUrl(valueOf(fields, 'snapshot-content-location') ?? valueOf(fields, 'content-location') ?? '');
}

/** A mail that only carries wires is no story itself. */
function hasContent(item: WireItem, carriesWires: boolean): boolean {
  return item.body.length > 0 || item.renditions.length > 0 || (item.headline !== undefined && !carriesWires);
}

/** A text that is markup or data is a wire like one in a file. */
function wiresInText(body: MailBody, page: string | undefined): readonly MailAttachment[] {
  return body.parts.filter(isData).map(({ text, isHtml, at }) => {
    const isMarkup = text.trimStart().startsWith('<');
    const mediaType = isHtml ? 'text/html; charset=utf-8' : isMarkup ? 'application/xml' : 'application/json';
    const bytes = new TextEncoder().encode(text);
    return { mediaType, bytes, at, ...(isHtml ? onlyGiven({ baseUrl: page }) : {}) };
  });
}

function filesOf(part: MimePart, body: MailBody): readonly MailAttachment[] {
  if (part.parts.length > 0) return part.parts.flatMap((one) => filesOf(one, body));
  if (body.used.has(part) || part.bytes.length === 0) return [];
  const fileName = fileNameOf(part, body.charset);
  return [
    {
      // Mailers call files what they like; the bytes of a picture tell.
      mediaType: pictureType(part.bytes) ?? part.mediaType,
      bytes: part.bytes,
      at: part.at,
      ...(fileName === undefined ? {} : { fileName }),
      ...(isInline(part) ? { isInline: true } : {}),
    },
  ];
}

function isInline({ disposition, fields }: MimePart): boolean {
  return disposition !== 'attachment' && valueOf(fields, 'content-id') !== undefined;
}

function isWire({ mediaType, fileName = '' }: MailAttachment): boolean {
  return (
    /^(?:text\/(?:plain|xml|calendar)|message\/rfc822|application\/(?:[\w.-]+\+)?(?:xml|json)|application\/(?:rss|atom)\+xml)$/.test(
      mediaType,
    ) || /\.(?:xml|nitf|newsml|json|eml|txt|ics|anpa|iptc|rss|atom)$/i.test(fileName)
  );
}

/** A page of the web that tells a story as data; any other goes with the mail as a file. */
function isArticle({ mediaType, bytes, fileName = '' }: MailAttachment): boolean {
  if (mediaType !== 'text/html' && !/\.html?$/i.test(fileName)) return false;
  const page = decodeText(bytes, mediaType);
  return page.ok && isWebPage(page.value.text) && carriesArticle(page.value.text);
}

/** Items of a wire that the mail only carries. */
function framedItems(body: MailBody, needs: WireNeeds): readonly WireItem[] {
  return body.parts.flatMap(({ text: whole, isHtml }) => {
    const text = isHtml ? whole : cutSignature(createWireItem(''), whole);
    const reader = isHtml
      ? undefined
      : FRAMED_READERS.find((one) => one.format !== 'plain-text' && one.is(text));
    const read = reader?.parse(text, needs);
    return read?.ok ? read.value.items : [];
  });
}

type Carrier = {
  readonly mail: MimePart;
  readonly body: MailBody;
  readonly files: readonly MailAttachment[];
};

/** A wire in a mail keeps what it says of itself; the mail says how it came. */
function withMail(item: WireItem, { mail, body, files }: Carrier): WireItem {
  const builder = createWireItem('part 1');
  tellAddresses(builder, mail.fields);
  builder.date('versionCreated', wireTime(valueOf(mail.fields, 'date')), 'Date');
  for (const { text } of body.parts) cutSignature(builder, text);
  for (const file of files) tellFile(builder, file);
  const carrier = builder.build();
  const id = mailId(valueOf(mail.fields, 'message-id'));
  const link = id === undefined ? [] : [{ rel: 'deliveredBy', uri: id, at: 'part 1' }];
  return {
    ...item,
    uri: item.uri === '' && id !== undefined ? id : item.uri,
    ...onlyGiven({ provider: item.provider ?? carrier.provider }),
    dates: { ...carrier.dates, ...item.dates },
    renditions: [...item.renditions, ...carrier.renditions],
    dropped: [...item.dropped, ...carrier.dropped],
    links: [...item.links, ...link],
    private: [...item.private, ...carrier.private],
  };
}

function ownItem(
  mail: MimePart,
  body: MailBody,
  files: readonly MailAttachment[],
  needs: WireNeeds,
): WireItem {
  const builder = createWireItem('part 1');
  const hasPicture = files.some(({ mediaType }) => mediaType.startsWith('image/'));
  builder.set('type', body.parts.length === 0 && hasPicture ? 'picture' : 'text', 'part 1');
  // What a form calls its headline stands before the subject of the mail that brought it.
  const form = formIn(body);
  if (form !== undefined) tellForm(builder, form.answers, form.at);
  tellFields(builder, mail.fields, body.charset);
  for (const { code, at, detail } of body.findings) builder.warn(code, at, detail);
  for (const part of body.unreadable) builder.dropped.add(part.at, part.mediaType, part.why);
  if (form === undefined) tellMailBody(builder, body, { baseUrl: needs.baseUrl, kind: kindOf(mail, body) });
  settleSigns(builder);
  for (const file of files) tellFile(builder, file);
  tellTravel(builder, mail.fields);
  return builder.build();
}

function formIn({ parts }: MailBody): { readonly answers: FilledForm; readonly at: string } | undefined {
  for (const { text, isHtml, at } of parts) {
    const answers = isHtml ? undefined : filledForm(text);
    if (answers !== undefined) return { answers, at };
  }
  return undefined;
}

/** A file is a form of the story, but for what only mailers can open. */
function tellFile(builder: WireItemBuilder, file: MailAttachment): void {
  const why = /^winmail\.dat$/i.test(file.fileName ?? '')
    ? UNOPENED.get('application/ms-tnef')
    : UNOPENED.get(file.mediaType);
  if (why === undefined) builder.add('renditions', renditionOf(file), file.at);
  else builder.dropped.add(file.at, file.fileName ?? file.mediaType, why);
}

const UNOPENED: ReadonlyMap<string, string> = new Map([
  ...['application/ms-tnef', 'application/vnd.ms-tnef'].map(
    (type) =>
      [
        type,
        'a container of Outlook (TNEF) is not opened; the sender can send plain text with files',
      ] as const,
  ),
  ...['application/pkcs7-mime', 'application/x-pkcs7-mime', 'application/pgp-encrypted'].map(
    (type) => [type, 'what is encrypted or packed into a signature (S/MIME, PGP) is not opened'] as const,
  ),
  ...['application/pkcs7-signature', 'application/x-pkcs7-signature', 'application/pgp-signature'].map(
    (type) => [type, 'signatures of mails are not checked'] as const,
  ),
]);

function renditionOf(file: MailAttachment): WireItem['renditions'][number] {
  const { fileName, mediaType, bytes, at } = file;
  return {
    role: file.isInline ? 'inline' : 'attachment',
    embedded: { bytes },
    mediaType,
    sizeBytes: bytes.length,
    at,
    ...(fileName === undefined ? {} : { fileName }),
  };
}

/** `<a@b>` as a URI (RFC 2392). */
function mailId(field: string | undefined): string | undefined {
  const id = /<?([^\s<>]{3,500})>?/.exec(field ?? '')?.[1];
  return id === undefined ? undefined : `mid:${id}`;
}

function tellFields(
  builder: WireItemBuilder,
  fields: readonly MailField[],
  charset: string | undefined,
): void {
  const text = (name: string) => {
    const value = valueOf(fields, name);
    return value === undefined ? undefined : headerText(value, charset);
  };
  builder.set('uri', mailId(valueOf(fields, 'message-id')), 'Message-ID');
  builder.date('versionCreated', wireTime(text('date')), 'Date');
  builder.date('expires', wireTime(text('expires')), 'Expires');
  builder.set('language', text('content-language')?.replace(/,.*$/s, '').trim(), 'Content-Language');
  tellSubject(builder, text('subject'));
  for (const word of text('keywords')?.split(/\s*[,;]\s*/) ?? [])
    if (word !== '') builder.add('keywords', word, 'Keywords');
  const priority = text('importance') ?? text('priority') ?? text('x-priority');
  if (priority !== undefined && !/normal|^3/i.test(priority)) builder.set('priority', priority, 'Importance');
  tellRelations(builder, fields);
  tellAddresses(builder, fields, charset);
}

function kindOf({ fields }: MimePart, { charset }: MailBody): MailKind {
  const subject = headerText(valueOf(fields, 'subject') ?? '', charset);
  if (SENT_ON.test(subject)) return 'sent-on';
  const isAnswer = ANSWERED.test(subject) || valueOf(fields, 'in-reply-to') !== undefined;
  return isAnswer ? 'answer' : 'letter';
}

const SENT_ON = /^(?:fwd?|wg|tr|rv|chuyển tiếp|转发)\s*[:：]/iu;
const ANSWERED = /^(?:(?:re|fwd?|aw|wg|tr|rv|trả lời|chuyển tiếp|回复|转发)\s*[:：]\s*)+/iu;

function tellSubject(builder: WireItemBuilder, subject: string | undefined): void {
  const text = tellTelexSubject(builder, subject?.replace(ANSWERED, '').trim() ?? '');
  if (text !== '') tellHead(builder, [{ text, at: 'Subject' }]);
  if (!builder.has('headline')) builder.set('headline', text, 'Subject');
}

/** Which mails this one answers or takes the place of (RFC 5322 §3.6.4, RFC 2156). */
function tellRelations(builder: WireItemBuilder, fields: readonly MailField[]): void {
  const answered = mailId(valueOf(fields, 'in-reply-to'));
  if (answered !== undefined)
    builder.add('links', { rel: 'inReplyTo', uri: answered, at: 'In-Reply-To' }, 'In-Reply-To');
  const replaced = mailId(
    valueOf(fields, 'supersedes') ?? valueOf(fields, 'obsoletes') ?? valueOf(fields, 'replaces'),
  );
  if (replaced === undefined) return;
  builder.add('about', replaced, 'Supersedes');
  builder.add('signals', { code: 'update' }, 'Supersedes');
}

/** The name of a sender may be the provider; addresses and recipients stay in this house. */
function tellAddresses(builder: WireItemBuilder, fields: readonly MailField[], charset?: string): void {
  for (const name of ['from', 'sender', 'reply-to', 'to', 'cc', 'bcc']) {
    const value = valueOf(fields, name);
    if (value === undefined) continue;
    const written = headerText(value, charset);
    builder.add('private', { kind: 'contact', text: `${name}: ${written}`, at: name }, name);
    const [first] = name === 'from' ? addressParser(written.slice(0, 2000), { flatten: true }) : [];
    const shown = first?.name.trim() ?? '';
    if (shown !== '' && !shown.includes('@')) builder.set('provider', { code: shown }, 'From');
  }
}

const READ =
  /^(?:from|sender|reply-to|to|cc|bcc|message-id|date|expires|content-.*|mime-version|subject|keywords|importance|priority|x-priority|in-reply-to|supersedes|obsoletes|replaces)$/;

/** Every other field tells how the mail travelled or what mailers made it. */
function tellTravel(builder: WireItemBuilder, fields: readonly MailField[]): void {
  const names = [...new Set(fields.map(({ name }) => name).filter((name) => !READ.test(name)))];
  if (names.length > 0)
    builder.dropped.add('part 1', `header fields ${names.join(', ')}`, 'they tell how the mail travelled');
}
