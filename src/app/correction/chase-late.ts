import { LATE_SETTING } from '#kernel/destination-kind.ts';
import type { Instant } from '#kernel/instant.ts';
import type { Contact } from '#domain/agreement/agreement.ts';
import type { AgreementRecord } from '#domain/agreement/agreement-record.ts';
import { isToEscalate } from '#domain/correction/overdue.ts';
import { sayLate } from '#domain/correction/say-late.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import { mailboxesOf } from '#app/agreement/mailboxes-of.ts';
import { readRecords } from '#app/agreement/read-records.ts';
import type { DestinationStore, StoredDestination } from '#ports/destination-store.ts';
import type { Letter, Letters } from '#ports/letters.ts';
import type { LogLeafStore } from '#ports/log-leaf-store.ts';
import type { Job, OutboxStore } from '#ports/outbox-store.ts';
import type { LateNotice, LateReach, NoticeStore, RecallStore } from '#ports/recall-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { UseStateReader } from '#ports/use-state-store.ts';

export type ChaseNeeds = {
  readonly transact: Transact<{
    readonly recalls: RecallStore;
    readonly notices: Pick<NoticeStore, 'late' | 'recordEscalation'>;
    readonly useState: Pick<UseStateReader, 'agreements'>;
    readonly logLeaves: LogLeafStore;
    readonly destinations: Pick<DestinationStore, 'list'>;
    readonly outbox: Pick<OutboxStore, 'put'>;
  }>;
  readonly letters: Letters;
  readonly publicOrigin: string;
};

/**
 * Writes to the people that the agreement names for every recall that is late, and tells our own webhooks that want to know; again every
 * day: it is never given up (I7). A letter is laid before it is noted, so that a crash between writes it again under the same name and loses
 * none; what a webhook is told is noted with it.
 */
export async function chaseLate(needs: ChaseNeeds, agency: Agency, at: Instant): Promise<number> {
  const { late, records, systems } = await needs.transact(
    agency.id,
    async ({ recalls, useState, destinations }) => {
      const due = (await recalls.late(at)).filter((one) => isToEscalate(one, at));
      if (due.length === 0) return { late: due, records: [], systems: [] };
      return {
        late: due,
        records: readRecords(await useState.agreements()),
        systems: (await destinations.list()).filter(tellsLate),
      };
    },
  );
  const told = systems.map(({ name }) => name);
  for (const one of late) {
    const to = addressesOf(records, agency.did, one.partnerDid);
    if (to.length > 0) await needs.letters.lay(letterOf(one, agency, to));
    const { recall, partnerDid } = one;
    await needs.transact(agency.id, async ({ recalls, outbox }) => {
      await recalls.recordEscalation({ recallId: recall.id, partnerDid, to: [...to, ...told], at });
      for (const { id } of systems) await outbox.put(jobOf(one, id, needs.publicOrigin), at);
    });
  }
  return late.length;
}

/**
 * Tells our own webhooks that want to know which recalls of partners we have not answered in time; again every day. The partner's node
 * writes to our people, where it is able to; gives how many were told.
 */
export async function chaseOwnLate(
  { transact, publicOrigin }: Pick<ChaseNeeds, 'transact' | 'publicOrigin'>,
  agency: Agency,
  at: Instant,
): Promise<number> {
  return transact(agency.id, async ({ notices, destinations, outbox }) => {
    const late = (await notices.late(at)).filter((one) => isToEscalate({ ...one, state: 'received' }, at));
    const systems = late.length === 0 ? [] : (await destinations.list()).filter(tellsLate);
    if (systems.length === 0) return 0;
    for (const one of late) {
      await notices.recordEscalation(one.notice.id, at);
      for (const { id } of systems) await outbox.put(ownJobOf(one, id, publicOrigin), at);
    }
    return late.length;
  });
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

function tellsLate({ kind, settings }: StoredDestination): boolean {
  return kind === 'webhook' && settings[LATE_SETTING] === 'yes';
}

function jobOf(reach: LateReach, destinationId: string, origin: string): Job {
  const { recall, guid, partnerDid, dueAt, escalations } = reach;
  const { kind, publicReason, issuedAt } = recall;
  const times = escalations + 1;
  const messageId = `${nameOf(reach)}-${destinationId}`;
  const url = `${origin}/desk/corrections`;
  const late = 'partner' as const;
  const data = { kind, guid, partner: partnerDid, late, issuedAt, dueAt, publicReason, times, url };
  return { topic: 'tell-late', payload: { destinationId, messageId, data } };
}

function ownJobOf({ notice, dueAt, escalations }: LateNotice, destinationId: string, origin: string): Job {
  const { id, kind, guid, partnerDid: partner, publicReason, receivedAt } = notice;
  const times = escalations + 1;
  const messageId = `late-notice-${id}-${times}-${destinationId}`;
  const url = `${origin}/desk/corrections?tab=received&s=${id}`;
  const late = 'us' as const;
  const data = { kind, guid, partner, late, receivedAt, dueAt, publicReason, times, url };
  return { topic: 'tell-late', payload: { destinationId, messageId, data } };
}

/** The same whenever this is told once more after a crash. */
function nameOf({ recall, partnerDid, escalations }: LateReach): string {
  return `late-${recall.id}-${partnerDid.replaceAll(/[^A-Za-z0-9.-]+/g, '-')}-${escalations + 1}`;
}

function letterOf(late: LateReach, agency: Agency, to: readonly string[]): Letter {
  const { recall, guid, dueAt } = late;
  const { kind, publicReason, issuedAt } = recall;
  return {
    name: nameOf(late),
    to,
    subject: `Pactwire: overdue since ${dueAt}`,
    text: sayLate({ kind, guid, origin: agency.name, publicReason, issuedAt, dueAt }),
  };
}
