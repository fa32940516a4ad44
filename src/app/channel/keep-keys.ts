import type { Agency } from '#domain/newsroom/agency.ts';
import type { AgencyKey } from '#ports/agency-store.ts';
import type { KeptKeys } from '#ports/kept-keys.ts';

/** Keys of before there was a place for them beside the database are kept there too; a recovery key has nothing to keep. */
export async function keepKeys(
  { keptKeys }: { readonly keptKeys: KeptKeys },
  agency: Agency,
  keys: readonly AgencyKey[],
): Promise<void> {
  for (const key of keys) if (key.sealedPrivateKey !== '') await keptKeys.keep(agency.id, key);
}
