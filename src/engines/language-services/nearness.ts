import type { Near } from '#domain/search/near.ts';
import type { Embedder } from '#ports/embedder.ts';
import type { Clock } from '#ports/world.ts';
import { secondsBetween, type Instant } from '#kernel/instant.ts';

/** So long a question waits for the service, in milliseconds; then it is answered by its words alone. */
const PATIENCE_MS = 300;
/** After a failure nobody waits again for so many seconds. */
const REST_SECONDS = 30;
const MOST_REMEMBERED = 200;
const LONGEST_QUESTION = 1000;

/**
 * Where a question lies, as far as the service says so at once; undefined when it is slow, fails or failed a moment ago. The same
 * question is asked once, so that the pages of one list are in one order.
 */
export function nearness(embedder: Embedder, clock: Clock): (text: string) => Promise<Near | undefined> {
  const remembered = new Map<string, Near>();
  let failedAt: Instant | undefined;
  return async (text) => {
    const question = text.trim().slice(0, LONGEST_QUESTION).toWellFormed();
    const known = remembered.get(question);
    if (known || question === '') return known;
    if (failedAt !== undefined && secondsBetween(failedAt, clock.now()) < REST_SECONDS) return undefined;
    const asked = await atOnce(embedder.embed([question], PATIENCE_MS));
    failedAt = asked?.ok ? undefined : clock.now();
    const [near] = asked?.ok ? asked.value : [];
    if (!near) return undefined;
    for (const oldest of remembered.keys()) if (remembered.size >= MOST_REMEMBERED) remembered.delete(oldest);
    remembered.set(question, near);
    return near;
  };
}

/** Whatever the service and the way to it do, nobody waits longer. */
async function atOnce<T>(asked: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), PATIENCE_MS);
  });
  return Promise.race([asked, late]).finally(() => clearTimeout(timer));
}
