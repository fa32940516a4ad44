import { expect, test } from 'vitest';
import { readWire } from './read-wire.ts';

function textsOf(body: string, more: object = {}): readonly string[] {
  const item = { uri: 'urn:x:1', type: 'text', headline: 'Harbour opens', body_html: body, ...more };
  const read = readWire(Buffer.from(JSON.stringify(item)), {});
  return read.ok ? (read.value.items[0]?.body ?? []).map(({ text }) => text) : [];
}

test('a heading that says the headline again is none of the story, one inside the story is', () => {
  expect(textsOf('<h1>Harbour  opens</h1><p>Ships came.</p>')).toEqual(['Ships came.']);
  expect(textsOf('<p>Ships came.</p><h2>Harbour opens</h2><p>More came.</p>')).toEqual([
    'Ships came.',
    'Harbour opens',
    'More came.',
  ]);
  expect(textsOf('<p>Harbour opens</p><p>Ships came.</p>')).toEqual(['Harbour opens', 'Ships came.']);
});

test('a note to editors that stands at the end of the text once more is said once', () => {
  const note = { ednote: 'Extended and updated.' };
  expect(textsOf('<p>Ships came.</p><p>Extended and updated.</p>', note)).toEqual(['Ships came.']);
  expect(textsOf('<p>Extended and updated.</p><p>Ships came.</p>', note)).toHaveLength(2);
});

test.each([
  ['Correction: Harbour opens on Tuesday', 'correct'],
  ['ĐÍNH CHÍNH: Bến phà mở thứ ba', 'correct'],
  ['[Đính chính] Bến phà mở thứ ba', 'correct'],
  ['更正：新渡轮周二开航', 'correct'],
  ['【更正】新渡轮周二开航', 'correct'],
  ['（撤稿）新渡轮周一开航', 'kill'],
  ['RÚT BÀI: Bến phà mở thứ hai', 'kill'],
  ['Correction of prices hits the harbour', undefined],
  ['更正错误的港口', undefined],
])('the headline “%s” asks for %j', (headline, instruction) => {
  const read = readWire(Buffer.from(JSON.stringify({ uri: 'urn:x:1', type: 'text', headline })), {});
  expect(read.ok && read.value.items[0]?.instruction).toBe(instruction);
});
