import { expect, test } from 'vitest';
import { textToBlocks } from '../html/text-to-blocks.ts';
import { setBlocksApart } from './story-sections.ts';
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
