import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { MOST_NODES } from './faults/open-town.ts';
import { RECEIPT_SECONDS, runFaults } from './faults/run-faults.ts';

const USAGE = `npm run faults -- [--nodes N] [--partitions N] [--longest SECONDS] [--kills N] [--seed S] [--json]

  --nodes N          how many newsrooms, 2 if not said, ${MOST_NODES} at most; the first gives, the others take
  --partitions N     how often the network between the nodes parts, 20 if not said
  --longest SECONDS  how long at most each time, 60 if not said
  --kills N          how often a node or its database ends by SIGKILL, 30 if not said
  --seed S           which faults, in which order; any if not said
  --json             one record on the output

Ends with 0 only if everything that was acknowledged is there once, and every kill has its last word within ${RECEIPT_SECONDS} s.
`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      nodes: { type: 'string', default: '2' },
      partitions: { type: 'string', default: '20' },
      longest: { type: 'string', default: '60' },
      kills: { type: 'string', default: '30' },
      seed: { type: 'string', default: String(randomInt(1, 1_000_000)) },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const { nodes, partitions, longest, kills, seed } = values;
  const numbers = [nodes, partitions, longest, kills, seed].map(Number);
  const isReadable = numbers.every((number) => Number.isSafeInteger(number) && number >= 0);
  if (values.help || !isReadable || Number(nodes) < 2 || Number(nodes) > MOST_NODES) {
    process.stdout.write(USAGE);
    return values.help ? 0 : 2;
  }
  const record = await runFaults({
    nodes: Number(nodes),
    partitions: Number(partitions),
    longestSeconds: Math.max(1, Number(longest)),
    kills: Number(kills),
    seed: Number(seed),
    say: (line) => console.error(line),
  });
  console.log(values.json ? JSON.stringify(record) : printed(record));
  return record.wrong.length === 0 ? 0 : 1;
}

function printed({ wrong, ...figures }: Awaited<ReturnType<typeof runFaults>>): string {
  const lines = Object.entries(figures).map(([name, value]) => `${name}: ${value}`);
  return [...lines, wrong.length === 0 ? 'nothing lost, nothing twice' : wrong.join('\n')].join('\n');
}

process.exitCode = await main();
