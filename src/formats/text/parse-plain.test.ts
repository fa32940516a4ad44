import { expect, test } from 'vitest';
import { isPlainText, parsePlain } from './parse-plain.ts';

function first(text: string) {
  const read = parsePlain(text, {});
  const [item] = read.ok ? read.value.items : [];
  return { ...item, texts: item?.body.map((block) => block.text) };
}

const RELEASE = `FOR IMMEDIATE RELEASE

29 November 2026

River Trust opens third flood gate at Han bridge

DA NANG, Vietnam -- The River Trust today opened the third flood gate
at the Han bridge, two years after work began. Anyone in need of help may
call +84 236 000 0001 at any hour.

"The gate will protect 3,000 homes," said director Le Thi B.

- two gates stand in Hue
- one gate stands in Hoi An

###

Media contact: Tran Van C, +84 236 000 0000, press@rivertrust.example
`;

test('a press release is read: its day, its headline with a finding, its dateline, its story', () => {
  expect(first(RELEASE)).toMatchObject({
    genres: [{ code: 'press-release' }],
    headline: 'River Trust opens third flood gate at Han bridge',
    dateline: 'DA NANG, Vietnam',
    dates: { contentCreated: '2026-11-29' },
    warnings: [{ code: 'headline-assumed', at: 'line 5' }],
    texts: [
      'The River Trust today opened the third flood gate at the Han bridge, two years after work began. Anyone in need of help may call +84 236 000 0001 at any hour.',
      '"The gate will protect 3,000 homes," said director Le Thi B.',
      'two gates stand in Hue',
      'one gate stands in Hoi An',
    ],
  });
});

test('the contact of a release is private, a number in its sentences is not', () => {
  expect(first(RELEASE).private).toMatchObject([
    { kind: 'contact', text: expect.stringContaining('Tran Van C') },
  ]);
});

test('text without a line shaped like a headline has none', () => {
  const item = first(
    'Rain fell on Hue today, and the river rose by a metre.\n\nSchools stay closed on Monday, the city said.',
  );

  expect(item.headline).toBeUndefined();
  expect(item.texts).toHaveLength(2);
});

test('an embargo over a release holds until the hour that it names', () => {
  expect(
    first('EMBARGOED UNTIL 30 November 2026, 06:00 GMT\n\nTrust opens gate\n\nThe gate opened.'),
  ).toMatchObject({
    embargo: '2026-11-30T06:00:00Z',
    headline: 'Trust opens gate',
  });
  expect(
    first('THÔNG CÁO BÁO CHÍ\n\nCấm đăng trước 18 giờ 00 ngày 30/11/2026\n\nMở cửa van\n\nCửa van đã mở.'),
  ).toMatchObject({
    embargo: '2026-11-30T18:00:00',
    headline: 'Mở cửa van',
  });
});

test('words like those of desks inside a story stay in the story', () => {
  const item = first(
    'A film called Contact\n\nContact – the film – opens in Hue on Monday, and 30 cinemas show it.\n\n###\n\nReporting by the city paper says so. Critics like it.\n\nTwo more films follow.\n\nReporting by An Li in Hue\n',
  );
  expect(item.texts).toEqual([
    'Contact – the film – opens in Hue on Monday, and 30 cinemas show it.',
    'Reporting by the city paper says so. Critics like it.',
    'Two more films follow.',
  ]);
  expect(item.private).toMatchObject([{ kind: 'desk', text: 'Reporting by An Li in Hue' }]);
});

test('a Vietnamese and a German release are read, with the people to call apart', () => {
  const vietnamese = first(
    'THÔNG CÁO BÁO CHÍ\n\nHà Nội, ngày 29 tháng 11 năm 2026\n\nQuỹ mở cửa van\n\nCửa van đã mở hôm nay.\n\nLiên hệ báo chí:\nTrần Văn C, điện thoại: 0236 555 0100\n',
  );
  expect(vietnamese).toMatchObject({
    headline: 'Quỹ mở cửa van',
    dateline: 'Hà Nội, ngày 29 tháng 11 năm 2026',
    dates: { contentCreated: '2026-11-29' },
    texts: ['Cửa van đã mở hôm nay.'],
  });
  const german = first(
    'PRESSEMITTEILUNG\n\nStiftung öffnet Tor\n\nDa Nang, 29. November 2026 – Die Stiftung hat das Tor geöffnet.\n\nPressekontakt:\nAnna Berg\nTel.: +49 30 0000 0000\npresse@fluss.example\n',
  );
  expect(german).toMatchObject({
    headline: 'Stiftung öffnet Tor',
    texts: ['Die Stiftung hat das Tor geöffnet.'],
  });
  expect(german.private?.map(({ text }) => text).join(' ')).toContain('Anna Berg');
});

test('headings of Markdown are headings, not a notebook', () => {
  const item = first('# Trust opens gate\n\nThe gate opened on Monday.\n\n# Why now\n\nThe river rose.\n');

  expect(item.headline).toBe('Trust opens gate');
  expect(item.texts).toEqual(['The gate opened on Monday.', '# Why now', 'The river rose.']);
});

test('an embargo that is news embargoes nothing', () => {
  for (const headline of [
    'China lifts embargo on Australian coal',
    'Embargo on sugar hits farmers',
    'Oil embargo: what now?',
  ]) {
    const item = first(`${headline}\n\nThe embargo fell, the ministry said on Monday.\n\nFarmers cheered.`);
    expect([item.headline, item.embargo, item.isEmbargoed]).toEqual([headline, undefined, undefined]);
  }
});

test('a section that is not for publication may stand in the middle', () => {
  const item = first(
    'Trust opens gate\n\nThe gate opened.\n\n-- Not for publication --\nAsk Le Thi B first.\n-- End of note --\n\nThe gate is new.',
  );
  expect(item.texts).toEqual(['The gate opened.', 'The gate is new.']);
  expect(item.private).toMatchObject([
    { kind: 'not-for-publication', text: expect.stringContaining('Le Thi B') },
  ]);
});

test('markup, data and noise are no plain text', () => {
  expect(
    ['<p>Rain fell on Hue today.</p>', '{"headline":"Rain fell on Hue today"}', '\u0000\u0001\u0002abc'].map(
      isPlainText,
    ),
  ).toEqual([false, false, false]);
  expect(isPlainText(RELEASE)).toBe(true);
});

test('who sends a release and its number stand above its headline', () => {
  const item = first(
    'Source: Harbour Ltd\nMEDIA RELEASE PR74541\nHarbour Ltd Opens Another Quay\n\nELBHAVEN, July 25, 2026 /Harbour-AsiaNet/ --\n\nHarbour Ltd opened a quay.\n',
  );
  expect(item).toMatchObject({
    creditLine: 'Harbour Ltd',
    genres: [{ code: 'press-release', name: 'MEDIA RELEASE PR74541' }],
    headline: 'Harbour Ltd Opens Another Quay',
    texts: ['Harbour Ltd opened a quay.'],
  });
});
