import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instantOf } from '#kernel/instant.ts';
import { wordsExtracted } from './adaptation.ts';
import { followSource as follow, killTranslation, type LaterSource } from './follow-source.ts';
import { saveBlocks } from './save-blocks.ts';
import { sourcePieces, type SourcePiece } from './source-pieces.ts';
import { startTranslation } from './start-translation.ts';
import { countUnfinished, type Translation } from './translation.ts';

const AT = instantOf(Date.UTC(2027, 0, 1));
const LATER = instantOf(Date.UTC(2027, 0, 2));
const piece = (id: string, text: string): SourcePiece => ({ id, kind: 'paragraph', text });
const PIECES = [piece('headline', 'Lũ lớn'), piece('b1', 'Ba người'), piece('b2', 'Trường học')];

const started = (pieces: readonly SourcePiece[] = PIECES): Translation =>
  startTranslation({
    id: 't1',
    itemId: 'i1',
    language: 'zh-Hans',
    sourceLanguage: 'vi',
    sourceVersion: 1,
    pieces,
    at: AT,
  });

const NO_MERGE = () => undefined;
const followSource = (translation: Translation, later: LaterSource) => follow(translation, later, NO_MERGE);

function confirmedAll(translation: Translation): Translation {
  const blocks = translation.blocks.map(({ id }) => ({ id, text: `译 ${id}`, state: 'confirmed' as const }));
  const saved = saveBlocks(translation, { revision: translation.revision, blocks }, { at: AT });
  if (!saved.ok) throw new Error(saved.error.code);
  return saved.value;
}

test('a translation begins with headline, summary, body and captions, in this order and all untranslated', () => {
  const pieces = sourcePieces({
    headline: 'Lũ lớn',
    summary: 'Mưa hai ngày',
    blocks: [{ id: 'b4', kind: 'heading', html: '<b>Tin</b>', text: 'Tin' }],
    associations: [
      { guid: 'urn:p1', newsType: 'picture', caption: 'Cầu', renditions: [] },
      { guid: 'urn:p2', newsType: 'picture', renditions: [] },
    ],
  });
  expect(started(pieces).blocks.map(({ id, source, state }) => [id, source, state])).toEqual([
    ['headline', 'Lũ lớn', 'untranslated'],
    ['summary', 'Mưa hai ngày', 'untranslated'],
    ['b4', 'Tin', 'untranslated'],
    ['caption:urn:p1', 'Cầu', 'untranslated'],
  ]);
});

describe('saving', () => {
  test('a save from an older reading is refused and tells the newer revision', () => {
    const now = confirmedAll(started());
    expect(saveBlocks(now, { revision: 1, blocks: [] }, { at: LATER })).toEqual({
      ok: false,
      error: { code: 'translation-outdated', revision: 2 },
    });
  });

  test('a translation is ready when its last block is confirmed, not before', () => {
    const half = saveBlocks(
      started(),
      { revision: 1, blocks: [{ id: 'b1', text: '三人', state: 'confirmed' }] },
      { at: LATER },
    );
    expect(half).toMatchObject({ ok: true, value: { state: 'draft', revision: 2, savedAt: LATER } });
    expect(confirmedAll(started()).state).toBe('ready');
  });

  test('confirming a blank text leaves the block untranslated', () => {
    const blank = saveBlocks(
      started(),
      { revision: 1, blocks: [{ id: 'b1', text: ' \n', state: 'confirmed' }] },
      { at: AT },
    );
    expect(blank).toMatchObject({
      ok: true,
      value: { blocks: [{}, { text: '', state: 'untranslated' }, {}] },
    });
  });

  test('a block that the source does not have is refused by name', () => {
    const save = { revision: 1, blocks: [{ id: 'b9', text: 'x', state: 'draft' as const }] };
    expect(saveBlocks(started(), save, { at: AT })).toEqual({
      ok: false,
      error: { code: 'block-unknown', block: 'b9' },
    });
  });

  test('letters typed in parts are kept as one letter each', () => {
    const save = {
      revision: 1,
      blocks: [{ id: 'b1', text: 'Đà Nẵng'.normalize('NFD'), state: 'draft' as const }],
    };
    expect(saveBlocks(started(), save, { at: AT })).toMatchObject({
      value: { blocks: [{}, { text: 'Đà Nẵng' }, {}] },
    });
  });
});

