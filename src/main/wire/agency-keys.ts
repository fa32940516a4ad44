import type { Agency, PartnerKey } from '#domain/newsroom/agency.ts';
import type { Verify } from '#formats/envelope/compact-jws.ts';
import { pinnedKeyVerifier } from '#partners/keys/pinned-key-verifier.ts';
import { ed25519Verifier } from '#partners/keys/verifier.ts';
import type { AgencyKey } from '#ports/agency-store.ts';
import type { KeySafe, Signer } from '#ports/keys.ts';

/** The signers of this node's agencies, opened once, and the check of a partner's pinned keys. */
export type AgencyKeys = {
  readonly entrySigner: (agencyId: string) => Signer;
  readonly requestSigner: (agencyId: string) => Signer;
  readonly logSigner: (agencyId: string) => Signer;
  readonly keysOf: (agencyId: string) => readonly AgencyKey[];
  readonly verify: Verify<PartnerKey>;
};

export async function openAgencyKeys(
  agencies: readonly Agency[],
  keysOf: (agency: Agency) => Promise<readonly AgencyKey[]>,
  keySafe: KeySafe,
): Promise<AgencyKeys> {
  const known = new Map<string, readonly AgencyKey[]>();
  for (const agency of agencies) known.set(agency.id, await keysOf(agency));
  const signers = new Map<string, Signer>();
  const signerFor = (agencyId: string, role: AgencyKey['role']): Signer => {
    const key = known.get(agencyId)?.findLast((one) => one.role === role);
    if (!key) throw new Error(`agency ${agencyId} has no ${role} key on this node`);
    const open = signers.get(key.kid) ?? keySafe.open(key.kid, key.sealedPrivateKey);
    signers.set(key.kid, open);
    return open;
  };
  return {
    entrySigner: (agencyId) => signerFor(agencyId, 'sign'),
    requestSigner: (agencyId) => signerFor(agencyId, 'http'),
    logSigner: (agencyId) => signerFor(agencyId, 'log'),
    keysOf: (agencyId) => known.get(agencyId) ?? [],
    verify: pinnedKeyVerifier(ed25519Verifier()),
  };
}
