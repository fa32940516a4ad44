import { isCurrent } from '#domain/newsroom/key-validity.ts';
import { printRotation } from '#formats/envelope/key-change.ts';
import type { AgencyKey } from '#ports/agency-store.ts';
import {
  announceKey,
  makeKey,
  takePlace,
  type Announced,
  type ChangedRole,
  type KeyChanger,
  type KeyNeeds,
} from './announce-key.ts';
import { lostKeys } from './own-keys.ts';

export type Rotated = Announced & { readonly old: AgencyKey; readonly fresh: AgencyKey };

/**
 * Puts a new key in the place of one in use, in one transaction: every partner that has pinned the old one finds the
 * change in its channel, signed by the old key, and whatever is written next is signed by the new one (I18).
 */
export async function rotateKey(needs: KeyNeeds, by: KeyChanger, role: ChangedRole): Promise<Rotated> {
  return needs.transact(by.agency.id, async (stores) => {
    const keys = await stores.agencies.lockKeys();
    const old = keys.findLast((key) => key.role === role && isCurrent(key));
    if (!old) throw new Error(`${by.agency.did} has no ${role} key to change`);
    const fresh = await makeKey(needs, by, role, [...keys, ...(await lostKeys(stores, needs, by))]);
    const announced = await announceKey(stores, needs, by, {
      fresh,
      signer: needs.keySafe.open(fresh.kid, fresh.sealedPrivateKey),
      prevKid: old.kid,
      role,
      say: (pledge, told) => ({ type: 'key.rotated', data: printRotation({ ...pledge, old: told.old }) }),
    });
    await takePlace(stores, needs, by, { old, fresh, how: 'rotated' });
    return { old, fresh, ...announced };
  });
}