describe('a later version of the source', () => {
  test('makes stale the blocks that changed and no other', () => {
    const later = [PIECES[0]!, piece('b1', 'Mười ba người'), PIECES[2]!];
    const stale = followSource(confirmedAll(started()), { version: 2, pieces: later, at: LATER });
    expect(stale.blocks.map(({ state }) => state)).toEqual(['confirmed', 'stale', 'confirmed']);
    expect(stale.blocks[1]).toMatchObject({
      source: 'Mười ba người',
      previousSource: 'Ba người',
      text: '译 b1',
    });
    expect(stale).toMatchObject({ state: 'stale', sourceVersion: 2, revision: 3 });
    expect(countUnfinished(stale.blocks)).toBe(1);
  });

  test('adds new pieces untranslated in their place and drops removed ones', () => {
    const later = [piece('headline', 'Lũ lớn'), piece('b3', 'Mới'), piece('b2', 'Trường học')];
    const followed = followSource(confirmedAll(started()), { version: 2, pieces: later, at: LATER });
    expect(followed.blocks.map(({ id, state }) => `${id} ${state}`)).toEqual([
      'headline confirmed',
      'b3 untranslated',
      'b2 confirmed',
    ]);
    expect(followed.state).toBe('draft');
  });

  test('that arrives twice, or after a newer one, changes nothing (I4)', () => {
    const two = { version: 2, pieces: [piece('headline', 'Khác')], at: LATER };
    const followed = followSource(confirmedAll(started()), two);
    expect(followSource(followed, two)).toBe(followed);
    expect(followSource(followed, { ...two, version: 1 })).toBe(followed);
  });

  test('a block stale over two versions still shows the source its text was made from', () => {
    const once = followSource(confirmedAll(started()), {
      version: 2,
      pieces: [PIECES[0]!, piece('b1', 'Hai'), PIECES[2]!],
      at: LATER,
    });
    const twice = followSource(once, {
      version: 3,
      pieces: [PIECES[0]!, piece('b1', 'Một'), PIECES[2]!],
      at: LATER,
    });
    expect(twice.blocks[1]).toMatchObject({ state: 'stale', previousSource: 'Ba người', source: 'Một' });
    const back = followSource(twice, { version: 4, pieces: PIECES, at: LATER });
    expect(back.blocks[1]).toEqual({ ...piece('b1', '译 b1'), source: 'Ba người', state: 'draft' });
  });

  test('saving the stale block makes the translation ready again', () => {
    const stale = followSource(confirmedAll(started()), {
      version: 2,
      pieces: [PIECES[0]!, piece('b1', 'Hai'), PIECES[2]!],
      at: LATER,
    });
    const save = { revision: 3, blocks: [{ id: 'b1', text: '两人', state: 'confirmed' as const }] };
    const saved = saveBlocks(stale, save, { at: LATER });
    expect(saved).toMatchObject({ ok: true, value: { state: 'ready' } });
    expect(saved.ok && saved.value.blocks[1]).not.toHaveProperty('previousSource');
  });
});

test('a killed translation takes no save and follows no version (I6)', () => {
  const killed = killTranslation(confirmedAll(started()), LATER);
  expect(killed.state).toBe('killed');
  expect(saveBlocks(killed, { revision: 3, blocks: [] }, { at: LATER })).toMatchObject({
    error: { code: 'translation-killed' },
  });
  expect(followSource(killed, { version: 9, pieces: [], at: LATER })).toBe(killed);
});

const pieces = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom('headline', 'b1', 'b2', 'b3', 'b4', 'b5'),
    kind: fc.constant('paragraph'),
    text: fc.constantFrom('A', 'B', 'C'),
  }),
  { selector: ({ id }) => id },
);

test('whatever a later version brings, exactly the changed blocks are stale and every kept text is still there', () => {
  fc.assert(
    fc.property(pieces, pieces, (before, after) => {
      const done = confirmedAll(started(before));
      const followed = followSource(done, { version: 2, pieces: after, at: LATER });
      expect(followed.blocks.map(({ id }) => id)).toEqual(after.map(({ id }) => id));
      for (const block of followed.blocks) {
        const old = done.blocks.find(({ id }) => id === block.id);
        const expected = !old ? 'untranslated' : old.source === block.source ? 'confirmed' : 'stale';
        expect(block.state).toBe(expected);
        expect(block.text).toBe(old?.text ?? '');
      }
    }),
  );
});

