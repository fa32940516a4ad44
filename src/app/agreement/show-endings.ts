import type { Instant } from '#kernel/instant.ts';
import type { Trilingual } from '#kernel/language.ts';
import { accept, type Result } from '#kernel/result.ts';
import type { SuspendedRule } from '#domain/agreement/agreement-in-force.ts';
import {
  declarationsOf,
  type AgreementEvent,
  type AgreementRecord,
  type AgreementRefusal,
} from '#domain/agreement/agreement-record.ts';
import { clausesOwedTo, rulesSuspendableBy } from '#domain/agreement/clauses-owed-to.ts';
import { declareEvent } from '#domain/agreement/declare-event.ts';
import { endingOf, foreseeEnding, type Ending } from '#domain/agreement/foresee-ending.ts';
import { sayEnding } from '#domain/agreement/say/say-ending.ts';
import { suspendedRulesOf, takesHoldAt } from '#domain/agreement/state-of.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import { eventOf, type Declaration } from './declare-agreement-event.ts';

/** An ending with the sentences that say it. */
export type SaidEnding = Ending & { readonly sentences: readonly Trilingual[] };

/** The three ways in which one side can end an agreement, each with what would follow, or why it may not. */
export type EndingWays = {
  readonly [Way in 'notice' | 'together' | 'cause']: Result<SaidEnding, AgreementRefusal>;
};

export type Endings = {
  /** As things stand. */
  readonly standing: SaidEnding;
  readonly ways: EndingWays;
  readonly cure: Result<AgreementRecord, AgreementRefusal>;
  readonly contest: Result<AgreementRecord, AgreementRefusal>;
  /** uids of the clauses that an ending of ours for cause may name. */
  readonly owed: readonly string[];
  /** uids of the permissions that we may suspend one by one. */
  readonly suspendable: readonly string[];
  /** Permissions that rest, with who suspended them. */
  readonly resting: readonly SuspendedRule[];
  /** Everything that was declared, oldest first, with the moment each takes hold and the version that stood then. */
  readonly events: readonly (AgreementEvent & { readonly takesHoldAt: Instant; readonly version: number })[];
};

/** How an agreement ends or could be ended by us, judged by the rules that will judge the declaration. */
export function showEndings(
  record: AgreementRecord,
  { agency, at }: { readonly agency: Agency; readonly at: Instant },
): Endings {
  const owed = clausesOwedTo(record.agreement, agency.did);
  const event = (declaration: Declaration): AgreementEvent => eventOf(declaration, agency.did, at);
  const said = (ending: Ending, how: 'standing' | 'foreseen'): SaidEnding => ({
    ...ending,
    sentences: sayEnding(record.agreement, ending, { zone: agency.timeZone, at, how }),
  });
  const way = (declaration: Declaration): Result<SaidEnding, AgreementRefusal> => {
    const foreseen = foreseeEnding(record, event(declaration));
    return foreseen.ok ? accept(said(foreseen.value, 'foreseen')) : foreseen;
  };
  return {
    standing: said(endingOf(record, agency.did, at), 'standing'),
    ways: {
      notice: way({ kind: 'notice' }),
      together: way({ kind: 'terminated' }),
      cause: way({ kind: 'terminated', cause: { clause: owed[0] ?? '', words: '' } }),
    },
    cure: declareEvent(record, event({ kind: 'cured' })),
    contest: declareEvent(record, event({ kind: 'contested', reason: '' })),
    owed,
    suspendable: rulesSuspendableBy(record.agreement, agency.did),
    resting: suspendedRulesOf(record, at),
    events: declarationsOf(record).map((one) => ({
      ...one.event,
      takesHoldAt: takesHoldAt(one),
      version: one.under.agreementVersion,
    })),
  };
}
