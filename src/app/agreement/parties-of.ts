import type { Instant } from '#kernel/instant.ts';
import type { Trilingual } from '#kernel/language.ts';
import type { Did } from '#domain/agreement/agreement.ts';
import type { AgreementRecord } from '#domain/agreement/agreement-record.ts';
import { partyName } from '#domain/agreement/say/names.ts';
import { hasLeft, signersOf, suspendersOf } from '#domain/agreement/state-of.ts';
import type { Agency, Partner } from '#domain/newsroom/agency.ts';

/** A party of an agreement as one of them sees it, in the order of the document. */
export type PartyView = {
  readonly did: Did;
  readonly name: Trilingual;
  /** Not said: no partner of ours, known by the document alone. */
  readonly ownership?: Agency['ownership'];
  readonly isUs: boolean;
  /** Each of the two has pinned the other's keys, as every two parties must before they sign. */
  readonly isPinned: boolean;
  readonly hasSigned: boolean;
  readonly standing: 'open' | 'suspended' | 'left';
};

export function partiesOf(
  record: AgreementRecord,
  agency: Agency,
  partners: readonly Partner[],
  at: Instant,
): readonly PartyView[] {
  const { parties } = record.agreement;
  const signers = signersOf(record);
  const suspenders = suspendersOf(record, at);
  return parties.map(({ did }): PartyView => {
    const isUs = did === agency.did;
    const partner = partners.find((one) => one.did === did);
    const known = isUs ? agency : partner;
    return {
      did,
      name: known?.name ?? partyName(parties, did),
      ...(known ? { ownership: known.ownership } : {}),
      isUs,
      isPinned: isUs || partner?.state === 'pinned',
      hasSigned: signers.includes(did),
      standing: hasLeft(record, did, at) ? 'left' : suspenders.includes(did) ? 'suspended' : 'open',
    };
  });
}

/** What others are called in one line: every party but ourselves. */
export function otherParties(parties: readonly PartyView[]): readonly PartyView[] {
  return parties.filter(({ isUs }) => !isUs);
}
