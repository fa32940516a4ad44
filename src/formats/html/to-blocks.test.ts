import { expect, test } from 'vitest';
import type { Block } from '#domain/item/item.ts';
import { HTML_LIMITS } from './parse-fragment.ts';
import { printBlocks } from './print-blocks.ts';
import { readInline } from './read-inline.ts';
import { sanitiseInline } from './sanitise.ts';
import { textToBlocks } from './text-to-blocks.ts';
import { toBlocks } from './to-blocks.ts';

function read(html: string, baseUrl?: string) {
  const result = toBlocks(html, baseUrl);
  if (!result.ok) throw new Error(result.error.detail);
  return result.value;
}

function shape(blocks: readonly Block[]) {
  return blocks.map(({ kind, html }) => [kind, html]);
}

test('a body becomes one block per paragraph, heading, quote, list item and table row, numbered in order', () => {
  const { blocks } = read(
    `<h1>Lũ lụt</h1> lead <p>Một <b>hai</b>  ba</p><blockquote><p>q1</p><p>q2</p></blockquote>
     <ul><li>x<ul><li>y</li></ul></li></ul><table><tr><th>a</th><td></td><td><p>b</p><p>c</p></td></tr></table>
     <pre>  line\n\tline</pre>`,
  );
  expect(shape(blocks)).toEqual([
    ['heading', 'Lũ lụt'],
    ['paragraph', 'lead'],
    ['paragraph', 'Một <b>hai</b> ba'],
    ['quote', 'q1'],
    ['quote', 'q2'],
    ['list-item', 'x'],
    ['list-item', 'y'],
    ['table-row', 'a\t\tb c'],
    ['preformatted', '  line\n\tline'],
  ]);
  expect(blocks.map((block) => block.id)).toEqual(['b1', 'b2', 'b3', 'b4', 'b5', 'b6', 'b7', 'b8', 'b9']);
});

test('two line breaks part paragraphs and one stays a line break', () => {
  expect(shape(read('a<br>b<br><br>c<br>').blocks)).toEqual([
    ['paragraph', 'a<br>b'],
    ['paragraph', 'c'],
  ]);
});

test('an inline element around several paragraphs is kept in each of them', () => {
  expect(shape(read('<a href="https://x.example/"><p>a</p><p>b</p></a>').blocks)).toEqual([
    ['paragraph', '<a href="https://x.example/">a</a>'],
    ['paragraph', '<a href="https://x.example/">b</a>'],
  ]);
});

test('language and direction stay, style and handlers go, relative links are resolved', () => {
  const { blocks } = read(
    '<p lang="zh-Hans" style="x" onclick="y">岘港 <a href="/n/1">tin</a></p>',
    'https://a.example/z',
  );
  expect(blocks[0]?.html).toBe('<span lang="zh-Hans">岘港 <a href="https://a.example/n/1">tin</a></span>');
  expect(blocks[0]?.text).toBe('岘港 tin');
});

test('a remote image, a script and an unsafe link are listed as dropped with the block they stood in', () => {
  const { blocks, dropped } = read(
    '<p>a</p><p>b<img src="https://t.example/pixel.gif"><script>x</script><a href="javascript:x">link</a></p>',
  );
  expect(shape(blocks)).toEqual([
    ['paragraph', 'a'],
    ['paragraph', 'blink'],
  ]);
  expect(dropped.map(({ at, what }) => [at, what])).toEqual([
    ['block 2', 'img https://t.example/pixel.gif'],
    ['block 2', 'script'],
    ['block 2', 'link to javascript:x'],
  ]);
});

test('printed blocks are read back as the same blocks with the same ids', () => {
  const { blocks } = read(
    '<p id="b7">a<br>b</p><ul><li id="b2">x</li><li id="b3">y</li></ul><table><tr id="b9"><td>1<td><td><i>2</i></tr></table><pre id="b1">\n\n z</pre>',
  );
  expect(blocks.map((block) => block.id)).toEqual(['b7', 'b2', 'b3', 'b9', 'b1']);
  expect(read(printBlocks(blocks).markup).blocks).toEqual(blocks);
});

test('stored markup that is not our own is shown as text, never as markup', () => {
  const block = { id: 'b1', kind: 'paragraph', text: 'x', html: '<img src=x onerror=alert(1)>' } as const;
  expect(printBlocks([block]).markup).toBe('<p id="b1">&lt;img src=x onerror=alert(1)&gt;</p>');
});

test('claimed block ids are not believed when one is missing or used twice', () => {
  expect(read('<p id="b5">a</p><p id="b5">b</p>').blocks.map((block) => block.id)).toEqual(['b1', 'b2']);
  expect(read('<p id="b5">a</p><p>b</p>').blocks.map((block) => block.id)).toEqual(['b1', 'b2']);
});

test('plain text is split at blank lines, or at every line where there are none, and is never parsed', () => {
  expect(shape(textToBlocks('a <b>\r\nc\r\n\r\nd'))).toEqual([
    ['paragraph', 'a &lt;b&gt;<br>c'],
    ['paragraph', 'd'],
  ]);
  expect(shape(textToBlocks('a\nb\n'))).toEqual([
    ['paragraph', 'a'],
    ['paragraph', 'b'],
  ]);
});

test('a body over a limit is refused by the name of the limit', () => {
  const code = (html: string) => {
    const result = toBlocks(html);
    return result.ok ? 'read' : result.error.code;
  };
  expect(code('x'.repeat(HTML_LIMITS.characters + 1))).toBe('html-too-large');
  expect(code('<div>'.repeat(HTML_LIMITS.depth + 1))).toBe('html-too-deep');
  expect(code('<i></i>'.repeat(HTML_LIMITS.nodes + 1))).toBe('html-too-many-nodes');
  // 120 open formatting elements are opened again in every paragraph: few tags, many nodes.
  const formatting = Array.from({ length: 120 }, (_, index) => `<b class=c${index}>`).join('');
  expect(code(`<p>${formatting}${'<p>x'.repeat(5000)}`)).toMatch(/^html-too-/);
});

test('stored markup is printed only in the form that our writer gives it', () => {
  const ours = [
    'a',
    '<b>a <i lang="vi">b</i></b><br>c',
    '<a href="https://x.example/?a=1&amp;b=2">x</a>',
    'a\tb',
    '"x"',
  ];
  expect(ours.filter((markup) => readInline(markup) === undefined)).toEqual([]);
  const foreign = [
    '<p>a</p>',
    '<b>a',
    '<b>a</i>',
    '<a href="javascript:x">a</a>',
    '<b onclick="x">a</b>',
    'a & b',
    '<',
    '<B>x</B>',
    '<img>',
    '<span style="x">y</span>',
  ];
  expect(foreign.filter((markup) => readInline(markup) !== undefined)).toEqual([]);
});

test('an edited piece of text keeps its inline markup and loses everything else', () => {
  const piece = sanitiseInline('<p>a <b>b</b></p><p>c<svg><script>x</script></svg></p>');
  expect(piece.ok && [piece.value.html.markup, piece.value.text]).toEqual(['a <b>b</b><br>c', 'a b\nc']);
});
