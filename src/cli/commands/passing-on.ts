import { takeBack } from '#app/correction/take-back.ts';
import { passOn } from '#app/offer/pass-on.ts';
import { accept, refuse } from '#kernel/result.ts';
import { acting } from '../at-desk.ts';
import type { CliNeeds } from '../cli-needs.ts';
import type { CommandPlan } from '../command-plan.ts';
import { isId } from '../is-id.ts';

/** A partner's story goes on to a third party, or is taken back from there. */
export const passingOnCommands: readonly CommandPlan<CliNeeds>[] = [
  acting('publish', {
    name: 'story pass-on <id>',
    about: 'Pass a partner’s story on to a third party, when both agreements say so; later versions follow',
    options: [{ flags: '--to <did>', about: 'the third party, a partner of yours', required: true }],
    async run(desk, given) {
      const itemId = given.demand('id');
      if (!isId(itemId)) return refuse({ code: 'story-unknown' });
      const passed = await passOn(desk.node, desk, { itemId, partnerDid: given.demand('to') });
      if (!passed.ok) return passed;
      const { partnerDid, since } = passed.value;
      return accept({
        json: { itemId, partner: partnerDid, since },
        lines: ['Passed on. The partner is told as soon as the node runs.'],
      });
    },
  }),
  acting('publish', {
    name: 'story take-back <id>',
    about: 'End the passing on of a story to one third party; whoever took it there keeps it',
    options: [
      { flags: '--from <did>', about: 'the third party', required: true },
      { flags: '--public-reason <text>', about: 'one sentence for that partner', required: true },
    ],
    async run(desk, given) {
      const itemId = given.demand('id');
      if (!isId(itemId)) return refuse({ code: 'story-unknown' });
      const back = await takeBack(desk.node, desk, {
        itemId,
        partnerDid: given.demand('from'),
        publicReason: given.demand('publicReason'),
      });
      if (!back.ok) return back;
      const { partnerDid, endedAt } = back.value;
      return accept({
        json: { itemId, partner: partnerDid, endedAt: endedAt ?? null },
        lines: ['Off offer there. The partner is told as soon as the node runs.'],
      });
    },
  }),
];
