import { expect, test } from 'vitest';
import { createBenchKeeper, type BenchKeeper } from '#desk/pages/translation/bench-keeper.ts';
import type { SentBlock } from '#desk/pages/translation/bench-state.ts';
import type { Unsaved } from '#desk/pages/translation/unsaved.ts';
import type { Translation } from '#desk/shapes.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Refusal } from '#desk/refusal.ts';

const HEADLINE = {
  id: 'headline',
  kind: 'headline',
  source: '厦门港增长',
  text: 'Cảng',
  state: 'draft',
} as const;

function translation(change: Partial<Translation> = {}): Translation {
  return {
    id: '0',
    storyId: '1',
    provider: { did: 'did:web:b', name: { vi: 'B', 'zh-Hans': 'B', en: 'B' }, ownership: 'state' },
    sourceLanguage: 'zh-Hans',
    language: 'vi',
    state: 'draft',
    revision: 1,
    sourceVersion: 1,
    latestVersion: 1,
    savedAt: '2026-01-01T00:00:00.000Z',
    blocks: [{ ...HEADLINE }],
    may: { publish: { ok: true } },
    ...change,
  };
}

type Server = {
  readonly sent: { revision: number; blocks: readonly SentBlock[] }[];
  answer: (revision: number) => Result<{ revision: number; savedAt: string }, Refusal>;
  reads: Translation;
};

function serverThat(answer: Server['answer'], reads = translation()): Server {
  return { sent: [], answer, reads };
}

function bench(server: Server, unsaved = new Map<string, Unsaved>()): BenchKeeper {
  return createBenchKeeper(translation(), unsaved, {
    place: 'p:',
    save: async (revision, blocks) => {
      server.sent.push({ revision, blocks });
      return server.answer(revision);
    },
    reread: async () => accept(server.reads),
  });
}

const saved = (revision: number) => accept({ revision: revision + 1, savedAt: '2026-01-01T00:00:09.000Z' });
const stopped = (status: number, code: string) => refuse<Refusal>({ status, code, detail: '', because: [] });
const textOf = (keeper: BenchKeeper): string | undefined => keeper.state().blocks[0]?.text;

test('what is typed while a save is under way goes out with the next one, under the new revision', async () => {
  const server = serverThat(saved);
  const keeper = bench(server);

  keeper.edit('headline', 'Cảng Hạ');
  const first = keeper.flush();
  keeper.edit('headline', 'Cảng Hạ Môn');
  await first;
  await keeper.flush();

  expect(server.sent.map(({ revision, blocks }) => [revision, blocks[0]?.text])).toEqual([
    [1, 'Cảng Hạ'],
    [2, 'Cảng Hạ Môn'],
  ]);
  expect(keeper.state().blocks[0]?.dirty).toBe(false);
});

test('a server that refuses or is not reached costs no character, and the words go out when it is back', async () => {
  const server = serverThat(() => stopped(0, 'not-reached'));
  const keeper = bench(server);

  keeper.edit('headline', 'giữa chừng');
  await keeper.flush();
  expect(keeper.state()).toMatchObject({ fault: { code: 'not-reached' } });
  expect(textOf(keeper)).toBe('giữa chừng');
  server.answer = saved;
  await keeper.flush();

  expect(keeper.state()).toMatchObject({ fault: undefined, revision: 2 });
});

test('when somebody else changed the same block, both texts stand side by side and neither overwrites the other', async () => {
  const theirs = translation({ revision: 5, blocks: [{ ...HEADLINE, text: 'Bến cảng' }] });
  const server = serverThat((revision) => (revision === 5 ? saved(revision) : stopped(409, 'moved')), theirs);
  const keeper = bench(server);

  keeper.edit('headline', 'Cảng Hạ Môn');
  await keeper.flush();
  expect(keeper.state().blocks[0]).toMatchObject({ text: 'Cảng Hạ Môn', theirs: 'Bến cảng' });
  await keeper.flush();
  expect(server.sent).toHaveLength(1);
  keeper.settle('headline', 'mine');
  await keeper.flush();

  expect(server.sent.at(-1)).toMatchObject({ revision: 5, blocks: [{ text: 'Cảng Hạ Môn' }] });
});

test('an older reading of the translation never takes back what was saved since', async () => {
  const keeper = bench(serverThat(saved));
  keeper.edit('headline', 'mới');
  await keeper.flush();

  keeper.receive(translation({ revision: 1 }));

  expect(textOf(keeper)).toBe('mới');
});

test('a copy from this browser is laid over the bench and sent at once', async () => {
  const server = serverThat(saved);
  const keeper = bench(server, new Map([['headline', { text: 'còn dở', state: 'draft', base: 'Cảng' }]]));

  expect(keeper.state()).toMatchObject({ restored: 1, blocks: [{ text: 'còn dở' }] });
  await keeper.flush();

  expect(server.sent[0]?.blocks).toEqual([{ id: 'headline', text: 'còn dở', state: 'draft' }]);
});

test('a correction that arrives while a block is being translated shows the new source and keeps the words', () => {
  const keeper = bench(serverThat(saved));
  keeper.edit('headline', 'Cảng Hạ Môn tăng');

  keeper.receive(
    translation({
      blocks: [{ ...HEADLINE, source: '厦门港大幅增长', previousSource: '厦门港增长', state: 'stale' }],
    }),
  );

  expect(keeper.state().blocks[0]).toMatchObject({
    text: 'Cảng Hạ Môn tăng',
    source: '厦门港大幅增长',
    previousSource: '厦门港增长',
  });
});
