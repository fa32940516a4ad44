import type { Agency, PartnerKey } from '#domain/newsroom/agency.ts';
import { isCurrent } from '#domain/newsroom/key-validity.ts';
import type { Verify } from '#formats/envelope/compact-jws.ts';
import { pinnedKeyVerifier } from '#partners/keys/pinned-key-verifier.ts';
import { ed25519Verifier } from '#partners/keys/verifier.ts';
import type { AgencyKey } from '#ports/agency-store.ts';
import type { KeptKeys, KeyBeside } from '#ports/kept-keys.ts';
import type { EntrySigner, KeptKey, KeySafe, Signer } from '#ports/keys.ts';

/** The signers of this node's agencies, each opened once, and the check of a partner's pinned keys. */
export type AgencyKeys = {
  readonly entrySigner: EntrySigner;
  readonly requestSigner: (agencyId: string) => Signer;
  /**
   * Others that a partner may know alone: those that lie beside a restored database which has forgotten them, and those
   * whose place was taken, newest first.
   */
  readonly formerRequestSigners: (agencyId: string) => readonly Signer[];
  /** Of the key in use, or of the one that is named. */
  readonly logSigner: (agencyId: string, kid?: string) => Signer;
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
  keptKeys: Pick<KeptKeys, 'list'>,
): Promise<AgencyKeys> {
  const known = new Map<string, readonly AgencyKey[]>();
  const beside = new Map<string, readonly KeyBeside[]>();
  const refreshKeys = async (agency: Agency): Promise<void> => {
    known.set(agency.id, await keysOf(agency));
    beside.set(agency.id, await keptKeys.list(agency.id));
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
      otherKeys('http', known.get(agencyId) ?? [], beside.get(agencyId) ?? []).map(opened),
    logSigner: (agencyId, kid) => {
      const named = ofRole(agencyId, 'log').find((key) => key.kid === kid);
      return named ? opened(named) : signerFor(agencyId, 'log');
    },
    keysOf: (agencyId) => known.get(agencyId) ?? [],
    refreshKeys,
    verify: pinnedKeyVerifier(ed25519Verifier()),
  };
}

/** Keys of a role that are not in use here, those first that this database does not know. */
function otherKeys(
  role: AgencyKey['role'],
  known: readonly AgencyKey[],
  beside: readonly KeyBeside[],
): readonly KeptKey[] {
  const forgotten = beside.filter(
    (key) => key.role === role && !known.some(({ thumbprint }) => thumbprint === key.thumbprint),
  );
  const former = known.filter((key) => key.role === role && !isCurrent(key)).toReversed();
  return [...forgotten, ...former];
}
