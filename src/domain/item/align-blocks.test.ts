import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { growth } from '#tests/town/growth.ts';
import { alignBlocks, lastBlockNumber, textLikeness } from './align-blocks.ts';
import type { Block } from './item.ts';

const block = (id: string, text: string): Block => ({ id, kind: 'paragraph', html: text, text });
const story = (...texts: string[]): Block[] => texts.map((text, at) => block(`b${at + 1}`, text));

const RIVER = 'The river at Hoa Vang rose two metres in the night and cut the road to the west.';
const RESCUE = 'Boats brought forty families to the school on the hill before the morning.';
const WEATHER = 'The weather office expects less rain from Thursday and warns of landslides.';

describe('blocks keep their names from version to version', () => {
  test('a corrected number changes one block and leaves the others alone', () => {
    const next = story(RIVER, RESCUE.replace('forty', 'fourteen'), WEATHER);
    const aligned = alignBlocks(story(RIVER, RESCUE, WEATHER), next, 3);
    expect(aligned.blocks.map(({ id }) => id)).toEqual(['b1', 'b2', 'b3']);
    expect(aligned).toMatchObject({ changed: ['b2'], added: [], removed: [] });
  });

  test('a new lead paragraph shifts nothing', () => {
    const aligned = alignBlocks(story(RIVER, RESCUE), story('A bridge has given way.', RIVER, RESCUE), 2);
    expect(aligned.blocks.map(({ id }) => id)).toEqual(['b3', 'b1', 'b2']);
    expect(aligned).toMatchObject({ changed: [], added: ['b3'], removed: [] });
  });

  test('paragraphs that swap places are followed, not called changed', () => {
    const aligned = alignBlocks(story(RIVER, RESCUE, WEATHER), story(WEATHER, RIVER, RESCUE), 3);
    expect(aligned.blocks.map(({ id }) => id)).toEqual(['b3', 'b1', 'b2']);
    expect(aligned).toMatchObject({ changed: [], added: [], removed: [] });
  });

  test('a paragraph is followed from one end of a long story to the other', () => {
    const fillers = Array.from(
      { length: 150 },
      (_, at) => `Paragraph ${at} is about the number ${at * 7919}.`,
    );
    const edited = fillers.map((text) => text.replace('is about', 'speaks of'));
    const aligned = alignBlocks(story(RIVER, ...fillers), story(...edited, RIVER), 151);
    expect(aligned.blocks.at(-1)?.id).toBe('b1');
    expect(aligned.changed).not.toContain('b1');
  });

  test('a paragraph that moved and was edited keeps its name', () => {
    const aligned = alignBlocks(
      story(RIVER, RESCUE, WEATHER),
      story(WEATHER.replace('Thursday', 'Friday'), RIVER, RESCUE),
      3,
    );
    expect(aligned.blocks.map(({ id }) => id)).toEqual(['b3', 'b1', 'b2']);
    expect(aligned.changed).toEqual(['b3']);
  });

  test('the name of a removed block is never given to another', () => {
    const second = alignBlocks(story(RIVER, RESCUE), story(RIVER), 2);
    expect(second.removed).toEqual(['b2']);
    const third = alignBlocks(second.blocks, story(RIVER, WEATHER), 2);
    expect(third.added).toEqual(['b3']);
  });

  test('Chinese text is compared without word boundaries', () => {
    const aligned = alignBlocks(
      story('厦门市昨夜降雨量达一百二十毫米，多条道路积水。', '救援队已转移四十户居民。'),
      story('厦门市昨夜降雨量达一百三十毫米，多条道路积水。', '救援队已转移四十户居民。'),
      2,
    );
    expect(aligned).toMatchObject({ changed: ['b1'], added: [], removed: [] });
  });

  test('a short block rewritten between the same neighbours keeps its name', () => {
    const aligned = alignBlocks(
      story(RIVER, 'Three people died.', WEATHER),
      story(RIVER, 'Thirteen are dead.', WEATHER),
      3,
    );
    expect(aligned).toMatchObject({ changed: ['b2'], added: [], removed: [] });
  });

  test('a change of markup alone is no change', () => {
    const marked: Block = { id: 'b1', kind: 'paragraph', html: `<b>${RIVER}</b>`, text: RIVER };
    expect(alignBlocks(story(RIVER), [marked], 1)).toMatchObject({
      changed: [],
      blocks: [{ html: marked.html }],
    });
  });
});

const texts = fc.array(fc.constantFrom(RIVER, RESCUE, WEATHER, 'Kept.', 'Short', '短讯', `${RIVER} More.`), {
  maxLength: 12,
});

describe('for any two versions', () => {
  test('ids are unique, new ones never used before, and every old block is kept or removed', () => {
    fc.assert(
      fc.property(texts, texts, fc.integer({ min: 0, max: 9 }), (before, after, extra) => {
        const previous = story(...before);
        const last = lastBlockNumber(previous) + extra;
        const { blocks, changed, added, removed } = alignBlocks(previous, story(...after), last);
        const ids = blocks.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        expect(blocks.map(({ text }) => text)).toEqual(after);
        expect(added.every((id) => lastBlockNumber([{ id }]) > last)).toBe(true);
        const kept = ids.filter((id) => !added.includes(id));
        expect([...kept, ...removed].toSorted()).toEqual(previous.map(({ id }) => id).toSorted());
        const before_ = new Map(previous.map(({ id, text }) => [id, text]));
        for (const { id, text } of blocks)
          if (!added.includes(id)) expect(before_.get(id) !== text).toBe(changed.includes(id));
      }),
    );
  });

  test('the same text again changes nothing', () => {
    fc.assert(
      fc.property(texts, (same) => {
        const previous = story(...same);
        expect(alignBlocks(previous, story(...same), 99)).toEqual({
          blocks: previous,
          changed: [],
          added: [],
          removed: [],
        });
      }),
    );
  });

  test('distinct texts are followed through any shuffle', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ minLength: 3 }), {
          maxLength: 10,
          selector: (t) => t.normalize('NFC').replace(/\s+/gu, ' ').trim(),
        }),
        fc.infiniteStream(fc.nat()),
        (originals, order) => {
          const previous = story(...originals);
          const shuffled = previous
            .map((one) => ({ one, rank: order.next().value ?? 0 }))
            .toSorted((a, b) => a.rank - b.rank)
            .map(({ one }) => one);
          const aligned = alignBlocks(
            previous,
            shuffled.map((one) => ({ ...one, id: 'x' })),
            originals.length,
          );
          expect(aligned.blocks).toEqual(shuffled);
          expect(aligned.changed).toEqual([]);
        },
      ),
    );
  });
});

test('likeness is 1 for equal texts, 0 for foreign ones, and the same both ways', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (one, other) => {
      const forward = textLikeness(one, other);
      expect(forward).toBe(textLikeness(other, one));
      expect(forward).toBeGreaterThanOrEqual(0);
      expect(forward).toBeLessThanOrEqual(1);
      expect(textLikeness(one, one)).toBe(1);
    }),
  );
  expect(textLikeness('abcdef', '岘港市')).toBe(0);
});

test('aligning rewritten blocks costs no more than their number', () => {
  const many = (word: string, length: number) =>
    story(...Array.from({ length }, (_, at) => `${word} ${at} ${'text '.repeat(20)}${at * 7}`));
  expect(
    growth((share) => alignBlocks(many('old', 3000 * share), many('new', 3000 * share), 3000 * share)),
  ).toBeLessThan(9);
});
