import { guardedFetcher } from '#engines/guarded-fetch/guarded-fetch.ts';
import { assistantOnStdio } from '#http/assistant/assistant-on-stdio.ts';
import type { AskApi } from '#http/assistant/reading-tools.ts';
import { VERSION } from './version.ts';

/** Serves assistants from this process what the node at `origin` answers to the holder of a key, until the input is closed. */
export function serveAssistant(node: { readonly origin: string; readonly token: string }): Promise<void> {
  return assistantOnStdio(askNode(node), { version: VERSION, input: process.stdin });
}

/** The person who started this named the node: their own machine and network are theirs to ask. */
function askNode({ origin, token }: { readonly origin: string; readonly token: string }): AskApi {
  const { fetch } = guardedFetcher();
  const { host } = new URL(origin);
  return async (path) => {
    const answer = await fetch({
      method: 'GET',
      url: new URL(path, origin).href,
      headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
      policy: { allowHosts: [host], allowAddressLiterals: true },
    });
    if (!answer.ok) throw new Error(`the node at ${origin} does not answer: ${answer.error.detail}`);
    const json: unknown = JSON.parse(new TextDecoder().decode(answer.value.body));
    return { status: answer.value.status, json };
  };
}
