import { defaultTreeAdapter, parseFragment, type DefaultTreeAdapterTypes } from 'parse5';
import sanitizeWithLibrary from 'sanitize-html';
import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { growth } from '#tests/town/growth.ts';
import { hasSharedData, needsSharedData, sharedText } from '#tests/town/shared-data.ts';
import { words } from '../words.ts';
import { printBlocks } from './print-blocks.ts';
import { readInline } from './read-inline.ts';
import { sanitiseInline } from './sanitise.ts';
import { toBlocks } from './to-blocks.ts';

/** Written down here a second time, on purpose: what may appear in our output at all. */
const TAGS = words(
  'p h2 blockquote ul li table tbody tr td pre br a abbr b bdi bdo cite code del dfn em i ins kbd mark q rp rt ruby s samp ' +
    'small span strong sub sup time u var',
);
const ATTRIBUTES = words('id href lang dir title datetime');

function output(payload: string): string {
  const read = toBlocks(payload);
  return read.ok ? printBlocks(read.value.blocks).markup : '';
}

/** What a browser would make of the output: every element and attribute in it that has no business there. */
function dangers(markup: string): readonly string[] {
  const found: string[] = [];
  const visit = (node: DefaultTreeAdapterTypes.ChildNode): void => {
    if (!defaultTreeAdapter.isElementNode(node)) return;
    if (!TAGS.includes(node.tagName) || !node.namespaceURI.endsWith('xhtml')) found.push(node.tagName);
    for (const { name, value } of node.attrs) {
      if (!ATTRIBUTES.includes(name)) found.push(`${node.tagName}[${name}]`);
      if (name === 'href' && !/^(?:https?:|mailto:)/.test(value)) found.push(value);
      if (name === 'id' && !/^b\d+$/.test(value)) found.push(value);
    }
    for (const child of node.childNodes) visit(child);
  };
  for (const node of parseFragment(markup).childNodes) visit(node);
  return found;
}

/** A second opinion by another sanitiser: with our allow-list it must find nothing to take away. */
function libraryOpinion(markup: string): string {
  return sanitizeWithLibrary(markup, {
    allowedTags: [...TAGS],
    allowedAttributes: { '*': [...ATTRIBUTES] },
    allowedSchemes: ['http', 'https', 'mailto'],
    disallowedTagsMode: 'discard',
  });
}

/** The tree without spelling: entities and void elements may be written in several ways. */
function tree(markup: string): unknown {
  const plain = (node: DefaultTreeAdapterTypes.ChildNode): unknown =>
    defaultTreeAdapter.isElementNode(node)
      ? [node.tagName, node.attrs.map(({ name, value }) => [name, value]), node.childNodes.map(plain)]
      : defaultTreeAdapter.isTextNode(node)
        ? node.value
        : '';
  return parseFragment(markup).childNodes.map(plain);
}

function expectInert(payload: string): void {
  const once = output(payload);
  expect({ payload, dangers: dangers(once) }).toEqual({ payload, dangers: [] });
  expect(output(once)).toBe(once);
  expect({ payload, tree: tree(libraryOpinion(once)) }).toEqual({ payload, tree: tree(once) });
  const inline = sanitiseInline(payload);
  if (inline.ok) expect(dangers(inline.value.html.markup)).toEqual([]);
  const blocks = toBlocks(payload);
  if (blocks.ok) expect(blocks.value.blocks.filter(({ html }) => readInline(html) === undefined)).toEqual([]);
}

describe.skipIf(!hasSharedData)(`attack corpora${needsSharedData}`, () => {
  test('no payload of the XSS lists leaves anything that runs, and cleaning twice changes nothing', () => {
    const payloads: string[] = JSON.parse(sharedText('security/xss/payloads.shared.json'));
    expect(payloads.length).toBeGreaterThan(400);
    for (const payload of payloads) expectInert(payload);
  });

  test('no payload that was written against DOMPurify leaves anything that runs', () => {
    const payloads: { payload: string }[] = JSON.parse(sharedText('security/dompurify/expect.shared.json'));
    expect(payloads.length).toBeGreaterThan(100);
    for (const { payload } of payloads) expectInert(payload);
  });

  test('no feed written against sanitisers leaves anything that runs', () => {
    const root = join(import.meta.dirname, '../../../../shared/data/security/feedparser/wellformed/sanitize');
    for (const name of readdirSync(root)) expectInert(readFileSync(join(root, name), 'utf8'));
  });
});

test('markup that changes its meaning when read again comes out the same the second time', () => {
  const payloads = [
    '<svg><p><style><img src=x onerror=alert(1)>',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    '<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    '<a href="https://x.example/"><table><td><a href="https://y.example/">z</a></table></a>',
    '<ruby>漢<rt>かん<rt>x</rt></rt><rp>)</ruby>',
    '<table><tr><td>a<table><tr><td>b',
    '<p><b><p><i></b>x</p>y</i>z',
    '<pre>\n\n\nx\n</pre><textarea><p>x</textarea><listing>\ny</listing>',
    '<a href=" java\tscript:alert(1)">x</a><a href="//x.example/y">rel</a>',
    '\u0000<\u0000script>x</script>',
    '<b>'.repeat(60) + 'x' + '<p>y'.repeat(60),
  ];
  for (const payload of payloads) expectInert(payload);
});

test('any soup of tags comes out inert and stays as it is', () => {
  const tag = fc.constantFrom(
    ...words(
      'p b i a table tr td th ul li ol pre blockquote h1 ruby rt rp svg math style script template br span',
    ),
    ...words(
      'select option form font center nobr title textarea mtext foreignObject desc annotation-xml col caption frameset',
    ),
  );
  const piece = fc.oneof(
    tag.map((name) => `<${name}>`),
    tag.map((name) => `</${name}>`),
    fc.constantFrom(
      '<a href="https://x.example/?a=1&b=2">',
      '<p lang=vi dir=rtl id=b3>',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '&lt;',
      '&#13;',
      '\n',
      ' ',
      '<',
      '\u00a0',
      '"',
      '<p title="',
    ),
    fc.string({ unit: 'grapheme', maxLength: 4 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => expectInert(pieces.join(''))),
    { numRuns: 800 },
  );
});

describe.skipIf(!hasSharedData)(`stall corpus${needsSharedData}`, () => {
  test('no pumped input costs the sanitiser more than its length', () => {
    const inputs: { id: string; prefix: string; pump: string; n: number; suffix: string }[] = JSON.parse(
      sharedText('security/stall/stall.shared.json'),
    );
    const steep = inputs.flatMap(({ id, prefix, pump, n, suffix }) => {
      const ratio = growth((share) => {
        const html = prefix + pump.repeat(n * share) + suffix;
        toBlocks(html);
        readInline(html);
      });
      return ratio < 9 ? [] : [{ id, ratio }];
    });
    expect(steep).toEqual([]);
  });
});
