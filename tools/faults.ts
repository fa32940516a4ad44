import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { blackHole } from './faults/black-hole.ts';
import { jumpClocks } from './faults/jump-clocks.ts';
import { MOST_NODES } from './faults/open-town.ts';
import { RECEIPT_SECONDS, runFaults } from './faults/run-faults.ts';
import { stopDatabase } from './faults/stop-database.ts';
import { traceSyncs, whyNoTrace } from './faults/trace-syncs.ts';
import { whyNoWrongClock } from './faults/wrong-clock.ts';

const USAGE = `npm run faults -- [DRILL] [--nodes N] [--partitions N] [--longest SECONDS] [--kills N] [--rounds N] [--writes N] [--seed S] [--json]

  part               the network parts, nodes and databases end by SIGKILL, under load; this one if none is named
    --nodes N          how many newsrooms, 2 if not said, ${MOST_NODES} at most; the first gives, the others take
    --partitions N     how often the network between the nodes parts, 20 if not said
    --longest SECONDS  how long at most each time, 60 if not said
    --kills N          how often a node or its database ends by SIGKILL, 30 if not said
    --seed S           which faults, in which order; any if not said
  database           the database stands still, or is stopped, under load
    --rounds N         how often each, 3 if not said
  sync               under strace: is the log of the database on disk before every acknowledgement?
    --writes N         how many, 50 if not said
  hole               one partner never answers, or packets to it vanish: are the others as fast as with it?
    --nodes N          3 at least
    --rounds N         how often, 3 if not said
    --longest SECONDS  how long at least each time, 60 if not said
  clocks             the clock of one machine jumps by minutes and by a day, and back; needs libfaketime
    --longest SECONDS  how long each time, 10 at most

  --json             one record on the output

Ends with 0 only if everything that was acknowledged is there once, every kill has its last word within ${RECEIPT_SECONDS} s,
and no figure is worse than its drill allows.
`;

type Numbers = {
  readonly nodes: number;
  readonly partitions: number;
  readonly longest: number;
  readonly kills: number;
  readonly rounds: number;
  readonly writes: number;
  readonly seed: number;
};

type Drilled = Readonly<Record<string, number | string | readonly string[] | undefined>> & {
  /** What is not as it was acknowledged. */
  readonly wrong: readonly string[];
  /** What came later than it may. */
  readonly late?: readonly string[];
};

const say = (line: string): void => console.error(line);

type Drill = (numbers: Numbers) => Promise<Drilled>;

const DRILLS = new Map<string, Drill>([
  ['part', ({ longest, ...rest }) => runFaults({ ...rest, longestSeconds: Math.max(1, longest), say })],
  ['database', ({ rounds }) => stopDatabase({ frozenSeconds: 10, rounds, say })],
  [
    'hole',
    ({ nodes, rounds, longest }) =>
      blackHole({ nodes: Math.max(3, nodes), rounds, storiesEach: 20, holeSeconds: longest, say }),
  ],
  [
    'clocks',
    ({ longest }) => orSay(whyNoWrongClock(), () => jumpClocks({ secondsEach: Math.min(10, longest), say })),
  ],
  ['sync', ({ writes }) => orSay(whyNoTrace(), () => traceSyncs({ writes, say }))],
]);

/** What cannot be done on this machine is wrong, and says why. */
async function orSay(why: string | undefined, drill: () => Promise<Drilled>): Promise<Drilled> {
  return why === undefined ? drill() : { wrong: [why] };
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      nodes: { type: 'string', default: '2' },
      partitions: { type: 'string', default: '20' },
      longest: { type: 'string', default: '60' },
      kills: { type: 'string', default: '30' },
      rounds: { type: 'string', default: '3' },
      writes: { type: 'string', default: '50' },
      seed: { type: 'string', default: String(randomInt(1, 1_000_000)) },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const drill = DRILLS.get(positionals[0] ?? 'part');
  const numbers: Numbers = {
    nodes: Number(values.nodes),
    partitions: Number(values.partitions),
    longest: Number(values.longest),
    kills: Number(values.kills),
    rounds: Number(values.rounds),
    writes: Number(values.writes),
    seed: Number(values.seed),
  };
  if (values.help || !drill || !areReadable(numbers)) {
    process.stdout.write(USAGE);
    return values.help ? 0 : 2;
  }
  const record = await drill(numbers);
  console.log(values.json ? JSON.stringify(record) : printed(record));
  return record.wrong.length === 0 && (record.late ?? []).length === 0 ? 0 : 1;
}

function areReadable(numbers: Numbers): boolean {
  const isEach = Object.values(numbers).every((number) => Number.isSafeInteger(number) && number >= 0);
  return isEach && numbers.nodes >= 2 && numbers.nodes <= MOST_NODES;
}

function printed({ wrong, late = [], ...figures }: Drilled): string {
  const lines = Object.entries(figures).map(([name, value]) => `${name}: ${String(value)}`);
  return [...lines, ...late, wrong.length === 0 ? 'nothing lost, nothing twice' : wrong.join('\n')].join(
    '\n',
  );
}

process.exitCode = await main();
