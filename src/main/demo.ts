import { parseArgs } from 'node:util';
import { MAIN_JOB, type StepRecord } from '#cli/demo/play/play-main-job.ts';
import { isVictim, VICTIMS, type Victim } from './demo/play-nodes.ts';
import { runPlay } from './demo/run-play.ts';

const HELP = `npm run demo -- --once [--json] [--kill STEP=VICTIM ...]

Plays the main job between two fresh nodes without a person and checks every step from outside.
Exit code 0 only if all held. To look around yourself: npm start

  --json          one JSON record on the output, nothing else
  --kill          kill -9 before a step; VICTIM: ${VICTIMS.join(', ')}
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
  const kills = (values.kill ?? []).map(readKill);
  if (!values.once || values.help) {
    console.log(HELP);
    return values.help ? 0 : 2;
  }
  const record = await runPlay({
    victimsBefore: (step) => kills.filter((kill) => kill.step === step).map(({ victim }) => victim),
    say: (line) => console.error(line),
    ...(values.json ? {} : { tell: (step: StepRecord) => console.log(lineOf(step)) }),
  });
  if (values.json) console.log(JSON.stringify(record));
  else console.log(`${record.ok ? 'all held' : 'NOT all held'} ${JSON.stringify(record.latencies)}`);
  return record.ok ? 0 : 1;
}

function readKill(text: string): { readonly step: string; readonly victim: Victim } {
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
