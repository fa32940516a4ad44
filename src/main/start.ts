import { parseArgs } from 'node:util';
import { keepCompiled } from './keep-compiled.ts';
import { FOUNDING_FLAGS } from './start/founding-answers.ts';
import { StartRefused } from './start/start-refused.ts';

const HELP = `npm start                        the demo: two newsrooms on this computer, data in ./data/demo
npm start -- --empty [--data DIR]   one real node of your own, data in ./data/node

The first start of an empty node asks for the agency and its administrator. Without a terminal the answers are options:
${FOUNDING_FLAGS.map(({ flag, about }) => `  --${flag.padEnd(16)} ${about}`).join('\n')}
  --port             where the node listens (4310)
  --origin           where partners and readers reach it; part of the agency's identity for ever
`;

const OLDEST_NODE = 24;

async function start(): Promise<void> {
  const [major = 0] = process.versions.node.split('.').map(Number);
  if (major < OLDEST_NODE)
    throw new StartRefused(
      `This is Node ${process.versions.node}; Pactwire runs on Node ${OLDEST_NODE}, which "npm ci" installs beside it. Start it with: npm start`,
    );
  const { values } = readArguments();
  if (values.help) return console.log(HELP);
  keepCompiled();
  await (values.empty
    ? import('./start/open-empty.ts').then(({ openEmpty }) => openEmpty(values))
    : import('./start/open-demo.ts').then(({ openDemo }) => openDemo()));
}

function readArguments() {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      options: {
        empty: { type: 'boolean' },
        help: { type: 'boolean' },
        data: text,
        port: text,
        origin: text,
        ...Object.fromEntries(FOUNDING_FLAGS.map(({ flag }) => [flag, text])),
      },
    });
  } catch (fault) {
    throw new StartRefused(`${fault instanceof Error ? fault.message : 'not understood'}\n\n${HELP}`);
  }
}

start().catch((fault: unknown) => {
  // What a person can put right is told as a sentence, a fault with its place in the program.
  console.error(fault instanceof StartRefused ? fault.message : fault);
  process.exit(fault instanceof StartRefused ? 2 : 1);
});
