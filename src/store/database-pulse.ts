import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

/** Does the database answer anything at all? Asked beside those who wait for it; never throws. */
export type Pulse = () => Promise<boolean>;

/** A process that is busy itself hears an answer late: what counts is how often it has listened, and not the time alone. */
const TURNS = 15;
const TURN_MS = 100;
/** A connection that never came about is let go after this. */
const LET_GO_MS = 30_000;

/** Asks over a connection of its own, since those of the pool may all be waiting; one question at a time serves all. */
export function databasePulse(address: pg.ClientConfig): Pulse {
  let asking: Promise<boolean> | undefined;
  return () => {
    asking ??= answers(address).finally(() => {
      asking = undefined;
    });
    return asking;
  };
}

async function answers(address: pg.ClientConfig): Promise<boolean> {
  const client = new pg.Client({ ...address, connectionTimeoutMillis: LET_GO_MS });
  client.on('error', () => undefined); // it breaks when nobody needs it any more
  const answered = client
    .connect()
    .then(() => void client.end().catch(() => undefined))
    .then(() => true)
    // A refusal with an SQLSTATE (too many connections, starting up) is an answer too.
    .catch((fault: unknown) => fault instanceof pg.DatabaseError);
  return Promise.race([answered, silence()]);
}

async function silence(): Promise<false> {
  for (let turn = 0; turn < TURNS; turn += 1) await pause(TURN_MS, undefined, { ref: false });
  return false;
}
