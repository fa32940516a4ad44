import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wireCases } from '#tests/town/wire-cases.ts';
import { readAnyXml, readXml } from './read-xml.ts';
import { readPlainXml } from './read-plain-xml.ts';

/** Pieces that XML is made of, right and wrong ones. */
const PIECES = [
  '<a>',
  '</a>',
  '<a ',
  '<p:a xmlns:p="urn:p" p:b="1" b="2">',
  '</p:a>',
  '<p:c/>',
  "<b xmlns='urn:b' c = 'd\te'>",
  '</b>',
  '</b \n>',
  '<d\n  e="&lt;&#x41;&#65;"/>',
  '<e xml:lang="vi" />',
  '<f a="1" a="2"/>',
  '<g xmlns="" xmlns:q="urn:p" q:a="1"/>',
  '<h xmlns:q=""/>',
  '<ĩ/>',
  'text',
  '𝄞é ',
  '\r\n',
  '\r',
  '\n\n',
  '&amp;',
  '&nbsp;',
  '&#0;',
  '&#xD800;',
  ' & ',
  ']]>',
  '<![CDATA[<x>&]]]>',
  '<!-- a - b -->',
  '<!-- a -- b -->',
  '<?style x="?>"?>',
  '<?xml-stylesheet href="a"?>',
  '<?xml version="1.0"?>',
  '\u0001',
  '\uD834',
  '<',
  '>',
];

const DECLARATIONS = [
  '',
  '<?xml version="1.0"?>',
  "<?xml version='1.0' encoding='utf-8' standalone='yes' ?>\n",
  '<?xml version="1.1"?>',
  '<?xml encoding="utf-8"?>',
  '<!DOCTYPE a>',
  '\uFEFF',
];

function bothWays(text: string): boolean {
  const plain = readPlainXml(text, 2);
  if (plain !== undefined) expect({ ok: true, value: plain }).toEqual(readAnyXml(text, 2));
  return plain !== undefined;
}

test('what is read the short way has the tree and the places that the strict reader gives', () => {
  let plain = 0;
  const { tree } = fc.letrec<{ tree: string }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom(...PIECES),
      fc
        .tuple(
          fc.constantFrom('a', 'p:a xmlns:p="urn:p" p:b="1"', 'b xmlns="urn:b"', 'c\n d="e"'),
          fc.array(tie('tree'), { maxLength: 5 }),
        )
        .map(([tag, inner]) => `<${tag}>${inner.join('')}</${tag.split(/\s/)[0]}>`),
    ),
  }));
  fc.assert(
    fc.property(fc.constantFrom(...DECLARATIONS), fc.array(tree, { maxLength: 3 }), (first, inner) => {
      if (bothWays(`${first}<root>${inner.join('')}</root>`)) plain += 1;
      bothWays(first + inner.join(''));
    }),
    { numRuns: 5000 },
  );
  expect(plain).toBeGreaterThan(300);
});

test.each(['newsml-g2', 'rss', 'atom', 'wxr'])(
  'the wires of %s are read the short way, to the same tree',
  (format) => {
    const texts = wireCases(format).map(({ text }) => text);
    const plain = texts.filter((text) => text.trimStart().startsWith('<') && bothWays(text.trimStart()));

    expect(plain.length).toBeGreaterThan(texts.length / 2);
  },
);

test('columns count characters, also those that a string has in two halves', () => {
  expect(readPlainXml('<a>𝄞é<b/>\n𝄞<c/></a>', 0)?.children).toMatchObject([
    {},
    { at: '1:6' },
    {},
    { at: '2:2' },
  ]);
  expect(bothWays('<a>𝄞é<b/>\n𝄞<c/></a>')).toBe(true);
});

test('what is wrong is said by the strict reader', () => {
  expect(readPlainXml('<a>\n<b></a>', 0)).toBeUndefined();
  expect(readXml('<a>\n<b></a>')).toMatchObject({ ok: false, error: { code: 'xml-malformed', at: '2:7' } });
});

test('an element with more prefixes than are copied from element to element is left to the strict reader', () => {
  const prefixes = Array.from({ length: 100 }, (_, index) => ` xmlns:p${index}="urn:${index}"`).join('');
  expect(readPlainXml(`<a${prefixes}/>`, 0)).toBeUndefined();
});
