import type { Paragraph, WireLine } from '../wire/story-blocks.ts';
import { isByline, isHeadlineShaped } from '../wire/story-head.ts';
import { isPartnerNote, tellPartnerNote } from '../wire/story-sections.ts';
import type { WireItemBuilder } from '../wire/wire-item-builder.ts';
import { isAllSigns, leadingSigns, tellEmbargo, tellSigns } from '../wire/wire-signs.ts';

/**
 * Reads the lines that begin with a caret: the slug with its word count, the headline, notes, the byline and who it works for, a
 * summary. Answers those that are none of these, as paragraphs: a list of headlines has nothing but such lines.
 */
export function readHeadLines(builder: WireItemBuilder, lines: readonly WireLine[]): readonly Paragraph[] {
  const left: WireLine[] = [];
  let isAfterByline = false;
  for (const { text: written, at } of lines) {
    const text = written.replace(/^\^/, '').trim();
    if (text === '' || /^\*\d+$/.test(text)) continue;
    if (isAfterByline && isEmployer(text) && !builder.has('creditLine')) builder.set('creditLine', text, at);
    else if (isByline(text)) {
      builder.set('byline', text, at);
      isAfterByline = true;
    } else if (!tellLine(builder, text, at)) left.push({ text, at });
  }
  return left.map((line) => ({ lines: [line] }));
}

/** Who a writer works for, under the byline. */
function isEmployer(text: string): boolean {
  return (
    text.length < 60 &&
    /\b(?:press|writer|correspondent|news|staff|editor|reuters|bloomberg|times|post|columnist|AP|AFP|UPI)\b/i.test(
      text,
    )
  );
}

function tellLine(builder: WireItemBuilder, text: string, at: string): boolean {
  return (
    tellTagged(builder, text, at) ||
    tellNote(builder, text, at) ||
    tellSlugLine(builder, text, at) ||
    tellWords(builder, text, at)
  );
}

/** `HL:…`, `INDEX: Economy, Business`, `SYMBOL:TSX:IMO`, `code:2`: the Canadian Press marks its lines. */
function tellTagged(builder: WireItemBuilder, text: string, at: string): boolean {
  const [, tag = '', value = ''] =
    /^(HL|Index|Symbol|Code|Update|Keyword|Slug|Headline)\s*:\s*(.*)$/i.exec(text) ?? [];
  const name = tag.toLowerCase();
  if (name === '') return false;
  if (name === 'hl' || name === 'headline') builder.set('headline', value, at);
  else if (name === 'slug') builder.set('slugline', value, at);
  else if (name === 'update') {
    builder.add('signals', { code: 'update' }, at);
    builder.add('edNotes', { text: value, role: 'update', audience: 'partner', at }, at);
  } else if (name === 'code')
    builder.dropped.add(at, text, 'a code of the service steers the wire, not the story');
  else for (const word of value.split(',')) if (word.trim() !== '') builder.add('keywords', word.trim(), at);
  return true;
}

function tellNote(builder: WireItemBuilder, text: string, at: string): boolean {
  if (tellEmbargo(builder, text, at)) return true;
  if (isAllSigns(text)) {
    tellSigns(builder, leadingSigns(text).signs, at);
    return true;
  }
  if (!isPartnerNote(text)) return false;
  tellPartnerNote(builder, text, at);
  const { signs } = leadingSigns(text.replace(/^\(?eds:?\s*/i, ''));
  tellSigns(builder, signs, at);
  return true;
}

/** `BC-LT--Argentina-Cancer Beauty,466`, `Dollar-Markets, 7th Writethru`; false for any other line. */
export function tellSlugLine(builder: WireItemBuilder, text: string, at: string): boolean {
  const [, slug = '', version = '', words] =
    /^(\S[^,]{2,60}?)(?:,\s*(\d?\d?(?:st|nd|rd|th)?\s*(?:Ld|Sub|Writethru|Add|Optional|Correct|Kill|Lead)[^,]*))?(?:,\s*0*(\d{1,5})(?:-\d+)?)?$/i.exec(
      text,
    ) ?? [];
  const isSlug =
    slug !== '' &&
    (version !== '' || words !== undefined || /^[A-Z]{2}-/.test(slug)) &&
    !/\s\S+\s\S+\s\S+\s/.test(slug);
  if (!isSlug) return false;
  tellSlug(builder, slug, at);
  builder.set('wordCount', words === undefined ? undefined : Number(words), at);
  if (version !== '') tellSigns(builder, leadingSigns(version.replaceAll('-', ' ')).signs, at);
  builder.set('version', version.trim(), at);
  return true;
}

/** The first spelling is the slug line; any other, which the header may have cut off, is a keyword. */
export function tellSlug(builder: WireItemBuilder, slug: string, at: string): void {
  if (slug === '') return;
  const slugline = builder.get('slugline');
  if (slugline !== undefined && slugline !== slug) builder.add('keywords', slug, at);
  if (slugline === undefined) builder.set('slugline', slug, at);
  const { signs } = leadingSigns(slug.replace(/^(?:AM|PM|BC|AP|BN)-+/i, ''));
  if (
    signs.some(
      ({ priority, instruction }) =>
        priority !== undefined || instruction === 'kill' || instruction === 'advise',
    )
  )
    tellSigns(builder, signs, at);
}

function tellWords(builder: WireItemBuilder, text: string, at: string): boolean {
  if (!builder.has('headline') && isHeadlineShaped(text)) {
    builder.set('headline', text, at);
    return true;
  }
  if (text.length < 120 || builder.has('summary')) return false;
  builder.set('summary', text, at);
  return true;
}
