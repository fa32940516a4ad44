import { expect, test } from 'vitest';
import { readWire } from '../wire/read-wire.ts';

const BULLETIN = `ZCZC HBN
%A
#Dyke_BC1
$Dyke found open in Elbhaven
:(ELBHAVEN)
&HBNIS\\Valea
*07000000
@NORTH
~AM Service
A dyke has been found open in Elbhaven.

Nobody was hurt.

NNNN
`;

test('a tagged headline has words where a category has letters; brackets hold the place, and a login stays in the house', () => {
  const read = readWire(Buffer.from(BULLETIN), {});
  const [item] = read.ok ? read.value.items : [];
  expect(item).toMatchObject({
    headline: 'Dyke found open in Elbhaven',
    slugline: 'Dyke_BC1',
    dateline: 'ELBHAVEN',
    places: [{ name: 'ELBHAVEN', role: 'dateline' }],
    subjects: [{ code: '07000000', mediaTopic: 'medtop:07000000' }],
    keywords: ['NORTH'],
    private: [{ kind: 'person', text: 'HBNIS\\Valea' }],
    body: [{ text: 'A dyke has been found open in Elbhaven.' }, { text: 'Nobody was hurt.' }],
    dropped: [{ what: '%A' }, { what: '~AM Service' }],
  });
});
