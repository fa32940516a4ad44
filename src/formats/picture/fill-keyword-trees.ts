import type { WireItemBuilder } from '../wire/wire-item-builder.ts';
import { fieldOf, saidIn, type XmpProperties } from './xmp-properties.ts';
import type { XmpNode } from './xmp-node.ts';

/** Keywords with those above them, the widest first. */
type Chain = { readonly words: readonly string[]; readonly at: string };

/** Chains as programs of photographers write them: in one text, with what stands between two levels. */
const WRITTEN = [
  ['lr:hierarchicalSubject', '|'],
  ['mediapro:CatalogSets', '|'],
  ['digiKam:TagsList', '/'],
  ['MicrosoftPhoto:LastKeywordXMP', '/'],
] as const;

/**
 * Keywords that stand in a tree (MWG Guidelines 2.0 §5.8, Lightroom and others): the last word of a chain is a keyword, and the whole chain
 * a subject whose code is `wide|narrow|narrowest`. Several programs write the same tree in several ways, which is said once.
 */
export function fillKeywordTrees(item: WireItemBuilder, xmp: XmpProperties): void {
  const known = new Set<string>();
  const add = (scheme: string, { words, at }: Chain) => {
    const name = words.at(-1);
    const code = words.join('|');
    if (name === undefined) return;
    item.add('keywords', name, at);
    if (words.length > 1 && !known.has(code)) item.add('subjects', { scheme, code, name }, at);
    known.add(code);
  };
  for (const keywords of xmp.structures('mwg-kw:Keywords'))
    for (const chain of chainsOf(item, keywords.fields.get('mwg-kw:Hierarchy'), []))
      add('mwg-kw:Hierarchy', chain);
  for (const [scheme, between] of WRITTEN)
    for (const { text, at } of xmp.said(scheme)) add(scheme, { words: levelsOf(text, between), at });
}

function levelsOf(text: string, between: string): readonly string[] {
  return text
    .split(between)
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

/** The chains of a tree down to each keyword that was given to the picture. */
function chainsOf(
  item: WireItemBuilder,
  list: XmpNode | undefined,
  above: readonly string[],
): readonly Chain[] {
  return (list?.items ?? []).flatMap((node) => {
    const { at } = node;
    const word = fieldOf(node, 'mwg-kw:Keyword') ?? saidIn(node)[0]?.text;
    const words = word === undefined ? above : [...above, word];
    const children = node.fields.get('mwg-kw:Children');
    const isLast = (children?.items ?? []).length === 0;
    const isOwn = word !== undefined && isGiven(node, isLast);
    if (isLast && !isOwn && words.length > 0)
      item.dropped.add(at, `keyword ${words.join('|')}`, 'it is not given to the picture');
    return [...(isOwn ? [{ words, at }] : []), ...chainsOf(item, children, words)];
  });
}

/** Where the tree does not say which keywords are the picture's, the last ones are. */
function isGiven(node: XmpNode, isLast: boolean): boolean {
  const applied = fieldOf(node, 'mwg-kw:Applied')?.toLowerCase();
  return applied === undefined ? isLast : applied === 'true';
}
