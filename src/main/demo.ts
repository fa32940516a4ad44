import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { MAIN_JOB, type StepRecord } from '#cli/demo/play/play-main-job.ts';
import { isVictim, VICTIMS, type Victim } from './demo/play-nodes.ts';
import { runPlay } from './demo/run-play.ts';

const HELP = `npm run demo -- --once [--json] [--kill STEP=VICTIM | --kill random ...]

Plays the main job between two fresh nodes without a person and checks every step from outside.
Exit code 0 only if all held. To look around yourself: npm start

  --json          one JSON record on the output, nothing else
  --kill          kill -9 before a step; VICTIM: ${VICTIMS.join(', ')};
                  random: any of them before any step, said so that it can be played again
  steps: ${MAIN_JOB.map(({ step }) => step).join(', ')}
`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      once: { type: 'boolean' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
      kill: { type: 'string', multiple: true },
    },
  });
  const kills = (values.kill ?? []).map((text) => (text === 'random' ? anyKill() : readKill(text)));
  if (!values.once || values.help) {
    console.log(HELP);
    return values.help ? 0 : 2;
  }
  for (const { step, victim } of kills) console.error(`will be killed: --kill ${step}=${victim}`);
  const record = await runPlay({
    victimsBefore: (step) => kills.filter((kill) => kill.step === step).map(({ victim }) => victim),
    say: (line) => console.error(line),
    ...(values.json ? {} : { tell: (step: StepRecord) => console.log(lineOf(step)) }),
  });
  if (values.json) console.log(JSON.stringify({ ...record, kills }));
  else console.log(`${record.ok ? 'all held' : 'NOT all held'} ${JSON.stringify(record.latencies)}`);
  return record.ok ? 0 : 1;
}

type Kill = { readonly step: string; readonly victim: Victim };

/** Nothing can break before the first step. */
function anyKill(): Kill {
  return { step: anyOf(MAIN_JOB.slice(1)).step, victim: anyOf(VICTIMS) };
}

function anyOf<T>(values: readonly T[]): T {
  const value = values[randomInt(values.length)];
  if (value === undefined) throw new RangeError('nothing to choose from');
  return value;
}

function readKill(text: string): Kill {
  const [step = '', victim = ''] = text.split('=');
  if (isVictim(victim) && MAIN_JOB.some((one) => one.step === step)) return { step, victim };
  throw new Error(`--kill ${text}: no such step or victim\n\n${HELP}`);
}

function lineOf({ step, ok, ms, detail }: StepRecord): string {
  return `${ok ? 'ok  ' : 'FAIL'} ${step.padEnd(26)} ${String(ms).padStart(6)} ms  ${detail ?? ''}`.trimEnd();
}

main().then(
  (code) => process.exit(code),
  (fault: unknown) => {
    console.error(fault instanceof Error ? fault.message : fault);
    process.exit(2);
  },
);
