import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Agreement, Did } from '#domain/agreement/agreement.ts';
import type { AgreementRecord, AgreementRefusal } from '#domain/agreement/agreement-record.ts';
import { countersignAgreement, proposeAgreement } from '#domain/agreement/sign-agreement.ts';
import { signersOf } from '#domain/agreement/state-of.ts';
import type { Partner, PartnerKey } from '#domain/newsroom/agency.ts';

/** One side of an agreement with the keys that speak for it here: our own, or those pinned of the partner. */
export type Side = { readonly did: Did; readonly keys: readonly PartnerKey[] };

export type PartiesRefusal =
  | { readonly code: 'agreement-not-a-party'; readonly by: Did }
  | { readonly code: 'agreement-key-differs'; readonly by: Did };

export type SigningRefusal = AgreementRefusal | PartiesRefusal | { readonly code: 'partner-not-pinned' };

/** Are these two the parties, each under the signing key that the document names for it (the pin, agreement §Signing)? */
export function judgeParties(
  agreement: Agreement,
  sides: readonly [Side, Side],
): Result<true, PartiesRefusal> {
  for (const { did, keys } of sides) {
    const party = agreement.parties.find((one) => one.did === did);
    if (!party) return refuse({ code: 'agreement-not-a-party', by: did });
    if (!keys.some(({ role, thumbprint }) => role === 'sign' && thumbprint === party.keyThumbprint))
      return refuse({ code: 'agreement-key-differs', by: did });
  }
  return accept(true);
}

/** May we sign now, and is it the first signature or the second? The same answer shows on the button and judges the click. */
export function judgeSigning(
  record: AgreementRecord,
  us: Side,
  partner: Partner | undefined,
  at: Instant,
): Result<'propose' | 'countersign', SigningRefusal> {
  if (partner?.state !== 'pinned') return refuse({ code: 'partner-not-pinned' });
  const isFirst = signersOf(record).length === 0;
  const allowed = isFirst ? proposeAgreement(record, us.did, at) : countersignAgreement(record, us.did, at);
  if (!allowed.ok) return allowed;
  const parties = judgeParties(record.agreement, [us, partner]);
  return parties.ok ? accept(isFirst ? 'propose' : 'countersign') : parties;
}
