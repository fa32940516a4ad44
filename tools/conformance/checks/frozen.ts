import { demand, type Check, type Run } from '../check.ts';
import { digestOf } from '../keys.ts';
import { answerNext, demandStays, hintUntil, untilHeld } from '../lead-reader.ts';
import {
  headOf,
  killOf,
  newGuid,
  nextPayload,
  signEntry,
  write,
  type Peer,
  type Said,
  type Turn,
} from '../peer.ts';
import { receiptsFor } from '../read-channel.ts';
import { callUnsigned, pause } from '../tested-node.ts';
import { demandAnswered, pageOf } from './reading.ts';

/** How much of a page without an end is too much to have been borne. */
const MOST_BYTES = 64 * 1024 * 1024;
const CHUNK = Buffer.alloc(64 * 1024, 'A');
const DRIP_MS = 250;

/** What a reader bears, and what it never goes on after; each by an agency of its own, since some of it is for good. */
export const FROZEN: readonly Check[] = [
  {
    id: 'read.endless-page',
    section: 'Endpoints',
    says: 'a page without an end is let go of',
    async run(run) {
      const flood = flooding(run);
      await answerNext(run, run.slow, flood.turn);
      const bytes = await hintUntil(run, run.main, 'it closes the endless answer', () => flood.closedAfter());
      await demandAlive(run);
      return `closed after ${Math.round(bytes / 1024)} KiB`;
    },
  },
  {
    id: 'read.slow-page',
    section: 'Endpoints',
    says: 'while one partner drips, the others are read; in the end it is let go of',
    async run(run) {
      const drip = dripping(run);
      await answerNext(run, run.slow, drip.turn);
      await demandAnswered(run, run.main);
      demand(drip.seconds() === undefined, 'it did not wait for the slow answer at all');
      await demandAlive(run);
      const seconds = await hintUntil(
        { ...run, patienceMs: 120_000 },
        run.main,
        'it closes the slow answer',
        () => drip.seconds(),
      );
      return `the other was read meanwhile; closed after ${seconds} s`;
    },
  },
  {
    id: 'read.unknown-critical',
    section: 'Types',
    says: 'an unknown type with crit stops the channel: it is kept, and nothing behind it counts',
    async run(run) {
      const { slow, node } = run;
      await demandAnswered(run, slow);
      const digest = digestOf('{}');
      slow.objects.set(digest, '{}');
      const guid = newGuid();
      const offer: Said = {
        type: 'item.offered',
        subj: guid,
        obj: { digest, size: 2, mediaType: 'application/vnd.iptc.ninjs+json' },
        data: { guid, version: 1 },
      };
      const critical = slow.written.length + 1;
      write(slow, node.did, { type: 'conformance.probe', crit: true }, offer, killOf(newGuid()));
      await untilHeld(run, slow, critical);
      return demandStopped(run, slow, { seq: critical, digest });
    },
  },
  {
    id: 'read.fork',
    section: 'The chain',
    says: 'two texts at one position freeze the channel, and no other',
    async run(run) {
      const { forking, node } = run;
      await demandAnswered(run, forking);
      const seq = forking.written.length;
      await untilHeld(run, forking, seq);
      const { [seq - 1]: held } = forking.written;
      const second = signEntry(forking, {
        ...nextPayload(forking, node.did, killOf(newGuid())),
        ...at(held?.payload),
      });
      await answerNext(run, forking, pageOf(forking, node.did, [second.jws]));
      const told = await receiptsFor(run, forking, second.hash);
      demand(told.length === 0, 'it gave a receipt for the second text');
      write(forking, node.did, killOf(newGuid()));
      return demandStopped(run, forking, { seq });
    },
  },
  {
    id: 'read.head-fork',
    section: 'Head',
    says: 'a head that names another entry at the reader’s position is a fork',
    async run(run) {
      const { turning, node } = run;
      await demandAnswered(run, turning);
      const seq = turning.written.length;
      await untilHeld(run, turning, seq);
      const other = headOf(turning, node.did, { hash: digestOf('what was never said') });
      await answerNext(run, turning, pageOf(turning, node.did, [], other));
      write(turning, node.did, killOf(newGuid()));
      return demandStopped(run, turning, { seq });
    },
  },
];

/** The position of an entry, for another text that claims it. */
function at(payload: Peer['written'][number]['payload'] | undefined) {
  return { seq: payload?.['seq'] ?? 0, prev: payload?.['prev'] ?? null };
}

/** The last entry that was written is given, and comes to nothing; everybody else is served on. */
async function demandStopped(
  run: Run,
  peer: Peer,
  { seq, digest }: { readonly seq: number; readonly digest?: string },
): Promise<string> {
  const last = peer.written.at(-1);
  await demandStays(run, peer, seq);
  await demandAnswered(run, run.main);
  await pause(500);
  const receipts = await receiptsFor(run, peer, last?.hash ?? '');
  demand(receipts.length === 0, 'it took in what came behind');
  demand(digest === undefined || !peer.fetched.has(digest), 'it fetched what was offered behind');
  await demandAlive(run);
  return 'nothing behind it counts; the others are served';
}

async function demandAlive({ origin }: Run): Promise<void> {
  const { status } = await callUnsigned(origin, { path: '/.well-known/pactwire' });
  demand(status === 200, `it answers ${status} now`);
}

/** The head and the beginning of a page that never ends. */
function beginning({ slow, node }: Run): string {
  return `{"head":"${headOf(slow, node.did)}","more":false,"entries":["`;
}

function flooding(run: Run): { readonly turn: Turn; closedAfter(): number | undefined } {
  let sent = 0;
  let closed = false;
  return {
    closedAfter: () => (closed ? sent : undefined),
    turn(_ask, reply) {
      reply.once('close', () => {
        closed = sent < MOST_BYTES;
      });
      reply.writeHead(200, { 'content-type': 'application/json' });
      reply.write(beginning(run));
      const pour = (): void => {
        while (!reply.destroyed && sent < MOST_BYTES) {
          sent += CHUNK.length;
          if (!reply.write(CHUNK)) return;
        }
        if (sent >= MOST_BYTES) reply.destroy();
      };
      reply.on('drain', pour);
      pour();
    },
  };
}

function dripping(run: Run): { readonly turn: Turn; seconds(): number | undefined } {
  let seconds: number | undefined;
  return {
    seconds: () => seconds,
    turn(_ask, reply) {
      const from = performance.now();
      reply.writeHead(200, { 'content-type': 'application/json' });
      reply.write(beginning(run));
      const timer = setInterval(() => reply.write('A'), DRIP_MS);
      reply.once('close', () => {
        clearInterval(timer);
        seconds = Math.round((performance.now() - from) / 1000);
      });
    },
  };
}
