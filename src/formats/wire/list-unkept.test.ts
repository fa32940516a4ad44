import { expect, test } from 'vitest';
import { instantOf } from '#kernel/instant.ts';
import { readWire } from './read-wire.ts';
import { toItem } from './to-item.ts';

function kept(picture: object) {
  const story = {
    uri: 'urn:x:1',
    type: 'text',
    headline: 'River falls',
    body_text: 'It fell.',
    associations: { a: { uri: 'urn:x:2', type: 'picture', ...picture } },
  };
  const read = readWire(new TextEncoder().encode(JSON.stringify(story)), {});
  const [item] = read.ok ? read.value.items : [];
  const made = item && toItem(item, { provider: 'did:web:nb.example', receivedAt: instantOf(0) });
  return made?.ok ? made.value : undefined;
}

test('what a picture beside a text says and has no place for is told', () => {
  const { dropped = [] } =
    kept({
      byline: 'Bo Lin',
      creditline: 'NB',
      copyrightnotice: '© NB',
      slugline: 'river-1',
      keywords: ['river'],
      subject: [{ code: '20000151', name: 'flood' }],
      foo: 'bar',
    }) ?? {};
  expect(dropped.map(({ what }) => what)).toEqual(
    expect.arrayContaining([
      'picture byline Bo Lin',
      'picture copyrightNotice © NB',
      'picture slugline river-1',
      'picture keyword river',
      'picture subject flood',
      'foo',
    ]),
  );
});

test('who took a picture is credited where nobody else is', () => {
  expect(kept({ byline: 'Bo Lin' })?.item.associations).toMatchObject([{ creditLine: 'Bo Lin' }]);
  expect(kept({ byline: 'Bo Lin', creditline: 'NB' })?.item.associations).toMatchObject([
    { creditLine: 'NB' },
  ]);
});
