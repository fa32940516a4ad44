import { DATA } from '../at-desk.ts';
import type { CliNeeds } from '../cli-needs.ts';
import type { CommandPlan } from '../command-plan.ts';

/** A node as several processes on one database, each with its part. */
export function serveCommand({ roles }: Pick<CliNeeds, 'roles'>): CommandPlan<CliNeeds> {
  return {
    name: 'serve',
    about: 'Run one process of a founded node, beside others on its database, until Ctrl-C',
    options: [
      {
        flags: '--role <role>',
        about: 'web answers who calls, worker does what nobody asks for, all (the default) does both',
        choices: roles,
      },
      { flags: '--port <number>', about: 'where this process listens; each that answers has one of its own' },
      DATA,
    ],
    async run(needs, given) {
      const [role, port, data] = [given.text('role'), given.text('port'), given.text('data')];
      return needs.serve({
        ...(role === undefined ? {} : { role }),
        ...(port === undefined ? {} : { port }),
        ...(data === undefined ? {} : { data }),
      });
    },
  };
}
