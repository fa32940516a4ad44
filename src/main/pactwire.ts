#!/usr/bin/env node
import { keepCompiled } from './keep-compiled.ts';

keepCompiled();
const [{ runProgram }, { cliNeeds }] = await Promise.all([
  import('#cli/run-program.ts'),
  import('./wire/cli-needs.ts'),
]);

process.exitCode = await runProgram(process.argv.slice(2), cliNeeds());
