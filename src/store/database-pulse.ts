import pg from 'pg';

/** Does the database answer anything at all? Asked beside those who wait for it; never throws. */
export type Pulse = () => Promise<boolean>;

const PULSE_MS = 1500;

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
  const client = new pg.Client({ ...address, connectionTimeoutMillis: PULSE_MS });
  client.on('error', () => undefined); // it breaks when nobody needs it any more
  try {
    await client.connect();
    return true;
  } catch (fault) {
    // A refusal with an SQLSTATE (too many connections, starting up) is an answer too.
    return fault instanceof pg.DatabaseError;
  } finally {
    void client.end().catch(() => undefined);
  }
}
