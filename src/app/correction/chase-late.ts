import type { Instant } from '#kernel/instant.ts';
import type { Contact } from '#domain/agreement/agreement.ts';
import type { AgreementRecord } from '#domain/agreement/agreement-record.ts';
import { isToEscalate } from '#domain/correction/overdue.ts';
import { sayLate } from '#domain/correction/say-late.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import { mailboxesOf } from '#app/agreement/mailboxes-of.ts';
import { readRecords } from '#app/agreement/read-records.ts';
import type { Letter, Letters } from '#ports/letters.ts';
import type { LogLeafStore } from '#ports/log-leaf-store.ts';
import type { LateReach, RecallStore } from '#ports/recall-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { UseStateReader } from '#ports/use-state-store.ts';

export type ChaseNeeds = {
  readonly transact: Transact<{
    readonly recalls: RecallStore;
    readonly useState: Pick<UseStateReader, 'agreements'>;
    readonly logLeaves: LogLeafStore;
  }>;
  readonly letters: Letters;
};

/**
 * Writes to the people that the agreement names for every recall that is late, and again every day: it is never given up
 * (I7). A letter is laid before it is noted, so that a crash between writes it again under the same name and loses none.
 */
export async function chaseLate(needs: ChaseNeeds, agency: Agency, at: Instant): Promise<number> {
  const { late, records } = await needs.transact(agency.id, async ({ recalls, useState }) => {
    const due = (await recalls.late(at)).filter((one) => isToEscalate(one, at));
    return { late: due, records: due.length === 0 ? [] : readRecords(await useState.agreements()) };
  });
  for (const one of late) {
    const to = addressesOf(records, agency.did, one.partnerDid);
    if (to.length > 0) await needs.letters.lay(letterOf(one, agency, to));
    const { recall, partnerDid } = one;
    await needs.transact(agency.id, ({ recalls }) =>
      recalls.recordEscalation({ recallId: recall.id, partnerDid, to, at }),
    );
  }
  return late.length;
}

/** Tells the public log how many holders are late: a number, and nobody's name. Nothing late, no leaf. */
export async function logLate(needs: ChaseNeeds, agency: Agency, at: Instant): Promise<void> {
  await needs.transact(agency.id, async ({ recalls, logLeaves }) => {
    const { overdue } = await recalls.tally(at);
    if (overdue === 0) return;
    const subject = `recalls overdue at ${at}`;
    await logLeaves.append({ kind: 'recalls-overdue', subject, actor: agency.did, at, facts: { overdue } });
  });
}

/** Who is named for corrections at the partner, else anybody who is; our own people for corrections read it too. */
function addressesOf(records: readonly AgreementRecord[], ours: string, theirs: string): readonly string[] {
  const parties = records
    .filter(({ agreement }) => agreement.parties.some(({ did }) => did === theirs))
    .flatMap(({ agreement }) => agreement.parties);
  const named = (did: string): readonly Contact[] =>
    parties.filter((one) => one.did === did).flatMap(({ contacts }) => contacts ?? []);
  const forCorrections = (contacts: readonly Contact[]) =>
    contacts.filter(({ purpose }) => purpose === 'corrections');
  const them = named(theirs);
  const meant = forCorrections(them);
  const chosen = [...(meant.length > 0 ? meant : them), ...forCorrections(named(ours))];
  return mailboxesOf(chosen);
}

function letterOf(
  { recall, guid, partnerDid, dueAt, escalations }: LateReach,
  agency: Agency,
  to: readonly string[],
): Letter {
  const partner = partnerDid.replaceAll(/[^A-Za-z0-9.-]+/g, '-');
  const { kind, publicReason, issuedAt } = recall;
  return {
    name: `late-${recall.id}-${partner}-${escalations + 1}`,
    to,
    subject: `Pactwire: overdue since ${dueAt}`,
    text: sayLate({ kind, guid, origin: agency.name, publicReason, issuedAt, dueAt }),
  };
}
