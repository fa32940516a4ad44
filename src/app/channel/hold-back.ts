import type { Agency } from '#domain/newsroom/agency.ts';
import type { Instant } from '#kernel/instant.ts';
import type { ActivityStore } from '#ports/activity-store.ts';
import type { RestorationMark } from '#ports/restoration.ts';
import type { Transact } from '#ports/transaction.ts';
import { lookBehind, nameOf, type Behind, type BehindStores, type LookBehindNeeds } from './look-behind.ts';

export type HoldNeeds = LookBehindNeeds & { readonly restoration: RestorationMark };

/**
 * Before a process shows anything: a database that is behind what left the node was put back from a backup, and may show what was killed
 * since (I28). Then nothing is shown to the public until all is known again.
 */
export async function holdAfterRestore(needs: HoldNeeds, at: Instant): Promise<readonly Behind[]> {
  const { heldSince, left } = await needs.restoration.read();
  if (heldSince !== undefined) return stillBehind(needs, heldSince, left);
  const behind = await stillBehind(needs, undefined, left);
  if (behind.length > 0) await needs.restoration.write({ heldSince: at, left });
  return behind;
}

/** Shows everything again once nothing is behind; gives what still is. */
export async function showWhenWhole(needs: HoldNeeds): Promise<readonly Behind[]> {
  const { heldSince, left } = await needs.restoration.read();
  if (heldSince === undefined) return [];
  const behind = await stillBehind(needs, heldSince, left);
  if (behind.length === 0) await needs.restoration.write({ left });
  return behind;
}

/** A person has looked, and shows everything again though something will not come back. Gives what that is; undefined when nothing was held. */
export async function showAllTheSame(
  needs: Omit<HoldNeeds, 'transact'> & {
    readonly transact: Transact<BehindStores & { readonly activities: ActivityStore }>;
  },
  by: { readonly agency: Agency; readonly personId: string; readonly at: Instant },
): Promise<readonly Behind[] | undefined> {
  const { heldSince } = await needs.restoration.read();
  if (heldSince === undefined) return undefined;
  const behind = await lookBehind(needs, heldSince);
  const facts = { missing: String(behind.length) };
  await needs.transact(by.agency.id, ({ activities }) =>
    activities.record({
      at: by.at,
      personId: by.personId,
      what: 'portal-opened',
      subject: by.agency.id,
      facts,
    }),
  );
  // Whoever was not heard of is waited for again after another restore.
  const left = behind.filter(({ what }) => what !== 'their-channel').map(nameOf);
  await needs.restoration.write({ left });
  return behind;
}

async function stillBehind(
  needs: HoldNeeds,
  since: Instant | undefined,
  left: readonly string[],
): Promise<readonly Behind[]> {
  return (await lookBehind(needs, since)).filter((one) => !left.includes(nameOf(one)));
}
