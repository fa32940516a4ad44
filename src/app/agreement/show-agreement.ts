import { accept, refuse, type Result } from '#kernel/result.ts';
import { declareEvent } from '#domain/agreement/declare-event.ts';
import { sayAgreement, type SaidAgreement } from '#domain/agreement/say/say-agreement.ts';
import { stateSeenBy } from '#domain/agreement/state-of.ts';
import type { Partner, PartnerKey } from '#domain/newsroom/agency.ts';
import type {
  AgreementRecord,
  AgreementRefusal,
  AgreementState,
} from '#domain/agreement/agreement-record.ts';
import { printGeneral, type GeneralJws } from '#formats/envelope/general-jws.ts';
import type { AgreementReader, FiledAgreement } from '#ports/agreement-store.ts';
import type { PartnerStore } from '#ports/partner-store.ts';
import type { Transact } from '#ports/transaction.ts';
import { recordOf, type Signatory } from './agreement-needs.ts';
import { eventOf } from './declare-agreement-event.ts';
import { judgeSigning, type SigningRefusal } from './judge-signing.ts';

export type ShowNeeds = {
  readonly transact: Transact<{ readonly agreements: AgreementReader; readonly partners: PartnerStore }>;
  readonly keysOf: (agencyId: string) => readonly PartnerKey[];
};

/** An agreement as one side sees it now: where it stands, what it says, and what that side may do. */
export type AgreementView = {
  readonly filed: FiledAgreement;
  readonly record: AgreementRecord;
  readonly partner: Partner;
  readonly state: AgreementState | 'received';
  readonly said: SaidAgreement;
  readonly may: {
    readonly sign: Result<'propose' | 'countersign', SigningRefusal>;
    readonly suspend: Result<AgreementRecord, AgreementRefusal>;
    readonly resume: Result<AgreementRecord, AgreementRefusal>;
  };
};

type Viewer = Pick<Signatory, 'agency' | 'at'>;

/** Every agreement in its newest version, last changed first. */
export async function listAgreements(needs: ShowNeeds, viewer: Viewer): Promise<readonly AgreementView[]> {
  return needs.transact(viewer.agency.id, async ({ agreements, partners }) => {
    const known = await partners.list();
    return (await agreements.list()).map((filed) => viewOf(needs, viewer, filed, known));
  });
}

export async function showAgreement(
  needs: ShowNeeds,
  viewer: Viewer,
  uid: string,
): Promise<Result<AgreementView, { readonly code: 'agreement-unknown' }>> {
  return needs.transact(viewer.agency.id, async ({ agreements, partners }) => {
    const filed = await agreements.newest(uid);
    return filed
      ? accept(viewOf(needs, viewer, filed, await partners.list()))
      : refuse({ code: 'agreement-unknown' });
  });
}

/** The exact signed bytes with every signature beside them, for whoever wants to check them without us. */
export async function exportAgreement(
  { transact }: Pick<ShowNeeds, 'transact'>,
  agencyId: string,
  uid: string,
): Promise<Result<GeneralJws, { readonly code: 'agreement-unknown' }>> {
  const filed = await transact(agencyId, ({ agreements }) => agreements.newest(uid));
  if (!filed) return refuse({ code: 'agreement-unknown' });
  const signatures = filed.proofs.map(({ protected: head, signature }) => ({ protected: head, signature }));
  return accept(printGeneral(new TextEncoder().encode(filed.canonical), signatures));
}

function viewOf(
  { keysOf }: ShowNeeds,
  { agency, at }: Viewer,
  filed: FiledAgreement,
  partners: readonly Partner[],
): AgreementView {
  const record = recordOf(filed);
  const partner = partners.find(({ did }) => did === filed.partnerDid);
  if (!partner) throw new Error(`an agreement is on file with nobody we know: ${filed.digest}`);
  const us = { did: agency.did, keys: keysOf(agency.id) };
  return {
    filed,
    record,
    partner,
    state: stateSeenBy(record, agency.did, at),
    said: sayAgreement(record.agreement),
    may: {
      sign: judgeSigning(record, us, partner, at),
      suspend: declareEvent(record, eventOf({ kind: 'suspended', reason: '' }, agency.did, at)),
      resume: declareEvent(record, eventOf({ kind: 'resumed' }, agency.did, at)),
    },
  };
}
