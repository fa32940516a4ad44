import { expect, test } from 'vitest';
import { textToBlocks } from '../html/text-to-blocks.ts';
import { setBlocksApart, setPrivateApart } from './story-sections.ts';
import { createWireItem } from './wire-item-builder.ts';

function left(text: string) {
  const builder = createWireItem('');
  const blocks = setBlocksApart(builder, textToBlocks(text), '/body');
  return { story: blocks.map((block) => block.text), dropped: builder.dropped.all() };
}

test('whose words a story quotes, and what a command is called, end no story', () => {
  const story = [
    'It rained.',
    '-- Goethe',
    'Type this:',
    '--update',
    '== overview',
    '-- BERNAMA',
    'One.',
    'Two.',
  ];

  expect(left(story.join('\n\n'))).toEqual({ story, dropped: [] });
});

test('the name of an agency below a story ends it, and what is left out for that is told', () => {
  expect(left('It rained.\n\nIt stopped.\n\n-- BERNAMA')).toEqual({
    story: ['It rained.', 'It stopped.'],
    dropped: [{ at: '/body', what: '-- BERNAMA', why: 'it marks the end of the story' }],
  });
});

test.each([
  'For further information, please contact Rob Lê at Harbour Ltd by phone at +1 844 592 6337.',
  'Pour plus d’informations, contactez Anne Lê, anne@harbour.example.',
  'Mọi chi tiết xin liên hệ bà Lê Anh, điện thoại 0912 345 678.',
  '更多信息请联系李华：lihua@harbour.example。',
])('whom a release says to ask stays in the house, in a sentence too: %s', (sentence) => {
  for (const apart of [setBlocksApart, setPrivateApart]) {
    const builder = createWireItem('');
    const blocks = apart(builder, textToBlocks(`It rained.\n\n${sentence}\n\nIt stopped.`), '/body');
    expect(blocks.map(({ text }) => text)).toEqual(['It rained.', 'It stopped.']);
    expect(builder.build().private).toMatchObject([{ kind: 'contact', text: sentence }]);
  }
});

test('a caption below a sentence that says whom to ask is none of the contacts', () => {
  const ask = 'For further information, please contact Rob Lê by phone at +1 844 592 6337.';
  expect(left(`It rained.\n\n${ask}\n\nFigure 1: Map\n\nIt stopped.`).story).toContain('Figure 1: Map');
});

test('where more can be read is no contact', () => {
  const story = 'For more information see the report of the ministry.';
  expect(left(`It rained.\n\n${story}\n\nIt stopped.`).story).toContain(story);
});

test('names below the heading of contacts are private, and the story that goes on below them is not', () => {
  const contacts = [
    'Media contact:',
    'Ann Vale',
    'Phone: +84 91 757 4747',
    'Bo Strand',
    'bo@harbour.example',
  ];
  const story = ['Main topics', 'Elbhaven', 'The dyke broke.', 'Source: Harbour Ltd'];
  for (const apart of [setBlocksApart, setPrivateApart]) {
    const builder = createWireItem('');
    const blocks = apart(builder, textToBlocks(['It rained.', ...contacts].join('\n\n')), '/body');
    expect(blocks.map(({ text }) => text)).toEqual(['It rained.']);
    expect(builder.build().private.map(({ text }) => text)).toEqual(contacts);
  }
  expect(left(['It rained.', ...contacts, ...story].join('\n\n')).story).toEqual(['It rained.', ...story]);
});
