import type { Instant } from '#kernel/instant.ts';
import type { Agency, PartnerKey } from '#domain/newsroom/agency.ts';
import type { LogLeaf, LogLeafStore } from '#ports/log-leaf-store.ts';
import type { Transact } from '#ports/transaction.ts';

type DatedKey = PartnerKey & { readonly createdAt: Instant };

/** Says in the log which keys speak for the agency since when. What is said already is not said again. */
export async function noteKeys(
  { transact }: { readonly transact: Transact<{ readonly logLeaves: LogLeafStore }> },
  agency: Agency,
  keys: readonly DatedKey[],
): Promise<void> {
  await transact(agency.id, async ({ logLeaves }) => {
    for (const key of keys) await logLeaves.append(keyLeaf(agency, key));
  });
}

/** A key that speaks for the agency from now on. */
export function keyLeaf({ did }: Agency, { kid, role, thumbprint, createdAt: at }: DatedKey): LogLeaf {
  return { kind: 'key-added', subject: kid, actor: did, at, facts: { kid, role, thumbprint } };
}
