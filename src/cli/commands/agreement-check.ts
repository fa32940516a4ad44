import { checkAgreement } from '#app/agreement/check-agreement.ts';
import { accept } from '#kernel/result.ts';
import { reading } from '../at-desk.ts';
import type { CliNeeds } from '../cli-needs.ts';
import type { CommandPlan } from '../command-plan.ts';

export const checkCommands: readonly CommandPlan<CliNeeds>[] = [
  reading({
    name: 'agreement check <uid>',
    about: 'Where an agreement or a draft gets in the way of your other signed agreements; warnings only',
    options: [{ flags: '--digest <digest>', about: 'one document of it, where several are on the table' }],
    async run({ node, agency, at, language }, given) {
      const uid = given.demand('uid');
      const checked = await checkAgreement(node, { agency, at }, uid, given.text('digest'));
      if (!checked.ok) return checked;
      const conflicts = checked.value;
      return accept({
        json: { uid, conflicts },
        lines:
          conflicts.length === 0
            ? ['Nothing in it gets in the way of your other agreements.']
            : conflicts.map(({ sentence }) => `! ${sentence[language]}`),
        next: `pactwire agreement show ${uid}`,
      });
    },
  }),
];
