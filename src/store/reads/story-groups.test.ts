import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { StoryPage } from '#domain/publication/story-page.ts';
import { nodeHash } from '#engines/world.ts';
import { sketchText } from '#formats/lexemes/sketch-text.ts';
import { instantOf, plusSeconds } from '#kernel/instant.ts';
import type { WirePage, WireQuestion } from '#ports/reads/wire.ts';
import { askedWords } from '#tests/town/asked-words.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { PARTNER, testNewsroom, type TestNewsroom } from '#tests/town/test-newsroom.ts';
import { transactWith } from '../transact.ts';
import { matchStories } from './match-stories.ts';
import { sightOf } from './sight-of.ts';
import { wireReads } from './wire.ts';

const AT = instantOf(Date.UTC(2027, 0, 1, 8));
const VIETNAMESE = [{ operand: 'language', operator: 'eq', values: ['vi'] }] as const;
const minutes = (count: number) => plusSeconds(AT, count * 60);
const LATER = minutes(30);
const WORDS = [
  ...'nước sông hàn dâng cao hai mét trong một đêm và làm ngập hơn một nghìn ngôi nhà ở khu phố cổ'.split(
    ' ',
  ),
  ...'bộ đội đã đưa ba trăm bốn mươi người dân lên trường học trên đồi nơi các bác sĩ chờ sẵn'.split(' '),
  ...'mưa sẽ còn kéo dài đến thứ tư theo đài khí tượng và đập phía trên thành phố sẽ mở vào trưa nay'.split(
    ' ',
  ),
];
const TEXT = WORDS.join(' ');
let database: TestDatabase;
let desk: TestNewsroom;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  desk = await testNewsroom(database, AT);
});

const wire = (question: Partial<WireQuestion> = {}): Promise<WirePage> =>
  wireReads(database.app.db).list(desk.agencyId, { at: LATER, from: 'all', limit: 50, ...question });
const lines = (page: WirePage) => page.stories.map(({ headline, roads }) => [headline, roads ?? 0]);
const linksTo = (guid: string): Promise<readonly string[]> =>
  transactWith(database.app.db, ({ trx }) => trx)(desk.agencyId, async (trx) => {
    const { rows } = await sql<{ guid: string }>`
      select i.guid from story_link l join item i on i.id = l.item_id join item o on o.id = l.other_id
      where o.guid = ${guid}`.execute(trx);
    return rows.map((row) => row.guid);
  });
const arrive = (guid: string, at: number, body: string) =>
  desk.received({ guid, language: 'vi', headline: guid, body: [body] }, { at: minutes(at) });

test('the same text by several roads is one line, led by the newest that matches, and others stay as they are', async () => {
  await desk.receive(VIETNAMESE);
  await desk.own({ guid: 'own', language: 'vi', headline: 'own', body: [TEXT] }, { at: minutes(1) });
  await arrive('first', 2, TEXT);
  await arrive('other', 3, 'Một tin khác hẳn, về cầu mới.');
  await arrive('second', 4, `${TEXT} Hết.`);
  expect(lines(await wire())).toEqual([
    ['second', 2],
    ['other', 0],
  ]);
  expect(lines(await wire({ from: 'own' }))).toEqual([['own', 2]]);
  expect(lines(await wire({ terms: askedWords('bác sĩ trường học') }))).toEqual([['second', 2]]);
  const first = await wire({ limit: 1 });
  expect(lines(await wire({ limit: 1, after: first.next ?? '' }))).toEqual([['other', 0]]);
  expect((await wire({ limit: 1, after: first.next ?? '' })).next).toBeUndefined();
});

