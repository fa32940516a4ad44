import type { Instant } from '#kernel/instant.ts';
import type { Agency, PartnerKey } from '#domain/newsroom/agency.ts';
import type { LogLeafStore } from '#ports/log-leaf-store.ts';
import type { Transact } from '#ports/transaction.ts';

/** Says in the log which keys speak for the agency since when. What is said already is not said again. */
export async function noteKeys(
  { transact }: { readonly transact: Transact<{ readonly logLeaves: LogLeafStore }> },
  agency: Agency,
  keys: readonly (PartnerKey & { readonly createdAt: Instant })[],
): Promise<void> {
  await transact(agency.id, async ({ logLeaves }) => {
    for (const { kid, role, thumbprint, createdAt: at } of keys)
      await logLeaves.append({
        kind: 'key-added',
        subject: kid,
        actor: agency.did,
        at,
        facts: { kid, role, thumbprint },
      });
  });
}
