import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instantOf, plusSeconds } from '#kernel/instant.ts';
import { followerKey, planMentions, type MentionFacts, type StoryChange } from './plan-mentions.ts';
import type { AlertSchedule, AlertSettings, Follower } from './saved-search.ts';
import { isQuiet } from './tell-at.ts';

const AT = instantOf(Date.UTC(2027, 0, 1, 18));
const PEOPLE = ['lan', 'minh', 'chen'] as const;
const STORIES = ['a', 'b', 'c', 'd'] as const;
const QUIET: AlertSettings = {
  timeZone: 'Asia/Ho_Chi_Minh',
  quiet: { from: '22:00', until: '06:00' },
  takenByMail: true,
};
const OPEN: AlertSettings = { timeZone: 'Asia/Shanghai', takenByMail: false };

const follower: fc.Arbitrary<Follower> = fc.oneof(
  fc.constantFrom(...PEOPLE).map((personId) => ({ personId })),
  fc.constant({ destinationId: 'cms' }),
);
const schedule: fc.Arbitrary<AlertSchedule> = fc.constantFrom(
  { kind: 'at-once' },
  { kind: 'hourly' },
  { kind: 'hours', hours: ['07:00', '17:30'] },
);
const changes: fc.Arbitrary<readonly StoryChange[]> = fc
  .uniqueArray(fc.constantFrom(...STORIES), { minLength: 1 })
  .chain((ids) =>
    fc.tuple(
      ...ids.map((itemId, number) =>
        fc.record({
          number: fc.constant(number + 1),
          itemId: fc.constant(itemId),
          version: fc.integer({ min: 1, max: 3 }),
          what: fc.constantFrom(
            'arrived' as const,
            'withheld' as const,
            'released' as const,
            'killed' as const,
          ),
        }),
      ),
    ),
  );
const facts: fc.Arbitrary<MentionFacts> = fc.record({
  at: fc.integer({ min: 0, max: 86_400 }).map((seconds) => plusSeconds(AT, seconds)),
  changes,
  found: fc.array(
    fc.record({
      follow: fc.record({
        searchId: fc.constantFrom('s1', 's2', 's3'),
        follower,
        schedule,
        byMail: fc.boolean(),
        isPaused: fc.constant(false),
      }),
      itemIds: fc.subarray([...STORIES]),
    }),
    { maxLength: 8 },
  ),
  takers: fc.array(fc.record({ personId: fc.constantFrom(...PEOPLE), itemId: fc.constantFrom(...STORIES) }), {
    maxLength: 4,
  }),
  told: fc.array(fc.record({ follower, itemId: fc.constantFrom(...STORIES), byMail: fc.boolean() }), {
    maxLength: 4,
  }),
  settingsOf: fc.constant((one: Follower) => ('personId' in one && one.personId === 'lan' ? QUIET : OPEN)),
});

test('whoever follows is named each story once, however many searches found it, and none of them is lost', () => {
  fc.assert(
    fc.property(facts, (given) => {
      const mentions = planMentions(given);
      const keys = mentions.map((one) =>
        [followerKey(one.follower), one.itemId, one.version, one.word].join(' '),
      );
      expect(new Set(keys).size).toBe(keys.length);
      const wanted = given.found.flatMap(({ follow, itemIds }) =>
        given.changes
          .filter(
            ({ itemId, what }) => itemIds.includes(itemId) && (what === 'arrived' || what === 'released'),
          )
          .map(({ itemId, version }) => ({
            ...follow,
            key: [followerKey(follow.follower), itemId, version, 'story'].join(' '),
          })),
      );
      for (const { key, searchId } of wanted) {
        const mention = mentions[keys.indexOf(key)];
        expect(mention?.because).toContain(searchId);
      }
    }),
  );
});

test('only what becomes of a story that the person took is due in their quiet hours, and of that only a kill by mail', () => {
  fc.assert(
    fc.property(facts, (given) => {
      const quiet = QUIET.quiet;
      if (!quiet) throw new Error('no quiet hours');
      for (const mention of planMentions(given)) {
        expect(mention.dueAt >= given.at).toBe(true);
        if (!('personId' in mention.follower) || mention.follower.personId !== 'lan') continue;
        if (isQuiet(mention.dueAt, quiet, QUIET.timeZone)) expect(mention.isTaken).toBe(true);
        if (mention.mailAt !== undefined && isQuiet(mention.mailAt, quiet, QUIET.timeZone))
          expect([mention.isTaken, mention.word]).toEqual([true, 'killed']);
      }
    }),
  );
});

test('whoever took a story is told of whatever became of it at once, whatever they follow', () => {
  fc.assert(
    fc.property(facts, (given) => {
      const mentions = planMentions(given);
      for (const { personId, itemId } of given.takers) {
        const change = given.changes.find((one) => one.itemId === itemId);
        if (!change) continue;
        const word = change.what === 'arrived' ? 'story' : change.what;
        expect(mentions).toContainEqual(
          expect.objectContaining({ follower: { personId }, itemId, word, isTaken: true, dueAt: given.at }),
        );
      }
    }),
  );
});
