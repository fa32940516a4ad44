#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// Loaded after the cache is open: reading a few hundred modules anew costs more than most commands.
enableCompileCache(join(import.meta.dirname, '../../node_modules/.cache/pactwire'));
const [{ runProgram }, { cliNeeds }] = await Promise.all([
  import('#cli/run-program.ts'),
  import('./wire/cli-needs.ts'),
]);

process.exitCode = await runProgram(process.argv.slice(2), cliNeeds());
