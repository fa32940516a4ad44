import pg from 'pg';
import type { DatabaseAddress } from './open-database.ts';

/**
 * Hears NOTIFY on a connection of its own, and connects again when that breaks. What is missed meanwhile is lost: whoever
 * listens polls too.
 */
export function listen(
  address: DatabaseAddress,
  channels: readonly string[],
  hear: (channel: string, payload: string) => void,
): { close(): Promise<void> } {
  let closed = false;
  let client: pg.Client | undefined;
  let retry: NodeJS.Timeout | undefined;

  async function connect(): Promise<void> {
    const fresh = new pg.Client(address);
    client = fresh;
    fresh.on('notification', ({ channel, payload }) => hear(channel, payload ?? ''));
    fresh.on('error', () => undefined);
    fresh.on('end', () => {
      if (!closed) retry = setTimeout(() => void connect(), 500);
    });
    try {
      await fresh.connect();
      for (const channel of channels) await fresh.query(`listen ${pg.escapeIdentifier(channel)}`);
    } catch {
      await fresh.end().catch(() => undefined); // 'end' tries again
    }
  }

  void connect();
  return {
    async close() {
      closed = true;
      clearTimeout(retry);
      await client?.end().catch(() => undefined);
    },
  };
}
