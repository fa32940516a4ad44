#!/usr/bin/env node
import { runProgram } from '#cli/run-program.ts';
import { cliNeeds } from './wire/cli-needs.ts';

process.exitCode = await runProgram(process.argv.slice(2), cliNeeds());
