import { afterAll, beforeAll, expect, test } from 'vitest';
import { followSource } from '#app/publication/follow-source.ts';
import { testItem } from '#tests/town/test-item.ts';
import { GIVER, pathOf, testPortal, valueOf, type TestPortal } from '#tests/town/test-portal.ts';

let portal: TestPortal;
let strict: TestPortal;
beforeAll(async () => {
  portal = await testPortal({ mayModify: true });
  strict = await testPortal();
});
afterAll(() => Promise.all([portal.close(), strict.close()]));

const body = [
  'The flood killed 12 people on Monday, officials of the province said late on Tuesday.',
  'Schools are shut.',
  'Buses run.',
];
const story = (version: number, over: Parameters<typeof testItem>[0] = {}) =>
  testItem({ guid: 'urn:egret:flood', provider: GIVER, version, headline: 'Flood', body, ...over });

const begin = (at: TestPortal, storyId: string) =>
  at.desk('POST', `/api/stories/${storyId}/translations`, { language: 'en' });

test('no clause permits to modify: an adaptation is not begun, and nothing is kept of it', async () => {
  const storyId = await strict.admit(story(1));
  const begun = await begin(strict, storyId);
  expect([begun.statusCode, begun.json().code]).toEqual([403, 'use-not-permitted']);
  expect(await strict.within(({ translations }) => translations.findFor(storyId, 'en'))).toBeUndefined();
});

test('a story is edited and shortened in its own language, said on the page, and corrected by merging', async () => {
  const storyId = await portal.admit(story(1));
  const begun = await begin(portal, storyId);
  expect(begun.statusCode).toBe(200);
  const { id: translationId } = begun.json();
  const opened = (await portal.desk('GET', `/api/translations/${translationId}`)).json();
  expect(opened).toMatchObject({
    language: 'en',
    sourceLanguage: 'en',
    state: 'ready',
    may: { publish: { ok: true } },
  });

  const [first = '', , third = ''] = (opened.blocks as { id: string; kind: string }[])
    .filter(({ kind }) => kind === 'paragraph')
    .map(({ id }) => id);
  const edits = [
    { id: first, text: 'The flood killed 12 people on Monday, officials said.', state: 'confirmed' as const },
    { id: third, text: '', state: 'confirmed' as const },
  ];
  valueOf(await portal.save({ translationId, revision: opened.revision, blocks: edits }));
  const page = valueOf(await portal.publish(storyId, { translationId }));
  const shown = await portal.get(pathOf(page));
  expect(shown.body).toContain('From Egret Island News, edited by');
  expect(shown.body).toContain('The flood killed 12 people on Monday, officials said.');
  expect(shown.body).toContain('Edited and maybe shortened by people in our newsroom');
  expect(shown.body).not.toContain('Buses run');
  expect(shown.body).not.toContain('translated');

  const corrected = story(2, {
    body: [String(body[0]).replace('12', '17'), 'Schools are shut.', 'Buses run again.'],
  });
  await portal.admit(corrected, { isCorrection: true, note: '17, not 12' });
  const followed = await portal.within((stores) => followSource(stores, storyId, portal.now()));
  expect(followed.translationIds).toEqual([translationId]);
  const merged = (await portal.desk('GET', `/api/translations/${translationId}`)).json();
  expect(merged.blocks.filter(({ kind }: { kind: string }) => kind === 'paragraph')).toMatchObject([
    {
      text: 'The flood killed 17 people on Monday, officials said.',
      state: 'draft',
      previousSource: body[0],
    },
    { text: 'Schools are shut.', state: 'confirmed' },
    { text: '', state: 'confirmed' },
  ]);
  expect(await portal.publish(storyId, { translationId, correctionNote: '17, not 12' })).toMatchObject({
    error: { code: 'translation-unfinished', blocks: 1 },
  });
});

test('the right to extract lets a few words go out as they stand in it, and no more and no others', async () => {
  const quoting = await testPortal({ excerptWords: 12 });
  try {
    const storyId = await quoting.admit(story(1));
    const { id: translationId } = (await begin(quoting, storyId)).json();
    const save = async (revision: number, texts: readonly string[]) => {
      const opened = (await quoting.desk('GET', `/api/translations/${translationId}`)).json();
      const [first = '', second = '', third = ''] = (opened.blocks as { id: string; kind: string }[])
        .filter(({ kind }) => kind === 'paragraph')
        .map(({ id }) => id);
      const blocks = [first, second, third].map((id, at) => ({
        id,
        text: texts[at] ?? '',
        state: 'confirmed' as const,
      }));
      return valueOf(await quoting.save({ translationId, revision, blocks })).revision;
    };
    const publish = () => quoting.publish(storyId, { translationId });
    expect(await publish()).toMatchObject({ error: { code: 'use-not-permitted' } });
    const changed = await save(1, ['The flood killed twelve people']);
    expect(await publish()).toMatchObject({ error: { code: 'use-not-permitted' } });
    await save(changed, ['The flood killed 12 people on Monday', 'Schools are shut.']);
    expect(await publish()).toMatchObject({ ok: true });
  } finally {
    await quoting.close();
  }
});

test('an own story is not adapted: it is edited at its source', async () => {
  const storyId = await portal.admit(portal.own('urn:own:1'));
  const begun = await portal.desk('POST', `/api/stories/${storyId}/translations`, { language: 'vi' });
  expect([begun.statusCode, begun.json().code]).toEqual([422, 'translation-same-language']);
});
