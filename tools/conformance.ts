import { parseArgs } from 'node:util';
import type { Operator, ToTrust } from './conformance/become-trusted.ts';
import { handsOf } from './conformance/hands.ts';
import { openPeers } from './conformance/peer-server.ts';
import { printRecord, printVerdict } from './conformance/print-record.ts';
import { runKit, SLUGS } from './conformance/run-kit.ts';

const USAGE = `npm run conformance -- --url BASE [--agency DID] [--json] [--only ID] [--listen PORT] [--origin URL]
                           [--hands COMMAND] [--patience SECONDS]

  --url BASE          where the node to be tested is, such as http://localhost:4310
  --agency DID        which of its agencies; the first, if not said
  --json              one record on the output; what a person has to do is said on the error stream
  --only ID           only checks whose id begins so; may be said more than once
  --listen PORT       where the agencies that the kit plays are reached; any free port, if not said
  --origin URL        as what the tested node reaches that port; http://localhost:PORT, if not said
  --hands COMMAND     what is done at the node that no address does (docs/protocol/conformance.md); without it bundles
                      and lost tails are not asked
  --patience SECONDS  how long a person, or the node, is waited for; 600, if not said

Ends with 0 only if the node did everything that it was asked as docs/protocol/pxp-1.md says (docs/protocol/conformance.md).
`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      url: { type: 'string' },
      agency: { type: 'string' },
      json: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true },
      listen: { type: 'string', default: '0' },
      origin: { type: 'string' },
      hands: { type: 'string' },
      patience: { type: 'string', default: '600' },
      help: { type: 'boolean', default: false },
    },
  });
  const { url, agency, json, only, origin } = values;
  if (url === undefined || values.help) {
    process.stdout.write(USAGE);
    return values.help ? 0 : 2;
  }
  const server = await openPeers({
    slugs: SLUGS,
    port: Number(values.listen),
    ...(origin === undefined ? {} : { origin }),
  });
  try {
    const record = await runKit({
      origin: new URL(url).origin,
      server,
      operator: {
        ...personAt(new URL(server.origin).host),
        ...(values.hands === undefined ? {} : { hands: handsOf(values.hands) }),
      },
      patienceMs: Number(values.patience) * 1000,
      ...(agency === undefined ? {} : { agency }),
      ...(only === undefined ? {} : { only }),
      ...(json ? {} : { tell: (verdict) => process.stdout.write(printVerdict(verdict)) }),
    });
    process.stdout.write(json ? `${JSON.stringify(record, undefined, 2)}\n` : printRecord(record));
    return record.ok ? 0 : 1;
  } finally {
    await server.close();
  }
}

/** Says what a person has to do at the tested node; the kit looks from outside until it is done. */
function personAt(host: string): Operator {
  const say = (text: string): void => void process.stderr.write(`\n${text}\n\n`);
  return {
    async trust(agencies) {
      say(
        [
          `The tested node has to reach ${host} (a node of Pactwire: PACTWIRE_ALLOW_HOSTS=${host}).`,
          'Pin these agencies, which have introduced themselves; with Pactwire, at the desk or by:',
          ...agencies.map(acceptLine),
        ].join('\n'),
      );
    },
    async offerStory({ did }) {
      say(
        [
          `Draft an agreement with ${did} that gives it stories with pictures, and sign it first;`,
          'the kit signs whatever you have signed. Then let in a story with a picture that the agreement offers.',
        ].join('\n'),
      );
    },
  };
}

function acceptLine({ did, thumbprints }: ToTrust): string {
  return `  npx pactwire partner accept ${did} ${thumbprints.map((one) => `--thumbprint ${one}`).join(' ')} --as EMAIL`;
}

process.exitCode = await main();
