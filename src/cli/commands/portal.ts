import { accept } from '#kernel/result.ts';
import { acting } from '../at-desk.ts';
import type { CliNeeds } from '../cli-needs.ts';
import { columns } from '../columns.ts';
import type { CommandPlan } from '../command-plan.ts';

export const portalCommands: readonly CommandPlan<CliNeeds>[] = [
  acting('manage-partners', {
    name: 'portal open',
    about:
      'After a restore: show the portal again and bring stories to other systems, though something is still missing',
    async run({ node, agency, personId, at }) {
      const behind = await node.showAllTheSame({ agency, personId, at });
      if (behind === undefined) return accept({ json: { opened: false }, lines: ['Nothing is held back.'] });
      const missing = behind.map(({ what, agency: whose, partnerDid, at: where }) => ({
        what,
        agency: whose.slug,
        ...(partnerDid === undefined ? {} : { partner: partnerDid }),
        at: where,
      }));
      return accept({
        json: { opened: true, missing },
        lines: [
          'Everything is shown again within two seconds. What was withdrawn after the backup and is not known here stands again: look at the portal.',
          ...columns(
            ['STILL MISSING', 'OF', 'PARTNER', 'KNOWN UP TO'],
            missing.map((one) => [WHAT[one.what], one.agency, one.partner ?? '', one.at]),
          ),
        ],
      });
    },
  }),
];

const WHAT = {
  log: 'transparency log',
  'our-channel': 'what we said',
  'their-channel': 'what they say',
} as const;
