import { expect, test } from 'vitest';
import { isIptc7901, parseIptc7901 } from './parse-iptc-7901.ts';

const STORY = `EXT010 3 POL 0336 F HBN-0102
FLEUVE/GB/
La digue cède: le port ouvre une enquête

   ELBHAVEN 15/06 (HBN) = La digue du port a cédé dans la nuit - la
troisième en un an - a annoncé le port.
   Personne n'est blessé.
./.
150920 JUN 07
`;
const CORRECTED = `INT001 3 GEN 0091 B HBN-0031 COR 703
DIVERS/
Il perd sa barque et la recette

   ALBA 31/07 (HBN) = Un pêcheur a perdu sa barque - et
- dit-il - la recette du jour.
./.CVN

./.
310100 JUL 97
`;

function items(text: string) {
  const read = parseIptc7901(text, {});
  return read.ok ? read.value.items : [];
}

test('the language and the agency of a Belgian header are read, and the signs that end a story are none of it', () => {
  const [item] = items(STORY);
  expect(item).toMatchObject({
    uri: 'EXT010-20070615',
    provider: { code: 'HBN' },
    language: 'fr',
    urgency: 3,
    wordCount: 336,
    slugline: 'FLEUVE/GB',
    headline: 'La digue cède: le port ouvre une enquête',
    dateline: 'ELBHAVEN 15/06 (HBN)',
    places: [{ name: 'ELBHAVEN', role: 'dateline' }],
    dates: { versionCreated: '2007-06-15T09:20:00' },
  });
  expect(item?.body.map(({ text }) => text)).toEqual([
    'La digue du port a cédé dans la nuit - la troisième en un an - a annoncé le port.',
    "Personne n'est blessé.",
  ]);
});

test('the messages of a day are parted, whatever hour a receiver wrote above them', () => {
  for (const above of ['', '31-JUL-97  00:00\n\n', '[31-JUL-97  00:00]\n']) {
    const day = above + CORRECTED + STORY;
    expect(isIptc7901(day)).toBe(true);
    expect(items(day).map(({ uri }) => uri)).toEqual(['INT001-19970731', 'EXT010-20070615']);
  }
});

test('a message of the last century is of it; its correction and its initials are told', () => {
  const [item] = items(CORRECTED);
  expect(item).toMatchObject({
    dates: { versionCreated: '1997-07-31T01:00:00' },
    instruction: 'correct',
    private: [{ kind: 'desk', text: './.CVN' }],
    dropped: [{ what: 'B' }, { what: 'COR 703' }],
  });
  expect(item?.language).toBeUndefined();
  expect(item?.body.map(({ text }) => text)).toEqual([
    'Un pêcheur a perdu sa barque - et - dit-il - la recette du jour.',
  ]);
});
