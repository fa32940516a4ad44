import { accept, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import { textToBlocks } from '../../html/text-to-blocks.ts';
import { toBlocks } from '../../html/to-blocks.ts';
import { setBlocksApart } from '../../wire/story-sections.ts';
import type { NinjsReading } from './ninjs-reading.ts';

type Form = { readonly at: string; readonly text: string; readonly isHtml: boolean; readonly called: string };

/** The richest of the bodies that can be read; the others are the same text in another form. */
export function readNinjsBody(reading: NinjsReading): Result<true, FormatRefusal> {
  const { item, needs } = reading;
  const forms = formsOf(reading);
  const chosen = forms.find(({ isHtml }) => isHtml) ?? forms[0];
  for (const one of forms)
    if (one !== chosen) item.dropped.add(one.at, one.called, 'one form of the text is kept');
  if (chosen === undefined) return accept(true);
  if (!chosen.isHtml) {
    item.set('body', setBlocksApart(item, textToBlocks(chosen.text), chosen.at), chosen.at);
    return accept(true);
  }
  const read = toBlocks(chosen.text, needs.baseUrl);
  if (!read.ok) return { ok: false, error: { ...read.error, at: chosen.at } };
  for (const { at, what, why } of read.value.dropped) item.dropped.add(`${chosen.at} ${at}`, what, why);
  item.set('body', setBlocksApart(item, read.value.blocks, chosen.at), chosen.at);
  return accept(true);
}

function formsOf({ json, item }: NinjsReading): readonly Form[] {
  const listed = json.objects('bodies').flatMap((one): readonly Form[] => {
    const value = one.text('value', 'text');
    if (value === undefined) return [];
    const type = one.text('contenttype')?.value.toLowerCase();
    const called = type ?? one.text('role')?.value ?? 'body';
    if (type !== undefined && !/html|^text(?:\/plain)?\b/.test(type)) {
      item.dropped.add(one.at, called, 'the form of the text is not read');
      return [];
    }
    return [
      {
        at: value.at,
        text: value.value,
        isHtml: type?.includes('html') ?? looksLikeHtml(value.value),
        called,
      },
    ];
  });
  const flat = FLAT.flatMap((name): readonly Form[] => {
    const found = json.text(name);
    if (found === undefined) return [];
    const isHtml = /html/.test(name) || (name !== 'body_text' && looksLikeHtml(found.value));
    return [{ at: found.at, text: found.value, isHtml, called: name }];
  });
  return [...listed, ...flat];
}

/** ninjs 1 wrote the form into the name. */
const FLAT = ['body_html', 'body_xhtml', 'body_html5', 'body_richtext', 'body', 'content', 'body_text'];

function looksLikeHtml(text: string): boolean {
  return /<\/(?:p|div|h[1-6]|li|blockquote|section)>|<br\s*\/?>/i.test(text);
}
