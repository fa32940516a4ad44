import sharp from 'sharp';
import { expect, test } from 'vitest';
import { iimDataset, jpegWith, segments } from '#tests/town/picture-files.ts';
import { readWire } from './read-wire.ts';
import { withAttachedPictures } from './with-embedded-pictures.ts';

const create = { width: 300, height: 300, channels: 3, background: '#246' } as const;
const picture = jpegWith(
  await sharp({ create }).jpeg().toBuffer(),
  segments.iim(
    iimDataset(2, 105, 'Flood'),
    iimDataset(2, 120, 'The river fell.'),
    iimDataset(2, 110, 'HN'),
    iimDataset(2, 40, 'KILL: wrong place'),
    iimDataset(2, 30, '20261201'),
    iimDataset(2, 118, 'Lan 0123'),
  ),
);

function read(text: string, type = 'application/octet-stream') {
  const mail = `From: Lan <lan@wire.example>\nMessage-ID: <1@wire.example>\nSubject: Vinh\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\n${text}\n--b\nContent-Type: ${type}; name="VINH.JPG"\nContent-Transfer-Encoding: base64\n\n${picture.toString('base64')}\n--b--`;
  const wire = readWire(new TextEncoder().encode(mail), {});
  const [item] = wire.ok ? wire.value.items : [];
  if (item === undefined) throw new Error('not read');
  return withAttachedPictures(item, {});
}

test('a picture attached to a text goes with it, with what its file says, whatever the mailer called it', () => {
  const { type, renditions, associations } = read('The river fell on Sunday.');
  expect([type, renditions]).toEqual(['text', []]);
  expect(associations).toMatchObject([
    {
      type: 'picture',
      headline: 'Flood',
      creditLine: 'HN',
      instruction: 'kill',
      private: [{ text: 'Lan 0123' }],
      renditions: [{ mediaType: 'image/jpeg', width: 300, fileName: 'VINH.JPG', embedded: {} }],
    },
  ]);
});

test('a mail without text is its picture: its own words first, and the graver of what both ask', () => {
  const item = read('');
  expect(item).toMatchObject({
    type: 'picture',
    uri: 'mid:1@wire.example',
    headline: 'Vinh',
    summary: 'The river fell.',
    creditLine: 'HN',
    instruction: 'kill',
    embargo: '2026-12-01T00:00:00',
    associations: [],
    warnings: [],
  });
  expect(item.renditions).toHaveLength(1);
  expect(item.private.map(({ text }) => text)).toContain('Lan 0123');
});
