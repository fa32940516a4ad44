import { clearTestStory } from '#app/correction/clear-test-story.ts';
import { startDrill } from '#app/correction/start-drill.ts';
import { accept, refuse } from '#kernel/result.ts';
import type { DrillReachView, DrillView, TestStoryView } from '#ports/reads/drills.ts';
import { acting, reading } from '../at-desk.ts';
import type { CliNeeds } from '../cli-needs.ts';
import { columns } from '../columns.ts';
import type { CommandPlan } from '../command-plan.ts';
import type { InterfaceLanguage } from '#kernel/language.ts';
import { isId } from '../is-id.ts';
import { shortTime } from '../short-time.ts';

/** Rehearsed kills: those we run with partners, and the test stories of theirs. */
export const drillCommands: readonly CommandPlan<CliNeeds>[] = [
  acting('run-drill', {
    name: 'recall drill',
    about: 'Rehearse a kill: partners are sent a test story and told to remove it; nothing becomes public',
    options: [
      { flags: '--partner <did...>', about: 'with whom (partner list); left out: with all that are pinned' },
    ],
    async run(desk, given) {
      const { node, agency } = desk;
      const named = given.texts('partner');
      const all = named.length > 0 ? [] : await node.partnerReads.list(agency.id);
      const pinned = all.filter(({ state }) => state === 'pinned').map(({ did }) => did);
      const partners = named.length > 0 ? named : pinned;
      if (partners.length === 0) return refuse({ code: 'partner-unknown' });
      const drill = await startDrill(node, desk, partners);
      if (!drill.ok) return drill;
      return accept({
        json: { drill: drill.value, partners },
        lines: [`The drill has begun with ${partners.length} of your partners.`],
        next: 'pactwire recall drills',
      });
    },
  }),
  reading({
    name: 'recall drills',
    about: 'Your kill drills and the minutes that each partner took, and those of partners with you',
    async run({ node, agency, at, language }) {
      const drills = await node.drillReads.drills(agency.id, at);
      const testStories = await node.drillReads.testStories(agency.id, at);
      const open = testStories.find(({ state }) => state === 'open');
      return accept({
        json: { drills, testStories },
        lines: [
          ...columns(
            ['STARTED', 'PARTNER', 'STATE', 'FETCHED', 'RECEIVED', 'SEEN', 'APPLIED', 'MINUTES', 'WHY NOT'],
            drills.flatMap((drill) => drill.reach.map((reach) => rowOf(drill, reach, language))),
          ),
          '',
          ...columns(
            ['KILLED', 'DRILL OF', 'STATE', 'DUE', 'ID'],
            testStories.map((story) => storyRow(story, language)),
          ),
        ],
        ...(open ? { next: `pactwire notice drill ${open.id} --as EMAIL` } : {}),
      });
    },
  }),
  acting('answer-notice', {
    name: 'notice drill <id>',
    about: 'Clear the test story of a partner’s kill drill; the partner gets the receipt',
    async run(desk, given) {
      const id = given.demand('id');
      if (!isId(id)) return refuse({ code: 'test-story-unknown' });
      const cleared = await clearTestStory(desk.node, desk, id);
      if (!cleared.ok) return cleared;
      return accept({
        json: { id, state: 'applied' },
        lines: ['The test story is cleared; the partner gets the receipt.'],
      });
    },
  }),
];

function rowOf(
  { startedAt }: DrillView,
  reach: DrillReachView,
  language: InterfaceLanguage,
): readonly string[] {
  const { state, overdue, fetchedAt, receivedAt, seenAt, appliedAt } = reach;
  return [
    shortTime(startedAt),
    reach.agency.name[language],
    `${state}${overdue ? ' OVERDUE' : ''}`,
    ...[fetchedAt, receivedAt, seenAt, appliedAt].map((at) => (at === undefined ? '' : shortTime(at))),
    reach.minutesToClear?.toFixed(1) ?? '',
    reach.refusalReason ?? '',
  ];
}

function storyRow(story: TestStoryView, language: InterfaceLanguage): readonly string[] {
  const { state, overdue, killedAt, dueAt, id } = story;
  return [
    killedAt === undefined ? '' : shortTime(killedAt),
    story.agency.name[language],
    `${state}${overdue ? ' OVERDUE' : ''}`,
    dueAt === undefined ? '' : shortTime(dueAt),
    id,
  ];
}
