/** A number to call or an address to write to. */
export const ADDRESS =
  /(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]+|(?:\+|\b00)\d[\d ()/.-]{7,}|\b\(?0\d{1,4}\)?[ /-]\d[\d -]{5,}|\b0(?:\d{8,10}|\d{2,3}\.\d{3}\.\d{3,4})\b/;

/** "For further information please contact …" with a number or an address is for those who ask, in a sentence too. */
const INVITATION =
  /^\P{L}*(?:for (?:any )?(?:more|further|additional) (?:information|details)|(?:media|press|investor) (?:contact|enquir|inquir)|pour (?:plus|toute|de plus amples) |para (?:más|mais|obtener más) informa|per (?:ulteriori|maggiori) informazioni|(?:für )?weitere informationen|lisätietoj|for (?:mere|mer|ytterligere) informa|för mer information|để biết thêm|mọi chi tiết|如需|更多信息|欲了解|详情请)/iu;

/** The line above those whom to ask. */
const WHOM = /(?:contact|call|e-?mail|liên hệ|kontakt|联系)[^.]{0,40}[:：]\s*$/iu;

/** Does it ask to call or to write? */
export function isInvitation(text: string): boolean {
  return text.length < 400 && INVITATION.test(text) && (ADDRESS.test(text) || WHOM.test(text));
}

/** `((ann@house.example; +84 24 0000 0000))` below a story is how to reach who wrote it. */
export function isReachedInBrackets(text: string): boolean {
  return /^\(\([^]{3,400}\)\)\.?$/.test(text) && ADDRESS.test(text);
}

/** A line that stands alone above what it is about, such as `Media contact:`. */
export function isHeading(text: string): boolean {
  return /^[^:：]{1,60}[:：]?[\s*)）\]]*$/u.test(text);
}

/** Below the heading of contacts stand names, each in a line. */
function isName(text: string): boolean {
  return text.length < 60 && /^\p{Lu}/u.test(text) && !/[.!?。:：]$/.test(text);
}

/** A number or an address that stands alone; inside a sentence it is news. */
function isForCallingBack(text: string): boolean {
  return text.length < 240 && !/[.!?。]$/.test(text) && ADDRESS.test(text);
}

/** Is it a contact by itself, or a name in a list of contacts? */
export function isContact(text: string, isLast: boolean, isInContacts: boolean): boolean {
  if (isInContacts && isName(text)) return true;
  return isForCallingBack(text) && (isInContacts || isLast || text.length < 120);
}

/** A list of contacts while it is walked: whether one was told already, with its number or address. */
export type Contacts = { readonly hasAddress: boolean } | undefined;

/** The list after one of its paragraphs; words that invite to call are whole by themselves, and open none. */
export function contactsAfter(text: string, before: Contacts): Contacts {
  if (INVITATION.test(text) && !isHeading(text)) return undefined;
  return { hasAddress: before?.hasAddress === true || ADDRESS.test(text) };
}

/** So far below a name its number may stand. */
const NAME_LINES = 3;

/**
 * Does a list of contacts go on here? After the first of them a name belongs to it only where a number or an address follows: what else
 * stands below is the story, or the source of a release.
 */
export function goesOn(contacts: Contacts, texts: readonly string[], index: number): boolean {
  if (contacts === undefined) return false;
  if (!contacts.hasAddress || !isName(texts[index] ?? '')) return true;
  for (const text of texts.slice(index, index + NAME_LINES + 1)) {
    if (ADDRESS.test(text)) return isForCallingBack(text);
    if (!isName(text)) return false;
  }
  return false;
}
