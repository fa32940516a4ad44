import { isJsonObject, type JsonObject } from '#kernel/json.ts';
import { demand, demandProblem, until, type Check, type Run } from '../check.ts';
import { hint, untilHeld } from '../lead-reader.ts';
import { killOf, newGuid, write } from '../peer.ts';
import { channelPath, openHead, readAll, readPage, type Page } from '../read-channel.ts';
import { ask } from '../tested-node.ts';
import { told } from '../told.ts';
import { handsAt } from './hands-at.ts';

/** What a tail that nobody gives back leaves behind; the channel to the main peer is in another epoch afterwards. */
export const EPOCHS: readonly Check[] = [
  {
    id: 'epoch.opened',
    section: 'After a restore',
    says: 'where what was lost is given up, the channel goes on in an epoch that nobody has seen, which names its last position',
    async run(run) {
      const { before, kept, epoch } = await openedEpoch(run);
      const [opened, ...more] = await until('what was to be said', run.patienceMs, async () => {
        const { entries } = await readPage(run, run.main, `epoch=${epoch}&after=0`);
        return entries.length > 1 ? entries : undefined;
      });
      demandOpening(opened?.payload ?? {}, epoch, { kept, hash: before[kept - 1]?.hash });
      for (const [at, { payload }] of more.entries()) {
        const [seq, prev] = [at + 2, at === 0 ? opened?.hash : more[at - 1]?.hash];
        demand(payload['epoch'] === epoch && payload['seq'] === seq, `another position than ${epoch}/${seq}`);
        demand(payload['prev'] === prev, `${epoch}/${seq} does not follow what stands before it`);
      }
      return `epoch ${epoch} behind ${kept}`;
    },
  },
  {
    id: 'epoch.over',
    section: 'After a restore',
    says: 'an epoch that is over is served as far as there is any of it, and then its reader is told where to go on',
    async run(run) {
      const { kept, epoch, former } = await openedEpoch(run);
      const page = await readPage(run, run.main, `epoch=${former}&after=0&limit=1000`);
      demand(page.entries.length === kept, `${page.entries.length} of ${kept} entries are served`);
      return demandNamed(run, { former, kept, epoch });
    },
  },
  {
    id: 'epoch.turns',
    section: 'Problems',
    says: 'of several epochs each is named in its turn, so that a reader that was away passes over none',
    async run(run) {
      const opened = [await openedEpoch(run), await openedEpoch(run)];
      for (const each of opened) await demandNamed(run, each);
      return opened.map(({ former, epoch }) => `${epoch} behind ${former}`).join(', ');
    },
  },
];

/** Who has read an epoch to its end is told which one follows it. */
async function demandNamed(
  run: Run,
  { former, kept, epoch }: Pick<Opened, 'former' | 'kept' | 'epoch'>,
): Promise<string> {
  const path = channelPath(run, run.main, `entries?epoch=${former}&after=${kept}`);
  const answer = await ask(run.origin, run.main, { path });
  const seen = demandProblem(answer, 409, 'epoch-changed');
  const { facts } = answer.json;
  const named = isJsonObject(facts) ? facts['epoch'] : undefined;
  demand(named === epoch, `behind epoch ${former} it names ${told(named)}, not ${epoch}`);
  return seen;
}

type Opened = {
  /** What was there before the loss, and how many of it the node has kept. */
  readonly before: Page['entries'];
  readonly kept: number;
  readonly former: number;
  readonly epoch: number;
};

/** An old database is put back, nobody gives back what it lost, and a person gives it up. */
async function openedEpoch(run: Run): Promise<Opened> {
  const { main, node } = run;
  await untilHeld(run, main, main.written.length);
  const former = await epochNow(run);
  const kept = (await allOf(run, former)).length;
  await handsAt(run).backUp();
  write(main, node.did, killOf(newGuid()));
  const before = await until('more has left', run.patienceMs, async () => {
    await hint(run, main);
    const entries = await allOf(run, former);
    return entries.length > kept ? entries : undefined;
  });
  main.backs = 'away';
  try {
    await handsAt(run).restore();
    write(main, node.did, killOf(newGuid()));
    await handsAt(run).reopen(main.did);
    const epoch = await until('a later epoch', run.patienceMs, async () => {
      await hint(run, main);
      const now = await epochNow(run);
      return now > former ? now : undefined;
    });
    return { before, kept, former, epoch };
  } finally {
    delete main.backs;
  }
}

/** None while nothing is signed on the channel. */
async function epochNow(run: Run): Promise<number> {
  const answer = await ask(run.origin, run.main, { path: channelPath(run, run.main, 'head') });
  const { head } = answer.json;
  return typeof head === 'string' ? Number(openHead(run, head)['epoch']) : 0;
}

async function allOf(run: Run, epoch: number): Promise<Page['entries']> {
  if (epoch === 1) return readAll(run, run.main);
  return (await readPage(run, run.main, `epoch=${epoch}&after=0&limit=1000`)).entries;
}

function demandOpening(
  { type, epoch, seq, prev, data }: JsonObject,
  expected: number,
  last: { readonly kept: number; readonly hash: string | undefined },
): void {
  demand(type === 'channel.opened', `it begins with ${told(type)}`);
  demand(epoch === expected && seq === 1 && prev === null, `it begins at ${told(epoch)}/${told(seq)}`);
  const { epoch: said, previous } = isJsonObject(data) ? data : {};
  demand(said === expected, `the epoch is called ${told(said)}`);
  const { seq: before, hash } = isJsonObject(previous) ? previous : {};
  demand(before === last.kept && hash === last.hash, `it names ${told(previous)} as its last position`);
}
