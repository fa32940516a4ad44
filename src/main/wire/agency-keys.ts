import type { Agency, PartnerKey } from '#domain/newsroom/agency.ts';
import { isCurrent } from '#domain/newsroom/key-validity.ts';
import type { Verify } from '#formats/envelope/compact-jws.ts';
import { pinnedKeyVerifier } from '#partners/keys/pinned-key-verifier.ts';
import { ed25519Verifier } from '#partners/keys/verifier.ts';
import type { AgencyKey } from '#ports/agency-store.ts';
import type { EntrySigner, KeptKey, KeySafe, Signer } from '#ports/keys.ts';

/** The signers of this node's agencies, each opened once, and the check of a partner's pinned keys. */
export type AgencyKeys = {
  readonly entrySigner: EntrySigner;
  readonly requestSigner: (agencyId: string) => Signer;
  /** Those whose place was taken, newest first: a partner that has not heard of it knows no other. */
  readonly formerRequestSigners: (agencyId: string) => readonly Signer[];
  readonly logSigner: (agencyId: string) => Signer;
  /** All that there have ever been. */
  readonly keysOf: (agencyId: string) => readonly AgencyKey[];
  /** Looks whether another process, such as the command line, has changed them. */
  readonly refreshKeys: (agency: Agency) => Promise<void>;
  readonly verify: Verify<PartnerKey>;
};

export async function openAgencyKeys(
  agencies: readonly Agency[],
  keysOf: (agency: Agency) => Promise<readonly AgencyKey[]>,
  keySafe: KeySafe,
): Promise<AgencyKeys> {
  const known = new Map<string, readonly AgencyKey[]>();
  const refreshKeys = async (agency: Agency): Promise<void> => {
    known.set(agency.id, await keysOf(agency));
  };
  for (const agency of agencies) await refreshKeys(agency);
  const signers = new Map<string, Signer>();
  const opened = ({ kid, sealedPrivateKey }: KeptKey): Signer => {
    const open = signers.get(kid) ?? keySafe.open(kid, sealedPrivateKey);
    signers.set(kid, open);
    return open;
  };
  const ofRole = (agencyId: string, role: AgencyKey['role']): readonly AgencyKey[] =>
    (known.get(agencyId) ?? []).filter((one) => one.role === role);
  const signerFor = (agencyId: string, role: AgencyKey['role']): Signer => {
    const key = ofRole(agencyId, role).findLast(isCurrent);
    if (!key) throw new Error(`agency ${agencyId} has no ${role} key on this node`);
    return opened(key);
  };
  return {
    entrySigner: (agencyId, key) => (key ? opened(key) : signerFor(agencyId, 'sign')),
    requestSigner: (agencyId) => signerFor(agencyId, 'http'),
    formerRequestSigners: (agencyId) =>
      ofRole(agencyId, 'http')
        .filter((key) => !isCurrent(key))
        .toReversed()
        .map(opened),
    logSigner: (agencyId) => signerFor(agencyId, 'log'),
    keysOf: (agencyId) => known.get(agencyId) ?? [],
    refreshKeys,
    verify: pinnedKeyVerifier(ed25519Verifier()),
  };
}
