/** A line of a plain mail or a block of one in HTML. */
type Unit = { readonly text: string };

/** What its subject and header say of a mail that has another inside. */
export type MailKind = 'sent-on' | 'answer' | 'letter';

/** What of a mail is its story, and what belongs to other mails or to the letter around it. */
export type MailThread<U extends Unit> = {
  readonly story: readonly U[];
  /** Headers, quoted words and earlier mails, in order. */
  readonly quoted: readonly (readonly U[])[];
  /** What someone wrote above a mail that he sent on. */
  readonly covering: readonly U[];
};

/**
 * Parts a mail from the mails inside it. Of one that was sent on, the story is what lies below the header of the inner mail; of an
 * answer it is what stands above the quoted one. Nothing is lost: what is no story is in one of the other lists.
 */
export function cutThread<U extends Unit>(units: readonly U[], kind: MailKind, depth = 0): MailThread<U> {
  if (depth > DEEPEST) return { story: [], quoted: [units], covering: [] };
  const start = units.findIndex((_unit, index) => startsInnerMail(units, index));
  if (start === -1) return withoutQuotes(units);
  const end = endOfHeader(units, start);
  const [above, header, below] = [units.slice(0, start), units.slice(start, end), units.slice(end)];
  const isForwarded =
    hasWords(below) &&
    (!hasWords(above) ||
      FORWARD_MARK.test(textAt(units, start)) ||
      (!isAttribution(header) && mayBeSentOn(kind, above, below)));
  if (!isForwarded) {
    const rest = withoutQuotes(above);
    return { ...rest, quoted: [...rest.quoted, [...header, ...below]] };
  }
  // A story inside a mail that was sent on may itself have older mails below.
  const inner = cutThread(below, 'answer', depth + 1);
  return { ...inner, quoted: [header, ...inner.quoted], covering: [...above, ...inner.covering] };
}

/** Nobody sends on what was sent on so many times; what lies deeper is quoted. */
const DEEPEST = 20;

/** Where the subject does not tell, a short note stands above a mail that was sent on, and a long answer above a short question. */
function mayBeSentOn(kind: MailKind, above: readonly Unit[], below: readonly Unit[]): boolean {
  const length = (units: readonly Unit[]) => units.reduce((sum, { text }) => sum + text.length, 0);
  return kind === 'sent-on' || (kind === 'letter' && length(below) > length(above));
}

function hasWords(units: readonly Unit[]): boolean {
  return units.some(({ text }) => /\p{L}/u.test(text));
}

const FORWARD_MARK =
  /^\s*(?:-{2,}\s*(?:forwarded message|weitergeleitete nachricht|message transféré|mensaje reenviado|thư (?:đã )?(?:được )?chuyển tiếp|tin nhắn (?:đã )?(?:được )?chuyển tiếp|转发的?(?:邮件|信息|消息))\s*-{2,}|begin forwarded message:|bắt đầu (?:thư|tin nhắn) được chuyển tiếp:)/iu;
const ANSWER_MARK =
  /^\s*(?:-{2,}\s*(?:original message|ursprüngliche nachricht|message d'origine|mensaje original|thư gốc|tin nhắn gốc|原始邮件|原邮件)\s*-{2,}|_{20,})\s*$/iu;
const HEADER_FIELD =
  /^\s*\*?(?:from|sent|date|to|cc|subject|reply-to|từ|người gửi|gửi|đã gửi|ngày|đến|tới|chủ đề|tiêu đề|发件人|发送时间|发送日期|收件人|抄送|主题|日期|von|gesendet|datum|an|betreff|de|envoyé|à|objet)\*?\s*[:：]/iu;
const SENDER_FIELD = /^\s*\*?(?:from|từ|người gửi|发件人|von|de)\*?\s*[:：]/iu;
/** Who wrote when: with a clock or an address, so that `On Monday he wrote:` of a story is none. */
const ATTRIBUTION =
  /^\s*(?:(?:on|vào|am|le|el)\s|在|于|\d{4}年)(?=.{0,250}(?:@|\d:\d\d)).{5,250}(?:wrote|đã viết|schrieb|a écrit|escribió|写道)\s*[:：]\s*$/isu;

function isAttribution(header: readonly Unit[]): boolean {
  return ATTRIBUTION.test(header.map(({ text }) => text).join(' '));
}

function startsInnerMail(units: readonly Unit[], index: number): boolean {
  const text = textAt(units, index);
  if (FORWARD_MARK.test(text)) return true;
  if (ANSWER_MARK.test(text)) return isHeader(units, nextFilled(units, index + 1));
  // Mailers break the line with the name of who wrote.
  return (
    ATTRIBUTION.test(text) ||
    ATTRIBUTION.test(`${text} ${textAt(units, index + 1)}`) ||
    isHeader(units, index)
  );
}

/** Two fields at least, and one of them says from whom: lines of a plain mail, lines of one block, or blocks below each other. */
function isHeader(units: readonly Unit[], index: number): boolean {
  if (!HEADER_FIELD.test(textAt(units, index))) return false;
  const lines = units.slice(index, index + 4).flatMap(({ text }) => text.split('\n'));
  const other = lines.findIndex((line) => !HEADER_FIELD.test(line));
  const fields = other === -1 ? lines : lines.slice(0, other);
  return fields.length >= 2 && fields.some((line) => SENDER_FIELD.test(line));
}

function textAt(units: readonly Unit[], index: number): string {
  return units[index]?.text ?? '';
}

/** The next unit with words, blank lines between; a mark with more of them below marks nothing. */
function nextFilled(units: readonly Unit[], from: number): number {
  let at = from;
  while (at < from + 3 && textAt(units, at).trim() === '') at += 1;
  return at;
}

/** Where the header that starts there is over; recipients may go on in lines of their own. */
function endOfHeader(units: readonly Unit[], start: number): number {
  const isMark = FORWARD_MARK.test(textAt(units, start)) || ANSWER_MARK.test(textAt(units, start));
  let at = isMark ? nextFilled(units, start + 1) : start;
  if (ATTRIBUTION.test(textAt(units, at))) return at + 1;
  if (ATTRIBUTION.test(`${textAt(units, at)} ${textAt(units, at + 1)}`)) return at + 2;
  while (isFieldLine(textAt(units, at))) at += 1;
  return at;
}

function isFieldLine(text: string): boolean {
  return HEADER_FIELD.test(text) || /^[^\n]{0,200}<[^<>\s]+@[^<>\s]+>[;,]?\s*$/.test(text);
}

/** Words of another mail, marked by `>`. A mail that has no others was sent on with a mark before each line. */
function withoutQuotes<U extends Unit>(units: readonly U[]): MailThread<U> {
  const quotes = units.filter(isQuoted);
  const own = units.filter((unit) => !isQuoted(unit));
  if (quotes.length === 0) return { story: units, quoted: [], covering: [] };
  if (hasWords(own)) return { story: own, quoted: [quotes], covering: [] };
  return {
    story: units.map((unit) =>
      'html' in unit ? unit : { ...unit, text: unit.text.replace(/^\s*(?:> ?)+/, '') },
    ),
    quoted: [],
    covering: [],
  };
}

/** `>>>` before a headline is the mark of an agency, and a block of HTML says by itself that it is a quotation. */
function isQuoted({ text }: Unit): boolean {
  return /^\s*>(?!>*[^\s>])|^> ?\S/.test(text) && !/^>{2,}\S/.test(text);
}
