import type { Duration } from '#kernel/duration.ts';
import type { Agreement, Did, KillPolicy, ObligationAction, ObligationEvent } from './agreement.ts';
import { clauseOf } from './compile-agreements.ts';
import { numberClauses } from './number-clauses.ts';

/** One obligation as a line of a list: who owes what to whom, after what, within what time. */
export type ObligationLine = {
  readonly clause: number;
  readonly uid: string;
  readonly owedBy: readonly Did[];
  readonly owedTo: Did;
  readonly action: ObligationAction;
  readonly event: ObligationEvent;
  readonly dueIn: Duration;
  /** Only of taking down. */
  readonly onKill?: KillPolicy;
  /** Numbers of the clauses that may be suspended when it is overdue. */
  readonly mayBeSuspended: readonly number[];
};

/** Every obligation of an agreement in the order of its clauses. */
export function listObligations(agreement: Agreement): readonly ObligationLine[] {
  const clauses = numberClauses(agreement);
  return agreement.obligations.map(
    ({ uid, assignees, assigner, action, event, dueIn, onKill, consequences }) => ({
      clause: clauseOf(clauses, uid).number,
      uid,
      owedBy: assignees,
      owedTo: assigner,
      action,
      event,
      dueIn,
      ...(action === 'removeFromService' ? { onKill: onKill ?? 'desk' } : {}),
      mayBeSuspended: consequences.map(({ target }) => clauseOf(clauses, target).number),
    }),
  );
}
