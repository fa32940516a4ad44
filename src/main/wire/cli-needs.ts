import type { CliNeeds } from '#cli/cli-needs.ts';
import { systemClock } from '#engines/world.ts';
import { problemOf } from '#http/problems.ts';

/** The command line's needs, from this process and this machine. */
export function cliNeeds(): CliNeeds {
  return {
    clock: systemClock,
    problemOf,
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
  };
}
