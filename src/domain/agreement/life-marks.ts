import { plusSeconds, type Instant } from '#kernel/instant.ts';
import { declarationsOf, type AgreementRecord } from './agreement-record.ts';
import { REMINDER_DAYS } from './remind-of-end.ts';
import { isSignedByAll } from './state-of.ts';

/** What is marked in the life of an agreement, as the register draws it. `renewal`: a step at which people are reminded of the end. */
export type LifeMark = {
  readonly kind:
    | 'signed'
    | 'in-force'
    | 'amended'
    | 'suspended'
    | 'resumed'
    | 'notice'
    | 'terminated'
    | 'renewal'
    | 'end';
  readonly at: Instant;
};

const DAY_SECONDS = 86_400;

/** In order of time; empty before all have signed. `endsAt`: where something ends it. */
export function lifeMarks(record: AgreementRecord, endsAt: Instant | undefined): readonly LifeMark[] {
  if (!isSignedByAll(record)) return [];
  const [first, ...amendments] = [...(record.former ?? []), record];
  const signedAt = first.signatures
    .flatMap((one) => one.signedAt ?? [])
    .toSorted()
    .at(-1);
  const declared = declarationsOf(record).flatMap(({ event: { kind, at } }): readonly LifeMark[] =>
    kind === 'cured' || kind === 'contested' ? [] : [{ kind, at }],
  );
  const marks: readonly LifeMark[] = [
    ...(signedAt === undefined ? [] : [{ kind: 'signed' as const, at: signedAt }]),
    { kind: 'in-force', at: first.agreement.effectiveFrom },
    ...amendments.map(({ agreement }) => ({ kind: 'amended' as const, at: agreement.effectiveFrom })),
    ...declared,
    ...(endsAt === undefined ? [] : ending(endsAt)),
  ];
  return marks.toSorted((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
}

function ending(endsAt: Instant): readonly LifeMark[] {
  const steps = REMINDER_DAYS.map((days) => ({
    kind: 'renewal' as const,
    at: plusSeconds(endsAt, -days * DAY_SECONDS),
  }));
  return [...steps, { kind: 'end', at: endsAt }];
}
