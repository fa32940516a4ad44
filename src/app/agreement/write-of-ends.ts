import type { Day } from '#kernel/day.ts';
import { plusSeconds, type Instant } from '#kernel/instant.ts';
import type { Reminder } from '#domain/agreement/remind-of-end.ts';
import { listAnd } from '#domain/agreement/say/fill-sentence.ts';
import { sayEndLetter } from '#domain/agreement/say/say-end-letter.ts';
import { localDay } from '#domain/agreement/zone-clock.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import type { MemberStore } from '#ports/account-store.ts';
import type { Letter, Letters } from '#ports/letters.ts';
import type { RemindedStep, ReminderStore } from '#ports/reminder-store.ts';
import type { Transact } from '#ports/transaction.ts';
import { mailboxesOf } from './mailboxes-of.ts';
import { otherParties } from './parties-of.ts';
import { listAgreements, type AgreementView, type ShowNeeds, type ShowStores } from './show-agreement.ts';

export type WriteNeeds = Omit<ShowNeeds, 'transact'> & {
  readonly transact: Transact<
    ShowStores & { readonly reminders: ReminderStore; readonly members: Pick<MemberStore, 'list'> }
  >;
  readonly letters: Letters;
};

/**
 * Writes to our own people 90, 30 and 7 days before an agreement ends, and before the last day for notice: to whom the agreement
 * names for editorial matters, else to our coordinators. A step is written of once: the letter is laid before it is noted, so
 * that a crash between writes the same one again under the same name and loses none (0015). Gives how many were laid.
 */
export async function writeOfEnds(needs: WriteNeeds, agency: Agency, at: Instant): Promise<number> {
  const near = (await listAgreements(needs, { agency, at })).flatMap(stepsOf);
  if (near.length === 0) return 0;
  const { written, coordinators } = await needs.transact(agency.id, async ({ reminders, members }) => ({
    written: new Set((await reminders.written()).map(nameOf)),
    coordinators: (await members.list())
      .filter(({ roles }) => roles.includes('coordinator'))
      .map(({ email }) => email),
  }));
  const open = near.filter(({ step }) => !written.has(nameOf(step)));
  for (const one of open) {
    const to = addresseesOf(one.view, agency, coordinators);
    if (to.length > 0) await needs.letters.lay(letterOf(one, to));
    await needs.transact(agency.id, ({ reminders }) => reminders.noteLetter(one.step, to, at));
  }
  return open.length;
}

type Near = {
  readonly view: AgreementView;
  readonly step: RemindedStep;
  readonly days: number;
  readonly lastDay: Day;
};

function stepsOf(view: AgreementView): readonly Near[] {
  const { digest } = view.filed;
  const { reminder, noticeReminder } = view;
  const near = (about: RemindedStep['about'], { since, days }: Reminder, lastDay: Day): Near => ({
    view,
    step: { digest, about, since },
    days,
    lastDay,
  });
  return [
    ...(reminder ? [near('end', reminder, localDay(plusSeconds(reminder.endsAt, -1), 'UTC'))] : []),
    ...(noticeReminder ? [near('notice', noticeReminder, noticeReminder.lastDay)] : []),
  ];
}

function addresseesOf(
  { record }: AgreementView,
  { did }: Agency,
  coordinators: readonly string[],
): readonly string[] {
  const contacts = record.agreement.parties.find((party) => party.did === did)?.contacts ?? [];
  const editorial = mailboxesOf(contacts.filter(({ purpose }) => purpose === 'editorial'));
  return editorial.length > 0 ? editorial : coordinators;
}

function letterOf({ view, step, days, lastDay }: Near, to: readonly string[]): Letter {
  const others = listAnd(otherParties(view.parties).map(({ name }) => name));
  return {
    name: nameOf(step),
    to,
    subject: `Pactwire: ${view.said.title.en} · ${step.about} < ${days} d`,
    text: sayEndLetter({ about: step.about, title: view.said.title, others, days, lastDay }),
  };
}

/** Of a file too: nothing of a path is in it. */
function nameOf({ digest, about, since }: RemindedStep): string {
  return `reminder-${about}-${digest}-${since}`.replaceAll(/[^A-Za-z0-9_-]+/g, '-');
}
