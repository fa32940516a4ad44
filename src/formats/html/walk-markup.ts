import type { Block } from '#domain/item/item.ts';
import type { DroppedList } from '../dropped-list.ts';
import { BLOCK, DROPPED_WHOLE, INLINE } from './allowed.ts';
import { escapeText } from './html.ts';
import { InlineWriter, type Wrapper } from './inline-writer.ts';
import { webUrl } from './web-url.ts';

/** How to look at a tree of markup, whoever parsed it. `tag` answers the HTML name; undefined means text. */
export type MarkupView<N> = {
  tag(node: N): string | undefined;
  text(node: N): string;
  attribute(node: N, name: string): string | undefined;
  children(node: N): readonly N[];
};

/** A block before it has its final id; `claimedId` is the `id` attribute of the element it came from. */
export type RawBlock = Omit<Block, 'id'> & { readonly claimedId?: string };

type Setting = {
  readonly kind: Block['kind'];
  readonly around: readonly Wrapper[];
  readonly inRow: boolean;
  readonly claimedId?: string | undefined;
};

/** What the walk needs beside the tree: where to list losses, and what relative addresses start from. */
export type WalkNeeds = { readonly dropped: DroppedList; readonly baseUrl?: string | undefined };

/**
 * Copies a tree of markup into blocks, piece by allowed piece; nothing that is not named in `allowed.ts` gets across.
 * Trees are at most 256 deep (the parsers see to it), so recursion is safe.
 */
export function walkMarkup<N>(
  nodes: readonly N[],
  view: MarkupView<N>,
  needs: WalkNeeds,
): readonly RawBlock[] {
  return new Walk(view, needs).blocksOf(nodes);
}

class Walk<N> {
  readonly #blocks: RawBlock[] = [];
  readonly #writer = new InlineWriter();
  readonly #view: MarkupView<N>;
  readonly #needs: WalkNeeds;

  constructor(view: MarkupView<N>, needs: WalkNeeds) {
    this.#view = view;
    this.#needs = needs;
  }

  blocksOf(nodes: readonly N[]): readonly RawBlock[] {
    const top: Setting = { kind: 'paragraph', around: [], inRow: false };
    for (const node of nodes) this.#visit(node, top);
    this.#finish(top);
    return this.#blocks;
  }

