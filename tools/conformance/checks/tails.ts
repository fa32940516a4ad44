import { demand, demandProblem, until, type Check, type Run } from '../check.ts';
import { hint, hintUntil, untilHeld } from '../lead-reader.ts';
import { killOf, newGuid, write } from '../peer.ts';
import { channelPath, readAll, readPage, statesFor, type Page } from '../read-channel.ts';
import { ask } from '../tested-node.ts';
import { handsAt } from './hands-at.ts';

/** How often the node asks before it is believed that it keeps waiting. */
const ASKS = 2;

export const TAILS: readonly Check[] = [
  {
    id: 'tail.waits',
    section: 'After a restore',
    says: 'a publisher that has lost what left it says nothing new before it has that back, and a reader that is ahead is told so',
    run: (run) =>
      afterLoss(run, async ({ before, kept }) => {
        const path = channelPath(run, run.main, `entries?epoch=1&after=${before.length}`);
        const seen = demandProblem(await ask(run.origin, run.main, { path }), 409, 'future-cursor');
        await demandSilent(run, kept);
        return seen;
      }),
  },
  {
    id: 'tail.forged',
    section: 'After a restore',
    says: 'what comes back and is not what it signed is not its own, and it goes on waiting',
    run: (run) =>
      afterLoss(run, async ({ before, kept }) => {
        run.main.backs = before.map(({ jws }, at) => (at < kept ? jws : swapped(jws)));
        await demandSilent(run, kept);
        return `nothing behind ${kept}`;
      }),
  },
  {
    id: 'tail.back',
    section: 'After a restore',
    says: 'what comes back stands where it stood, to the letter, and what was to be said stands behind it',
    run: (run) =>
      afterLoss(run, async ({ before }) => {
        const { main, node } = run;
        main.backs = before.map(({ jws }) => jws);
        const [kill] = write(main, node.did, killOf(newGuid()));
        await statesFor(run, main, kill?.hash);
        const now = await readAll(run, main);
        const other = before.findIndex(({ jws }, at) => now[at]?.jws !== jws);
        demand(other < 0, `another entry stands at ${other + 1}`);
        const next = now[before.length]?.payload;
        demand(next?.['prev'] === before.at(-1)?.hash, 'what follows does not continue what came back');
        return `${before.length} entries, and ${now.length - before.length} behind`;
      }),
  },
];

type Loss = {
  /** The whole channel of the node before the loss. */
  readonly before: Page['entries'];
  /** How many of its entries the node has kept. */
  readonly kept: number;
};

/** An old database is put back, and the main peer gives nothing back unless it is told to; in the end all is given. */
async function afterLoss(run: Run, look: (loss: Loss) => Promise<string>): Promise<string> {
  const { main, node } = run;
  await untilHeld(run, main, main.written.length);
  const kept = (await readAll(run, main)).length;
  await handsAt(run).backUp();
  const [kill] = write(main, node.did, killOf(newGuid()));
  await statesFor(run, main, kill?.hash);
  const before = await readAll(run, main);
  main.backs = 'away';
  try {
    await handsAt(run).restore();
    return await look({ before, kept });
  } finally {
    main.backs = before.map(({ jws }) => jws);
    await until('its channel is whole again', run.patienceMs, async () => {
      await hint(run, main);
      return (await readAll(run, main)).length >= before.length ? true : undefined;
    });
    delete main.backs;
  }
}

/** A recall is not answered on a lost position, however often it has asked for its own. */
async function demandSilent(run: Run, kept: number): Promise<void> {
  const { main, node } = run;
  write(main, node.did, killOf(newGuid()));
  const from = main.backAsks;
  await hintUntil(run, main, 'it asks for its own entries', () =>
    main.backAsks >= from + ASKS ? true : undefined,
  );
  const { entries } = await readPage(run, main, `epoch=1&after=${kept}`);
  demand(entries.length === 0, `it has written ${entries.length} entries behind ${kept}`);
}

/** The last byte of the signature is another. */
function swapped(jws: string): string {
  return `${jws.slice(0, -10)}${jws.at(-10) === 'A' ? 'B' : 'A'}${jws.slice(-9)}`;
}
