import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { othersIn, type Agreement, type Did } from '#domain/agreement/agreement.ts';
import type { AgreementRecord, AgreementRefusal } from '#domain/agreement/agreement-record.ts';
import { countersignAgreement, proposeAgreement } from '#domain/agreement/sign-agreement.ts';
import { signersOf } from '#domain/agreement/state-of.ts';
import type { Partner, PartnerKey } from '#domain/newsroom/agency.ts';

/** One party of an agreement with the keys that speak for it here: our own, or those pinned of a partner. */
export type Side = { readonly did: Did; readonly keys: readonly PartnerKey[] };

export type PartiesRefusal =
  | { readonly code: 'agreement-not-a-party'; readonly by: Did }
  | { readonly code: 'agreement-key-differs'; readonly by: Did };

/** Signatures go from each party to each other by itself: whoever has no link to another cannot sign. */
export type LinkRefusal =
  | { readonly code: 'partner-not-pinned' }
  | { readonly code: 'agreement-party-unlinked'; readonly parties: readonly Did[] };

export type SigningRefusal = AgreementRefusal | PartiesRefusal | LinkRefusal;

/** Is each of these a party, under the signing key that the document names for it (the pin, agreement §Signing)? */
export function judgeParties(agreement: Agreement, sides: readonly Side[]): Result<true, PartiesRefusal> {
  for (const { did, keys } of sides) {
    const party = agreement.parties.find((one) => one.did === did);
    if (!party) return refuse({ code: 'agreement-not-a-party', by: did });
    if (!keys.some(({ role, thumbprint }) => role === 'sign' && thumbprint === party.keyThumbprint))
      return refuse({ code: 'agreement-key-differs', by: did });
  }
  return accept(true);
}

/** Those of the other parties with whom we have pinned each other's keys. */
export function pinnedAmong(agreement: Agreement, us: Did, partners: readonly Partner[]): readonly Partner[] {
  const others = othersIn(agreement, us);
  return partners.filter(({ did, state }) => state === 'pinned' && others.includes(did));
}

/** Can we speak to every other party ourselves, and are all of them, and we, who the document says? */
export function judgeLinks(
  agreement: Agreement,
  us: Side,
  partners: readonly Partner[],
): Result<true, LinkRefusal | PartiesRefusal> {
  const others = othersIn(agreement, us.did);
  const pinned = pinnedAmong(agreement, us.did, partners);
  const parties = others.filter((did) => !pinned.some((one) => one.did === did));
  if (parties.length === 0) return judgeParties(agreement, [us, ...pinned]);
  return others.length === 1
    ? refuse({ code: 'partner-not-pinned' })
    : refuse({ code: 'agreement-party-unlinked', parties });
}

/** May we sign now, and is it the first signature or a later one? The same answer shows on the button and judges the click. */
export function judgeSigning(
  record: AgreementRecord,
  us: Side,
  partners: readonly Partner[],
  at: Instant,
): Result<'propose' | 'countersign', SigningRefusal> {
  const isFirst = signersOf(record).length === 0;
  const allowed = isFirst ? proposeAgreement(record, us.did, at) : countersignAgreement(record, us.did, at);
  if (!allowed.ok) return allowed;
  const links = judgeLinks(record.agreement, us, partners);
  return links.ok ? accept(isFirst ? 'propose' : 'countersign') : links;
}
