import type { JsonObject } from '#kernel/json.ts';
import { accept, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import type { Block, NewsType, PubStatus } from '#domain/item/item.ts';
import { sanitiseInline } from '../html/sanitise.ts';
import { textToBlocks } from '../html/text-to-blocks.ts';
import { toBlocks } from '../html/to-blocks.ts';
import { webUrl } from '../html/web-url.ts';
import { beginning, oneLine, severalLines } from '../item-text.ts';
import type { NinjsSource } from './ninjs-source.ts';
import { objectsIn, textIn } from './read-json.ts';

type Piece = { readonly at: string; readonly object: JsonObject };

/** The richest of the bodies that we can read; the others are the same text in another form. */
export function readBody(source: NinjsSource, baseUrl?: string): Result<readonly Block[], FormatRefusal> {
  const bodies = objectsIn(source.object, 'bodies').filter(
    ({ object }) => textIn(object, 'value') !== undefined,
  );
  const chosen = bodies.find(isHtml) ?? bodies.find(isPlain);
  for (const body of bodies)
    if (body !== chosen) {
      const form = textIn(body.object, 'contentType') ?? textIn(body.object, 'role') ?? 'body';
      source.dropped.add(body.at, form, 'one form of the text is kept');
    }
  if (chosen === undefined) return accept([]);
  const value = textIn(chosen.object, 'value') ?? '';
  if (!isHtml(chosen)) return accept(textToBlocks(value));
  const read = toBlocks(value, baseUrl);
  if (!read.ok) return { ok: false, error: { ...read.error, at: `${chosen.at}/value` } };
  for (const { at, what, why } of read.value.dropped)
    source.dropped.add(`${chosen.at}/value ${at}`, what, why);
  return accept(read.value.blocks);
}

function isHtml({ object }: Piece): boolean {
  const type = textIn(object, 'contentType')?.toLowerCase();
  if (type === undefined)
    return /<\/(?:p|div|h[1-6]|li|blockquote|section)>|<br\s*\/?>/i.test(textIn(object, 'value') ?? '');
  return /^(?:text\/html|application\/xhtml\+xml|html5?|xhtml)\b/.test(type);
}

function isPlain({ object }: Piece): boolean {
  const type = textIn(object, 'contentType')?.toLowerCase();
  return type === undefined || type.startsWith('text/plain') || type === 'text';
}

/**
 * The main headline as one line. An item without one is called by its title, its slugline or its first words; a kill may be
 * bare. Undefined when a usable item has no word at all.
 */
export function readHeadline(
  source: NinjsSource,
  blocks: readonly Block[],
  pubStatus: PubStatus,
): string | undefined {
  const { object, dropped, note } = source;
  const headlines = objectsIn(object, 'headlines').filter((one) => wording(one) !== '');
  const chosen = headlines.find((one) => one.object['role'] === 'main') ?? headlines[0];
  for (const one of headlines)
    if (one !== chosen) dropped.add(one.at, `headline ${wording(one)}`, 'one headline is kept');
  if (chosen !== undefined) return oneLine(wording(chosen));
  const description = objectsIn(object, 'descriptions')[0];
  const words = [
    textIn(object, 'title'),
    textIn(object, 'slugline'),
    description && wording(description),
    blocks[0]?.text,
  ];
  const first = words.find((text) => text !== undefined && oneLine(text) !== '');
  if (first !== undefined)
    note('headline-assumed', '/headlines', 'No headline is given; the first words are used.');
  if (first !== undefined) return beginning(first, 120);
  return pubStatus === 'usable' ? undefined : '';
}

/** The summary (a picture's is its caption) and the credit line, both told apart by their role. */
export function readDescriptions({ object, dropped }: NinjsSource, newsType: NewsType) {
  const all = objectsIn(object, 'descriptions');
  const credit = all.find((one) => one.object['role'] === 'creditline');
  const roles = newsType === 'text' ? ['summary', 'lead', 'main'] : ['caption', 'summary', 'main'];
  const byRole = roles.map((role) => all.find((one) => one.object['role'] === role));
  const summary = byRole.find((one) => one !== undefined) ?? all.find((one) => one !== credit);
  for (const one of all)
    if (one !== summary && one !== credit)
      dropped.add(one.at, textIn(one.object, 'role') ?? 'description', 'one description is kept');
  return {
    summary: summary && severalLines(wording(summary)),
    creditLine: credit && oneLine(wording(credit)),
  };
}

/** Text of a headline or description, without markup if it says that it has some. */
function wording({ object }: Piece): string {
  const value = textIn(object, 'value') ?? '';
  if (!/html/.test(textIn(object, 'contentType') ?? '')) return value;
  const inline = sanitiseInline(value);
  return inline.ok ? inline.value.text : value;
}

/** What an item keeps of its alternative ids: its address on the provider's own site. */
export function readAlternatives({ object, dropped }: NinjsSource): { readonly canonicalUrl?: string } {
  let canonicalUrl: string | undefined;
  for (const { at, object: one } of objectsIn(object, 'altIds')) {
    const url = one['role'] === 'canonicalUrl' ? webUrl(textIn(one, 'value') ?? '') : undefined;
    if (url === undefined) dropped.add(at, `altId ${textIn(one, 'role') ?? ''}`, 'an item has one identity');
    else canonicalUrl = url;
  }
  for (const { at, object: one } of objectsIn(object, 'infoSources'))
    if (one['role'] !== 'provider')
      dropped.add(at, textIn(one, 'name') ?? 'infoSource', 'sources are named in the credit line');
  return canonicalUrl === undefined ? {} : { canonicalUrl };
}
