import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import type { RemindedStep, ReminderStore } from '#ports/reminder-store.ts';
import type { Transact } from '#ports/transaction.ts';
import { showAgreement, type ShowNeeds, type ShowStores } from './show-agreement.ts';

export type SeeNeeds = Omit<ShowNeeds, 'transact'> & {
  readonly transact: Transact<ShowStores & { readonly reminders: ReminderStore }>;
};

type By = { readonly agency: Agency; readonly personId: string; readonly at: Instant };

/** A person has seen a reminder: only a step that stands now can be. */
export async function seeReminder(
  needs: SeeNeeds,
  by: By,
  order: { readonly uid: string; readonly step: Omit<RemindedStep, 'since'> & { readonly since: string } },
): Promise<Result<{ readonly done: true }, { readonly code: 'agreement-unknown' }>> {
  const { digest, about, since } = order.step;
  const shown = await showAgreement(needs, by, order.uid);
  if (!shown.ok) return shown;
  const { filed, reminder, noticeReminder } = shown.value;
  const standing = about === 'end' ? reminder : noticeReminder;
  if (filed.digest !== digest || standing?.since !== since) return refuse({ code: 'agreement-unknown' });
  const step = { digest, about, since: standing.since };
  await needs.transact(by.agency.id, ({ reminders }) => reminders.see(by.personId, step, by.at));
  return accept({ done: true });
}

/** Every step that this person has seen. */
export function remindersSeen(
  { transact }: { readonly transact: Transact<{ readonly reminders: ReminderStore }> },
  { agencyId, personId }: { readonly agencyId: string; readonly personId: string },
): Promise<readonly RemindedStep[]> {
  return transact(agencyId, ({ reminders }) => reminders.seenBy(personId));
}
