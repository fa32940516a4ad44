import type { AlertHook, HookMessage } from '#ports/alert-hook.ts';
import type { PostOutcome } from '#ports/alert-store.ts';
import type { StoredDestination } from '#ports/destination-store.ts';

export type SystemTools = {
  readonly alertHook: AlertHook;
  readonly unsealSecret: (sealed: string, destinationId: string) => string;
};

const MOST_ANSWER = 2000;

/** Tells a webhook of ours something, signed with its secret, which no answer that is kept contains. */
export async function tellSystem(
  tools: SystemTools,
  system: StoredDestination,
  message: Omit<HookMessage, 'place' | 'secret'>,
): Promise<PostOutcome> {
  const secret = secretOf(tools, system);
  if (secret === undefined) return { outcome: 'failed', answer: 'its secret cannot be opened here' };
  const said = await tools.alertHook({ ...message, place: system.place, secret });
  return { ...said, answer: hidden(said.answer, secret).slice(0, MOST_ANSWER) };
}

function secretOf(
  { unsealSecret }: SystemTools,
  { id, sealedSecret }: StoredDestination,
): string | undefined {
  try {
    return sealedSecret === undefined ? undefined : unsealSecret(sealedSecret, id);
  } catch {
    return undefined; // sealed under another key of the node: the log says so, and it is tried again
  }
}

function hidden(answer: string, secret: string): string {
  return secret === '' ? answer : answer.replaceAll(secret, '…');
}
