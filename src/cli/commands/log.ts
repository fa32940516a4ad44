import { accept } from '#kernel/result.ts';
import { reading } from '../at-desk.ts';
import type { CliNeeds } from '../cli-needs.ts';
import { columns } from '../columns.ts';
import type { CommandPlan } from '../command-plan.ts';
import { shortTime } from '../short-time.ts';

const MOST_LEAVES = 200;

/** Every withdrawal leaves one leaf; nobody can change or remove it. */
export const logCommands: readonly CommandPlan<CliNeeds>[] = [
  reading({
    name: 'log leaves',
    about: `The newest ${MOST_LEAVES} leaves of the append-only log of withdrawals`,
    async run({ node }) {
      const leaves = await node.logLeaves.list(MOST_LEAVES);
      return accept({
        json: { leaves },
        lines: columns(
          ['NUMBER', 'WHEN', 'WHAT', 'REASON', 'SUBJECT (SHA-256)'],
          leaves.map((one) => [
            String(one.number),
            shortTime(one.at),
            one.kind,
            one.reasonClass,
            one.subjectHash,
          ]),
        ),
      });
    },
  }),
];
