import { replayDecision, replayDecisions, type Replay } from '#app/agreement/replay-decision.ts';
import { accept, refuse } from '#kernel/result.ts';
import { reading, type Desk } from '../at-desk.ts';
import type { CliNeeds } from '../cli-needs.ts';
import { columns } from '../columns.ts';
import type { CommandPlan } from '../command-plan.ts';
import { isId } from '../is-id.ts';
import { inputInvalid } from '../said.ts';
import { shortTime } from '../short-time.ts';

const PAGE = 500;

/** Decisions that let something out, made again from what they were made from. */
export const decisionCommands: readonly CommandPlan<CliNeeds>[] = [
  reading({
    name: 'decision replay [id]',
    about: 'Make a decision on file again from its kept inputs, and compare the answers',
    options: [{ flags: '--all', about: 'every decision on file' }],
    async run(desk, given) {
      const id = given.text('id');
      if (id === undefined && !given.isSet('all'))
        return inputInvalid('id', 'must be the id of a decision, or give --all');
      if (id === undefined) return told(await replayAll(desk));
      if (!isId(id)) return refuse({ code: 'decision-unknown' });
      const replayed = await replayDecision(desk.node, desk.agency.id, id);
      return replayed.ok ? told([replayed.value]) : replayed;
    },
  }),
];

async function replayAll({ node, agency }: Desk): Promise<readonly Replay[]> {
  const all: Replay[] = [];
  for (let after: string | undefined; ;) {
    const page = await replayDecisions(node, agency.id, {
      limit: PAGE,
      ...(after === undefined ? {} : { after }),
    });
    all.push(...page);
    after = page.at(-1)?.id;
    if (page.length < PAGE) return all;
  }
}

function told(replays: readonly Replay[]) {
  const same = replays.filter(({ outcome }) => outcome === 'same').length;
  return accept({
    json: { same, differ: replays.length - same, decisions: replays },
    lines: [
      ...columns(
        ['WHEN', 'WHAT', 'OUTCOME', 'ID'],
        replays.map(({ at, action, outcome, id }) => [shortTime(at), action, outcome, id]),
      ),
      '',
      `${same} of ${replays.length} give the same answer`,
    ],
  });
}
