import type { PartyView } from '#app/agreement/parties-of.ts';
import type { AgreementView } from '#app/agreement/show-agreement.ts';
import type { Endings, SaidEnding } from '#app/agreement/show-endings.ts';
import { partyCard } from './card-of.ts';
import { mayShape } from './may-shape.ts';

/** How an agreement ends or could be ended by us; ways are shown to everybody, and gone by whoever may sign. */
export function endingsShape({ endings, parties }: AgreementView, maySign: boolean) {
  const { ways } = endings;
  const way = (one: Endings['ways'][keyof Endings['ways']]) => ({
    may: mayShape(one, maySign),
    ...(one.ok ? { ending: endingShape(one.value, parties) } : {}),
  });
  return {
    standing: endingShape(endings.standing, parties),
    ways: { notice: way(ways.notice), together: way(ways.together), cause: way(ways.cause) },
    cure: mayShape(endings.cure, maySign),
    contest: mayShape(endings.contest, maySign),
    owed: [...endings.owed],
    suspendable: [...endings.suspendable],
    resting: endings.resting.map(({ uid, by }) => ({ clause: uid, by: partyCard(parties, by) })),
    events: endings.events.map((event) => ({
      kind: event.kind,
      by: partyCard(parties, event.by),
      at: event.at,
      takesHoldAt: event.takesHoldAt,
      version: event.version,
      ...wordsIn(event),
    })),
  };
}

/** An end with the agencies that it waits for by their names. */
export function endingShape(
  { endsAt, tailUntil, awaits, sentences }: SaidEnding,
  parties: readonly PartyView[],
) {
  return {
    ...(endsAt === undefined ? {} : { endsAt }),
    ...(tailUntil === undefined ? {} : { tailUntil }),
    awaits: awaits.map((did) => partyCard(parties, did)),
    sentences: sentences.map((one) => ({ ...one })),
  };
}

function wordsIn(event: Endings['events'][number]): {
  readonly words?: string;
  readonly clause?: string;
  readonly rules?: string[];
} {
  if (event.kind === 'contested') return { words: event.reason };
  if (event.kind === 'suspended')
    return { words: event.reason, ...(event.rules ? { rules: [...event.rules] } : {}) };
  if (event.kind !== 'terminated' || event.cause === undefined) return {};
  return { words: event.cause.words, clause: event.cause.clause };
}