describe('an adaptation, in the language of its source,', () => {
  const SOURCE = [
    piece('b1', 'The flood killed 12 people.'),
    piece('b2', 'Schools are shut.'),
    piece('b3', 'Buses run.'),
  ];
  const begun = startTranslation({
    id: 't2',
    itemId: 'i1',
    language: 'en-GB',
    sourceLanguage: 'en',
    sourceVersion: 1,
    pieces: [{ id: 'headline', kind: 'headline', text: 'Flood' }, ...SOURCE],
    at: AT,
  });
  const saved = (from: Translation, texts: Readonly<Record<string, string>>): Translation => {
    const blocks = Object.entries(texts).map(([id, text]) => ({ id, text, state: 'confirmed' as const }));
    const result = saveBlocks(from, { revision: from.revision, blocks }, { at: LATER });
    if (!result.ok) throw new Error(result.error.code);
    return result.value;
  };
  const textsOf = ({ blocks }: Translation) => blocks.map(({ id, text, state }) => [id, text, state]);

  test('begins as its source has it, and may leave out text but not its headline', () => {
    expect(begun.state).toBe('ready');
    const shortened = saved(begun, { b3: ' ' });
    expect(shortened.state).toBe('ready');
    expect(textsOf(shortened).at(-1)).toEqual(['b3', '', 'confirmed']);
    expect(saved(begun, { headline: '' }).state).toBe('draft');
  });

  test('has a change of its source worked in, which waits for a person; what was left out stays out', () => {
    const edited = saved(begun, { b1: 'The flood killed 12 people, officials say.', b3: '' });
    const later = {
      version: 2,
      at: LATER,
      pieces: [
        { id: 'headline', kind: 'headline', text: 'Flood' },
        piece('b1', 'The flood killed 17 people.'),
        piece('b2', 'Schools open.'),
        piece('b3', 'Buses run again.'),
        piece('b4', 'Rain ends.'),
      ],
    };
    const merged = follow(edited, later, ({ from, theirs, ours }) =>
      from === ours ? theirs : ours.replace('12', '17'),
    );
    expect(textsOf(merged)).toEqual([
      ['headline', 'Flood', 'confirmed'],
      ['b1', 'The flood killed 17 people, officials say.', 'draft'],
      ['b2', 'Schools open.', 'draft'],
      ['b3', '', 'confirmed'],
      ['b4', 'Rain ends.', 'draft'],
    ]);
    expect(merged.blocks[1]).toMatchObject({
      source: 'The flood killed 17 people.',
      previousSource: 'The flood killed 12 people.',
    });
    expect(saved(merged, { b1: 'Done' }).blocks[1]).not.toHaveProperty('previousSource');
  });

  test('where both changed the same words stays as it was, stale, and is merged from there when the source changes once more', () => {
    const edited = saved(begun, { b1: 'The flood killed a dozen.' });
    const second = { version: 2, at: LATER, pieces: [piece('b1', 'The flood killed 17 people.')] };
    const stale = followSource(edited, second);
    expect(stale.blocks).toMatchObject([
      { text: 'The flood killed a dozen.', state: 'stale', previousSource: 'The flood killed 12 people.' },
    ]);
    const asked: unknown[] = [];
    follow(stale, { version: 3, at: LATER, pieces: [piece('b1', 'The flood killed 18.')] }, (texts) => {
      asked.push(texts);
      return undefined;
    });
    expect(asked).toEqual([
      {
        from: 'The flood killed 12 people.',
        theirs: 'The flood killed 18.',
        ours: 'The flood killed a dozen.',
      },
    ]);
  });

  test('counts its words where it takes nothing but parts of its source', () => {
    expect(wordsExtracted(saved(begun, { b1: 'killed 12 people', b2: '', b3: '' }))).toBe(4);
    expect(wordsExtracted(saved(begun, { b1: 'killed 13 people' }))).toBeUndefined();
    const chinese = startTranslation({
      id: 't3',
      itemId: 'i1',
      language: 'zh-Hans',
      sourceLanguage: 'zh-CN',
      sourceVersion: 1,
      pieces: [piece('b1', '洪水造成12人死亡。')],
      at: AT,
    });
    expect(wordsExtracted(chinese)).toBe(8);
  });
});
