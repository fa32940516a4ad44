import { accept, refuse, type Result } from '#kernel/result.ts';
import { keyLeaf } from '#app/ledger/note-keys.ts';
import { printPledge } from '#formats/envelope/key-change.ts';
import { publicJwk } from '#formats/envelope/key-document.ts';
import type { RecoveryKey } from '#ports/keys.ts';
import {
  announceKey,
  demandAllGoOn,
  recordKey,
  type ChannelWaits,
  type KeyChanger,
  type KeyNeeds,
  type KeyStores,
} from './announce-key.ts';

export type PledgeRefusal = { readonly code: 'recovery-key-there'; readonly kid: string };

/** The name that an agency's recovery key will have; refused where it has one: partners believe the first alone. */
export async function nameRecovery(
  { transact }: Pick<KeyNeeds, 'transact'>,
  { agency: { id, did } }: KeyChanger,
): Promise<Result<string, PledgeRefusal>> {
  return transact(id, async (stores) => (await findPledged(stores)) ?? accept(`${did}#recovery-1`));
}

/**
 * Tells every partner the recovery key, whose private half no node ever holds: it speaks when another key is in wrong hands,
 * and so it has to be known before.
 */
export async function pledgeRecovery(
  needs: KeyNeeds,
  by: KeyChanger,
  { x, thumbprint, signer }: RecoveryKey,
): Promise<Result<{ readonly told: number }, PledgeRefusal | ChannelWaits>> {
  return needs.transact(by.agency.id, async (stores) => {
    const there = await findPledged(stores);
    if (there) return there;
    const { kid } = signer;
    const key = { kid, role: 'recovery', jwk: publicJwk(x), thumbprint, createdAt: by.at } as const;
    const inUse = needs.entrySigner(by.agency.id);
    // The private half, by which a channel that goes on later could be told, is here only now.
    const all = await demandAllGoOn(stores, needs, by);
    if (!all.ok) return all;
    const { told } = await announceKey(stores, needs, by, {
      fresh: key,
      signer,
      prevKid: inUse.kid,
      say: (pledge) => ({ type: 'key.pledged', data: printPledge(pledge), by: inUse }),
    });
    await stores.agencies.addKey({ ...key, sealedPrivateKey: '' });
    await stores.logLeaves.append(keyLeaf(by.agency, key));
    await recordKey(stores, by, 'recovery-key-pledged', { kid, thumbprint });
    return accept({ told });
  });
}

async function findPledged({ agencies }: KeyStores): Promise<Result<never, PledgeRefusal> | undefined> {
  const there = (await agencies.lockKeys()).find(({ role }) => role === 'recovery');
  return there && refuse({ code: 'recovery-key-there', kid: there.kid });
}
