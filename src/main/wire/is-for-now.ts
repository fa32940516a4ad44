import type { TailRefusal } from '#app/channel/get-tail-back.ts';

/** The partner answers nothing at all now, or none of our requests; else it does not give us this one thing. */
export function isForNow(refusal: TailRefusal): boolean {
  if (refusal.code === 'partner-unreachable') return true;
  if (refusal.code !== 'partner-refused') return false;
  const { status = 0 } = refusal;
  return status === 401 || status === 429 || status >= 500;
}
