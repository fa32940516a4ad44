import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryItem } from '#tests/town/arbitrary-item.ts';
import { testItem } from '#tests/town/test-item.ts';
import { convertTo } from './convert-to.ts';
import { setBlocksApart } from './wire/story-sections.ts';
import { createWireItem } from './wire/wire-item-builder.ts';

test('of any item NewsML-G2 holds everything but what is listed, and that is never words, times or rights', () => {
  const mayBeLost = new Set(['version', 'subjects', 'renditions', 'associations', 'dateline']);
  fc.assert(
    fc.property(arbitraryItem, (item) => {
      // A heading at the beginning that repeats the headline is read as that, not as text.
      fc.pre(item.blocks[0]?.kind !== 'heading');
      // What looks like a note at the end of a story is read as one, and kept apart.
      fc.pre(setBlocksApart(createWireItem(''), item.blocks, '').length === item.blocks.length);
      const { dropped } = convertTo(item, 'newsml-g2');
      expect(dropped.filter(({ what }) => !mayBeLost.has(what))).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

test('of any item every word of the story is in its plain text', () => {
  fc.assert(
    fc.property(arbitraryItem, (item) => {
      const { printed } = convertTo(item, 'text');
      const said = [item.headline, item.summary, item.usageTerms, ...item.blocks.map(({ text }) => text)];
      for (const words of said) expect(printed).toContain(words ?? '');
    }),
    { numRuns: 200 },
  );
});

test('a line break is no markup, a link is', () => {
  const withHtml = (html: string) =>
    convertTo(testItem({ blocks: [{ id: 'b1', kind: 'paragraph', html, text: 'a\nb' }] }), 'text').dropped;
  expect(withHtml('a<br>b')).toEqual([]);
  expect(withHtml('a<br><a href="https://x.example/">b</a>')).toMatchObject([{ what: 'links and emphasis' }]);
});
