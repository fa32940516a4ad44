import { accept, refuse } from '#kernel/result.ts';
import { reading } from '../at-desk.ts';
import type { CliNeeds } from '../cli-needs.ts';
import type { Check } from '../cli-node.ts';
import { columns } from '../columns.ts';
import type { CommandPlan } from '../command-plan.ts';

/** Looks at everything a node lives from; refuses when something is ill, so that a watcher sees it by the exit code. */
export const doctorCommand: CommandPlan<CliNeeds> = reading({
  name: 'doctor',
  about: 'Look at database, keys, disk, clock, desk and the partners’ links; exit 2 when something is ill',
  async run({ node, at }) {
    const checks = await node.examine(at);
    const unwell = { code: 'node-unwell', checks } as const;
    if (checks.some(({ state }) => state === 'ill')) return refuse(unwell);
    return accept({ json: { checks }, lines: checkLines(checks) });
  },
});

function checkLines(checks: readonly Check[]): string[] {
  return columns(
    ['', 'CHECKED', 'FOUND', 'WHAT TO DO'],
    checks.map(({ name, state, found, advice }) => [SIGNS[state], name, found, advice ?? '']),
  );
}

const SIGNS: Readonly<Record<Check['state'], string>> = { well: '✓', warning: '!', ill: '✗' };
