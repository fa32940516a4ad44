import type { Readable } from 'node:stream';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { assistantServer } from './assistant-server.ts';
import type { AskApi } from './reading-tools.ts';

/**
 * The same three tools over the standard input and output of this process, for an assistant that starts programs of its own. Ends when
 * whoever started it closes the input; nothing else may be written to the output meanwhile.
 */
export async function assistantOnStdio(
  api: AskApi,
  { version, input }: { readonly version: string; readonly input: Readable },
): Promise<void> {
  const ended = new Promise<void>((resolve) => {
    input.once('end', () => resolve());
    input.once('close', () => resolve());
  });
  const served = serveStdio(() => assistantServer(api, version), { maxSubscriptions: 0 });
  await ended;
  await served.close();
}
