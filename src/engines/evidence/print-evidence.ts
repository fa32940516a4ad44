import { spawn } from 'node:child_process';
import { execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { millisecondsOf } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { PrintEvidence, PrintRefusal } from '#ports/evidence-printer.ts';

const SCRIPT = fileURLToPath(new URL('./set-pages.ts', import.meta.url));
const MILLISECONDS = 30_000;
const MOST_WAITING = 16;

/** Sets pages one after the other, each in a process that is ended when it takes too long; the desk never waits for a printer. */
export function makeEvidencePrinter(): PrintEvidence {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return async (sheet, attachment) => {
    if (waiting >= MOST_WAITING) return refuse({ code: 'evidence-not-printed', because: 'too many at once' });
    waiting += 1;
    const seconds = Math.floor(millisecondsOf(sheet.issuedAt) / 1000);
    const mine = last.then(() => setApart(JSON.stringify({ sheet, attachment, seconds })));
    last = mine.catch(() => undefined);
    return mine.finally(() => {
      waiting -= 1;
    });
  };
}

function setApart(job: string): Promise<Result<Uint8Array, PrintRefusal>> {
  const child = spawn(execPath, [SCRIPT], { stdio: ['pipe', 'pipe', 'pipe'], timeout: MILLISECONDS });
  const pages: Buffer[] = [];
  const told: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => pages.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => told.push(chunk));
  // A printer that died early reads no more; its end says why.
  child.stdin.on('error', () => undefined);
  child.stdin.end(job);
  return new Promise((settle) => {
    child.on('error', (fault) => settle(refuse({ code: 'evidence-not-printed', because: fault.message })));
    child.on('close', (code) => {
      const because = Buffer.concat(told).toString('utf8').trim().slice(0, 500);
      settle(
        code === 0
          ? accept(new Uint8Array(Buffer.concat(pages)))
          : refuse({ code: 'evidence-not-printed', because: because || `ended with ${code}` }),
      );
    });
  });
}
