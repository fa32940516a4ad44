import type { Reason } from '../../refusal.ts';
import type { May } from '../../shapes.ts';

/** A reason with the number under which the cells of a matrix name it. */
export type NumberedReason = {
  readonly number: number;
  readonly reason: Reason;
  readonly retryAt?: string;
  /** Does this answer give this reason? */
  readonly isOf: (may: May) => boolean;
};

/** The reasons of many answers, each once, in the order in which they first come. */
export function numberReasons(answers: readonly May[]): readonly NumberedReason[] {
  const found = new Map<string, NumberedReason>();
  for (const may of answers) {
    if (may.ok) continue;
    for (const reason of may.because) {
      const name = nameOf(reason);
      const isOf = (other: May): boolean => !other.ok && other.because.some((one) => nameOf(one) === name);
      const retryAt = may.retryAt === undefined ? {} : { retryAt: may.retryAt };
      if (!found.has(name)) found.set(name, { number: found.size + 1, reason, ...retryAt, isOf });
    }
  }
  return [...found.values()];
}

function nameOf({ code, clause, sentence }: Reason): string {
  return `${code} ${clause ?? ''} ${sentence.en}`;
}
