import { accept, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import type { Block } from '#domain/item/item.ts';
import { oneLine } from '../../item-text.ts';
import { textToBlocks } from '../../html/text-to-blocks.ts';
import { toBlocks } from '../../html/to-blocks.ts';
import { fillFromBody } from '../../nitf/fill-from-nitf.ts';
import { readNitfBody } from '../../nitf/read-nitf-body.ts';
import { readXml } from '../../xml/read-xml.ts';
import { setBlocksApart } from '../../wire/story-sections.ts';
import type { NinjsReading } from './ninjs-reading.ts';

type FormKind = 'html' | 'nitf' | 'plain';
type Form = { readonly at: string; readonly text: string; readonly kind: FormKind; readonly called: string };

/** The richest of the bodies that can be read; the others are the same text in another form. */
export function readNinjsBody(reading: NinjsReading): Result<true, FormatRefusal> {
  const { item } = reading;
  const forms = formsOf(reading);
  const chosen = KINDS.map((kind) => forms.find((one) => one.kind === kind)).find((one) => one !== undefined);
  for (const one of forms)
    if (one !== chosen) item.dropped.add(one.at, one.called, 'one form of the text is kept');
  if (chosen === undefined) return accept(true);
  const blocks = blocksOf(reading, chosen);
  if (!blocks.ok) return { ok: false, error: { ...blocks.error, at: chosen.at } };
  item.set('body', setBlocksApart(item, blocks.value, chosen.at), chosen.at);
  return accept(true);
}

const KINDS = ['html', 'nitf', 'plain'] as const;

function blocksOf(reading: NinjsReading, form: Form): Result<readonly Block[], FormatRefusal> {
  const { item, needs } = reading;
  if (form.kind === 'plain') return accept(textToBlocks(form.text));
  if (form.kind === 'nitf') return nitfBlocks(reading, form);
  const read = toBlocks(storyOf(item, form), needs.baseUrl);
  if (!read.ok) return read;
  for (const { at, what, why } of read.value.dropped) item.dropped.add(`${form.at} ${at}`, what, why);
  return accept(read.value.blocks);
}

/** TT's page with its title, dateline and pictures, which are told elsewhere, taken out. */
function storyOf(item: NinjsReading['item'], { text, at }: Form): string {
  const page = withoutTitle(text, item.get('headline')).replace(FIGURE, '');
  const [line, place = '', agency = ''] = DATELINE.exec(page) ?? [];
  if (line === undefined) return page;
  if (!item.has('dateline')) item.set('dateline', oneLine(`${place} ${agency}`), at);
  return page.replace(line, '');
}

const FIGURE =
  /<figure\b[^>]{0,200}>\s*<img\b[^>]{0,4000}\bdata-assoc-ref=[^>]{0,4000}>(?:(?!<figure\b)[^]){0,4000}?<\/figure>/gi;
const DATELINE =
  /<div class="dat">\s*<span class="vignette">([^<]{0,200})<\/span>\s*(?:<span class="source">([^<]{0,200})<\/span>\s*)?<\/div>/i;

/** TT's text is a page, whose title is the headline once more. */
function withoutTitle(html: string, headline: string | undefined): string {
  const [page, lead = '', title = ''] = PAGE_TITLE.exec(html) ?? [];
  return page !== undefined && oneLine(title) === headline ? lead + html.slice(page.length) : html;
}

const PAGE_TITLE =
  /^(\s*(?:<(?:html|body|article)\b[^>]{0,200}>\s*){0,3})<h1\b[^>]{0,200}>([^<]{0,500})<\/h1>/i;

/** NITF in a text; what its own head says counts where ninjs does not say it. */
function nitfBlocks({ item, needs }: NinjsReading, form: Form): Result<readonly Block[], FormatRefusal> {
  const xml = readXml(form.text);
  if (!xml.ok) return xml;
  const read = readNitfBody(xml.value, { ...needs, dropped: item.dropped });
  if (!read.ok) return read;
  fillFromBody(item, { ...read.value, blocks: [] });
  return accept(read.value.blocks);
}

function formsOf({ json, item }: NinjsReading): readonly Form[] {
  const listed = json.objects('bodies').flatMap((one): readonly Form[] => {
    const value = one.text('value', 'text');
    if (value === undefined) return [];
    const type = one.text('contenttype')?.value.toLowerCase();
    const called = type ?? one.text('role')?.value ?? 'body';
    const kind = kindOf(type, value.value);
    if (kind !== undefined) return [{ at: value.at, text: value.value, kind, called }];
    item.dropped.add(one.at, called, 'the form of the text is not read');
    return [];
  });
  const flat = FLAT.flatMap((name): readonly Form[] => {
    const found = json.text(name);
    if (found === undefined) return [];
    const isHtml = /html/.test(name) || (name !== 'body_text' && looksLikeHtml(found.value));
    return [{ at: found.at, text: found.value, kind: isHtml ? 'html' : 'plain', called: name }];
  });
  return [...listed, ...flat];
}

function kindOf(type: string | undefined, text: string): FormKind | undefined {
  if (type?.includes('nitf') === true || /^\s*(?:<\?xml[^>]*>\s*)?<nitf[\s>]/.test(text)) return 'nitf';
  if (type === undefined) return looksLikeHtml(text) ? 'html' : 'plain';
  if (type.includes('html')) return 'html';
  return /^text(?:\/plain)?\s*(?:;|$)/.test(type) ? 'plain' : undefined;
}

/** ninjs 1 wrote the form into the name. */
const FLAT = [
  'body_html',
  'body_xhtml',
  'body_html5',
  'body_richhtml5',
  'body_richtext',
  'body',
  'content',
  'body_text',
];

function looksLikeHtml(text: string): boolean {
  return /<\/(?:p|div|h[1-6]|li|blockquote|section)>|<br\s*\/?>/i.test(text);
}
