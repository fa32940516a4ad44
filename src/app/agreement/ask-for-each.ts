import type { Result } from '#kernel/result.ts';
import type { ServiceRefusal } from '#ports/service-refusal.ts';

/**
 * What a language service gives for each text, in their order; undefined for one that it refuses when asked for that one alone, so that
 * no text keeps the others waiting. Throws what the service failed at.
 */
export async function askForEach<T>(
  texts: readonly string[],
  ask: (texts: readonly string[]) => Promise<Result<readonly T[], ServiceRefusal>>,
): Promise<readonly (T | undefined)[]> {
  if (texts.length === 0) return [];
  const answered = await ask(texts);
  if (answered.ok) return answered.value;
  if (answered.error.code === 'service-failed')
    throw new Error(`the service failed: ${answered.error.detail}`);
  if (texts.length === 1) return [undefined];
  const each: (T | undefined)[] = [];
  for (const text of texts) each.push(...(await askForEach([text], ask)));
  return each;
}