  #finish(setting: Setting): void {
    const written = this.#writer.take();
    if (written === undefined) return;
    // Blank lines alone are no block; a table row of empty cells was never written.
    if (written.text.trim() === '') return;
    const claimed = setting.claimedId === undefined ? {} : { claimedId: setting.claimedId };
    this.#blocks.push({ kind: setting.kind, ...written, ...claimed });
  }

  #visit(node: N, setting: Setting): void {
    const tag = this.#view.tag(node);
    if (tag === undefined) return this.#writeText(this.#view.text(node), setting);
    if (tag === 'br') return this.#lineBreak(setting);
    if (DROPPED_WHOLE.has(tag)) return this.#recordLoss(node, tag);
    if (BLOCK.has(tag))
      return setting.inRow ? this.#visitInRow(node, tag, setting) : this.#visitBlock(node, tag, setting);
    this.#visitAll(node, this.#withWrapper(node, tag, setting));
  }

  #visitAll(node: N, setting: Setting): void {
    for (const child of this.#view.children(node)) this.#visit(child, setting);
  }

  #writeText(text: string, setting: Setting): void {
    if (setting.kind === 'preformatted') this.#writer.verbatim(text, setting.around);
    else this.#writer.flow(text, setting.around);
  }

  #lineBreak(setting: Setting): void {
    if (setting.kind === 'preformatted') return this.#writer.verbatim('\n', setting.around);
    if (setting.inRow) return this.#writer.gap();
    // Two line breaks are how feeds without <p> mark a paragraph.
    if (this.#writer.lineBreak() >= 2) this.#finish(setting);
  }

  #visitBlock(node: N, tag: string, setting: Setting): void {
    this.#finish(setting);
    const inner: Setting = {
      kind: kindOf(tag, setting.kind),
      around: this.#withLanguage(node, setting.around),
      inRow: tag === 'tr',
      claimedId: this.#view.attribute(node, 'id'),
    };
    this.#visitAll(node, inner);
    this.#finish(inner);
  }

  #visitInRow(node: N, tag: string, setting: Setting): void {
    const inner = { ...setting, around: this.#withLanguage(node, setting.around) };
    if (tag === 'td' || tag === 'th') {
      this.#visitAll(node, inner);
      return this.#writer.cell();
    }
    this.#writer.gap();
    this.#visitAll(node, inner);
    this.#writer.gap();
  }

  #withLanguage(node: N, around: readonly Wrapper[]): readonly Wrapper[] {
    const attributes = this.#languageAttributes(node);
    return attributes === '' ? around : [...around, { tag: 'span', attributes }];
  }

  #languageAttributes(node: N): string {
    const lang = this.#view.attribute(node, 'lang') ?? '';
    const dir = (this.#view.attribute(node, 'dir') ?? '').toLowerCase();
    const language = LANGUAGE.test(lang) ? ` lang="${lang}"` : '';
    return dir === 'ltr' || dir === 'rtl' || dir === 'auto' ? `${language} dir="${dir}"` : language;
  }

  #withWrapper(node: N, tag: string, setting: Setting): Setting {
    const name = INLINE.get(tag);
    const own = name === undefined ? undefined : this.#ownAttributes(node, name, setting.around);
    if (name === undefined || own === undefined)
      return { ...setting, around: this.#withLanguage(node, setting.around) };
    const attributes = own + this.#languageAttributes(node);
    if (name === 'span' && attributes === '') return setting;
    return { ...setting, around: [...setting.around, { tag: name, attributes }] };
  }

  /** Undefined when the element itself must not be written: its text stays. */
  #ownAttributes(node: N, name: string, around: readonly Wrapper[]): string | undefined {
    // A link in a link, or a reading in a reading, would be taken apart by the next parser.
    if (name === 'a') return around.some((one) => one.tag === 'a') ? undefined : this.#linkAttributes(node);
    if (name === 'rt' || name === 'rp')
      return around.some((one) => one.tag === 'rt' || one.tag === 'rp') ? undefined : '';
    if (name === 'abbr') return quoted('title', this.#view.attribute(node, 'title'));
    if (name === 'time') return quoted('datetime', this.#view.attribute(node, 'datetime'));
    return '';
  }

  #linkAttributes(node: N): string | undefined {
    const href = this.#view.attribute(node, 'href');
    if (href === undefined) return undefined;
    const url = webUrl(href, this.#needs.baseUrl);
    if (url !== undefined) return quoted('href', url);
    this.#needs.dropped.add(this.#place(), `link to ${href}`, 'the address is not http, https or mailto');
    return undefined;
  }

  #recordLoss(node: N, tag: string): void {
    const address =
      this.#view.attribute(node, 'src') ??
      this.#view.attribute(node, 'data') ??
      this.#view.attribute(node, 'href');
    const what = address === undefined || address === '' ? tag : `${tag} ${address}`;
    const why =
      tag === 'img' || tag === 'picture'
        ? 'remote images are not loaded from a body'
        : 'a body holds text only';
    this.#needs.dropped.add(this.#place(), what, why);
  }

  #place(): string {
    return `block ${this.#blocks.length + 1}`;
  }
}

const LANGUAGE = /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,6}$/;

function kindOf(tag: string, outer: Block['kind']): Block['kind'] {
  if (tag === 'blockquote') return 'quote';
  if (tag === 'li') return 'list-item';
  if (tag === 'tr') return 'table-row';
  if (tag === 'pre' || tag === 'listing') return 'preformatted';
  if (/^h[1-6]$/.test(tag)) return 'heading';
  return outer === 'quote' || outer === 'list-item' ? outer : 'paragraph';
}

function quoted(name: string, value: string | undefined): string {
  return value === undefined || value === '' ? '' : ` ${name}="${escapeText(value.replace(BREAKING, ' '))}"`;
}

const BREAKING = /[\u0000-\u001F\u007F\uFFFE\uFFFF]/g;
