import { expect, test } from 'vitest';
import { createWireItem } from './wire-item-builder.ts';

test('a date that is told twice keeps its first value, and the other is listed', () => {
  const item = createWireItem('');
  item.date('published', '2026-11-29T10:00:00+07:00', 'a');
  item.date('published', '2026-11-30T10:00:00+07:00', 'b');
  expect(item.build()).toMatchObject({
    dates: { published: '2026-11-29T10:00:00+07:00' },
    sources: { 'dates/published': 'a' },
    dropped: [{ at: 'b', what: 'published 2026-11-30T10:00:00+07:00', why: 'an item has one of it' }],
  });
});

test.each(['2026-11-29T03:00:00Z', '2026-11-29T10:00:00+07:00', ''])(
  'the same moment as “%s” is no other value',
  (again) => {
    const item = createWireItem('');
    item.date('published', '2026-11-29T10:00:00+07:00', 'a');
    item.date('published', again, 'b');
    expect(item.build().dropped).toEqual([]);
  },
);