test('a story that may not be seen leads no group, counts in none, and joins no two (I12)', async () => {
  await desk.receive(VIETNAMESE);
  // Each of the two is near the hidden one between them, and not the other.
  const [early, late] = [WORDS.slice(0, 36), WORDS.slice(26)].map((words) => words.join(' '));
  await arrive('seen', 1, early ?? '');
  await arrive('seen too', 2, late ?? '');
  await arrive('double', 3, early ?? '');
  const asked: Partial<WireQuestion>[] = [
    {},
    { limit: 1 },
    { terms: askedWords('sông hàn') },
    { hide: 'ran' },
    { from: 'partners', language: 'vi' },
  ];
  const all = () => Promise.all(asked.map((question) => wire(question)));
  const before = JSON.stringify(await all());
  expect(lines(await wire())).toEqual([
    ['double', 1],
    ['seen too', 0],
  ]);
  const hidden = { guid: 'hidden', provider: 'did:web:another.example', language: 'vi', body: [TEXT] };
  await desk.received(hidden, { at: minutes(4) });
  expect((await linksTo('hidden')).toSorted()).toEqual(['double', 'seen', 'seen too']);
  expect(JSON.stringify(await all())).toBe(before);
});

test('what was killed or stopped is a line of its own, and the group goes on without it', async () => {
  await desk.receive(VIETNAMESE);
  await arrive('first', 1, TEXT);
  await arrive('second', 2, TEXT);
  await arrive('third', 3, TEXT);
  await desk.kill({ provider: PARTNER, guid: 'third' });
  const stories = lines(await wire());
  expect(stories).toContainEqual(['', 0]);
  expect(stories).toContainEqual(['second', 1]);
  expect(stories.length).toBe(2);
});

test('what we ran is hidden on asking, with what is the same by another road and our translation come home', async () => {
  await desk.receive(VIETNAMESE);
  const ran = await arrive('ran', 1, TEXT);
  const again = await arrive('again', 2, TEXT);
  const home = await arrive('home', 3, WORDS.toReversed().join(' '));
  const other = await arrive('other', 4, 'Một tin khác hẳn, về cầu mới.');
  const translationId = '01900000-0000-7000-8000-00000000000a';
  await desk.within(async ({ translations, publications, takes }) => {
    const agreementDigest = nodeHash.sha256(new Uint8Array());
    await takes.add({ id: ran, itemId: ran, version: 1, use: 'translate', agreementDigest, takenAt: AT });
    await translations.addOrFind({
      id: translationId,
      itemId: ran,
      language: 'en',
      sourceLanguage: 'vi',
      sourceVersion: 1,
      state: 'ready',
      revision: 1,
      savedAt: AT,
      blocks: [],
    });
    const publication = await publications.add({
      id: '01900000-0000-7000-8000-00000000000b',
      itemId: ran,
      translationId,
      language: 'en',
      slug: 'ran',
      state: 'live',
      version: 1,
      revision: 1,
      headline: 'Ran',
      publishedAt: AT,
      updatedAt: AT,
    });
    // Of the words that came home: whose language they are in is not asked.
    const sketch = sketchText({ language: 'vi', blocks: [{ text: WORDS.toReversed().join(' ') }] });
    await publications.addRevision({ publication, page: PAGE, at: AT, ...(sketch ? { sketch } : {}) });
  });
  expect(lines(await wire())).toEqual([
    ['other', 0],
    ['home', 0],
    ['again', 1],
  ]);
  const hidden = await wire({ hide: 'ran' });
  expect([lines(hidden), hidden.total]).toEqual([[['other', 0]], 1]);
  // Whoever follows the search is told of no more than it finds.
  const question: WireQuestion = { at: LATER, from: 'all', limit: 50 };
  const asked = [
    { id: 'all', question },
    { id: 'hidden', question: { ...question, hide: 'ran' as const } },
  ];
  const itemIds = [ran, again, home, other];
  const matched = await transactWith(database.app.db, (transaction) => transaction)(
    desk.agencyId,
    async (transaction) =>
      matchStories(transaction, { asked, itemIds, isSeen: await sightOf(transaction, LATER) }),
  );
  expect([matched.get('all')?.length, matched.get('hidden')]).toEqual([4, [other]]);
});

const PAGE: StoryPage = {
  headline: 'Ran',
  blocks: [],
  pictures: [],
  provider: { did: PARTNER, name: { vi: '', 'zh-Hans': '', en: '' }, ownership: 'independent' },
  isPartners: true,
  creditLine: '',
  sourceLanguage: 'vi',
  isTranslation: true,
  indexing: { robots: 'index' },
  corrections: [],
};
