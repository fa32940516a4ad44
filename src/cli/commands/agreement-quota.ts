import { readQuotas } from '#app/agreement/read-quotas.ts';
import { accept } from '#kernel/result.ts';
import { reading } from '../at-desk.ts';
import type { CliNeeds } from '../cli-needs.ts';
import { columns } from '../columns.ts';
import type { CommandPlan } from '../command-plan.ts';
import { shortTime } from '../short-time.ts';

/** What is left of the quotas of one agreement. */
export const quotaCommands: readonly CommandPlan<CliNeeds>[] = [
  reading({
    name: 'agreement quota <uid>',
    about: 'What is left to you of each quota of an agreement in the period that runs',
    async run({ node, agency, at }, given) {
      const quotas = await readQuotas(node, { agency, at }, given.demand('uid'));
      return accept({
        json: { quotas: quotas.map(({ clause, ...one }) => ({ ...one, clause: clause.number })) },
        lines: columns(
          ['CLAUSE', 'USED', 'LIMIT', 'LEFT', 'RENEWS'],
          quotas.map(({ clause, used, limit, left, until }) => [
            String(clause.number),
            String(used),
            String(limit),
            String(left),
            shortTime(until),
          ]),
        ),
      });
    },
  }),
];
