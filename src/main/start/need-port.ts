import { createServer } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { StartRefused } from './start-refused.ts';

const PATIENCE_MS = 6000;

/** Refuses when somebody else listens there. A node that was just killed may need a moment to let go. */
export async function needPort(host: string, port: number, advice: string): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    const code = await tryPort(host, port);
    if (code === undefined) return;
    if (code !== 'EADDRINUSE')
      throw new StartRefused(`Port ${port} of ${host} cannot be opened (${code}). ${advice}`);
    if (performance.now() > end)
      throw new StartRefused(`Port ${port} is in use by another program. ${advice}`);
    await setTimeout(200);
  }
}

function tryPort(host: string, port: number): Promise<string | undefined> {
  return new Promise((tried) => {
    const probe = createServer();
    probe.once('error', (fault: NodeJS.ErrnoException) => tried(fault.code ?? fault.message));
    probe.listen({ host, port }, () => void probe.close(() => tried(undefined)));
  });
}
