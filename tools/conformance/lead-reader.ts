import { demand, until, type Run } from './check.ts';
import { channelOf } from './keys.ts';
import { wake, type EntriesAsk, type Peer, type Turn } from './peer.ts';
import { callAs, pause } from './tested-node.ts';

const HINT_EVERY_MS = 400;

/** Tells the tested node that there is something to read; it pulls, and takes a hint's word for nothing. */
export async function hint(run: Run, peer: Peer): Promise<void> {
  const said = {
    v: 1,
    hints: [{ ch: channelOf(peer.did, run.node.did), epoch: 1, seq: peer.written.length, urgent: true }],
  };
  await callAs(run.origin, peer, { method: 'POST', path: '/pxp/v1/hints', body: JSON.stringify(said) });
}

/** Hints until something is seen: a reader that was refused is allowed to pause. */
export async function hintUntil<T>(
  run: Run,
  peer: Peer,
  what: string,
  look: () => Promise<T | undefined> | T | undefined,
): Promise<T> {
  let hintedAt = 0;
  return until(what, run.patienceMs, async () => {
    const seen = await look();
    if (seen !== undefined) return seen;
    if (performance.now() - hintedAt < HINT_EVERY_MS) return undefined;
    hintedAt = performance.now();
    await hint(run, peer);
    return undefined;
  });
}

/** The next ask for entries is answered so; tells how many asks there were then. */
export async function answerNext(run: Run, peer: Peer, turn: Turn): Promise<number> {
  let answered: number | undefined;
  peer.turns.push((ask, reply) => {
    answered = peer.asks.length;
    turn(ask, reply);
  });
  wake(peer);
  return hintUntil(run, peer, `${peer.slug} is asked for entries`, () => answered);
}

/** The first ask after so many. */
export function askAfter(run: Run, peer: Peer, count: number): Promise<EntriesAsk> {
  return hintUntil(run, peer, `${peer.slug} is asked again`, () => peer.asks[count]);
}

/** Waits until the reader asks for what follows a position: it holds everything up to there. */
export async function untilHeld(run: Run, peer: Peer, seq: number): Promise<EntriesAsk> {
  const from = peer.asks.length;
  return hintUntil(run, peer, `the node asks ${peer.slug} for what follows ${seq}`, () =>
    peer.asks.slice(Math.max(0, from - 1)).find(({ after }) => after === seq),
  );
}

/** Two more asks after the same position: what lies there was given, and not taken in. */
export async function demandStays(run: Run, peer: Peer, seq: number): Promise<void> {
  const from = peer.asks.length;
  await Promise.race([askAfter(run, peer, from + 1), pause(Math.min(8000, run.patienceMs))]);
  const moved = peer.asks.slice(from).find(({ after }) => after !== seq);
  demand(moved === undefined, `it went on to ${moved?.after} from ${seq}`);
}
