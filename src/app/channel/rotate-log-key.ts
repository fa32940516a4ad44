import type { Agency } from '#domain/newsroom/agency.ts';
import { isCurrent } from '#domain/newsroom/key-validity.ts';
import { fromBase64url } from '#formats/envelope/base64url.ts';
import { logNoteKeys } from '#formats/tlog/log-names.ts';
import { printVkey } from '#formats/tlog/signed-note.ts';
import { rawSha256 } from '#app/ledger/log-tools.ts';
import type { AgencyKey } from '#ports/agency-store.ts';
import type { Hash } from '#ports/world.ts';
import { makeKey, takePlace, type KeyChanger, type KeyNeeds, type KeyStores } from './announce-key.ts';
import type { Transact } from '#ports/transaction.ts';

export type RotateLogNeeds = Pick<KeyNeeds, 'keptKeys' | 'keySafe'> & {
  readonly hash: Hash;
  readonly transact: Transact<Pick<KeyStores, 'activities' | 'agencies' | 'logLeaves'>>;
};

/**
 * Gives the transparency log another key. No channel is told: the last leaf that the old key signs names the new one, and that tree
 * bears both signatures, so whoever trusted the old key can follow ([sign-log.ts](../ledger/sign-log.ts)).
 */
export async function rotateLogKey(
  needs: RotateLogNeeds,
  by: KeyChanger,
): Promise<{ readonly old: AgencyKey; readonly fresh: AgencyKey }> {
  return needs.transact(by.agency.id, async (stores) => {
    const keys = await stores.agencies.lockKeys();
    const old = keys.findLast((key) => key.role === 'log' && isCurrent(key));
    if (!old) throw new Error(`${by.agency.did} has no log key to change`);
    const fresh = await makeKey(needs, by, 'log', keys);
    const facts = { next: vkeyOf(needs, by.agency, fresh) };
    await takePlace(stores, needs, by, { old, fresh, how: 'rotated', facts });
    return { old, fresh };
  });
}

function vkeyOf({ hash }: Pick<RotateLogNeeds, 'hash'>, { did }: Agency, { kid, jwk }: AgencyKey): string {
  const publicKey = fromBase64url(jwk.x);
  if (!publicKey) throw new Error(`${kid} is no key`);
  return printVkey(logNoteKeys(rawSha256(hash), did, publicKey).log);
}
