import { accept, refuse, type Result } from '#kernel/result.ts';
import { declareEvent } from '#domain/agreement/declare-event.ts';
import { sayAgreement, type SaidAgreement } from '#domain/agreement/say/say-agreement.ts';
import { judgePerson, type PersonRefusal } from '#domain/agreement/signing/judge-person.ts';
import type { SigningRole } from '#domain/agreement/signing/person-evidence.ts';
import { ruleAfter, type SigningRule } from '#domain/agreement/signing/signing-rule.ts';
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
import type { PersonOnFile, SigningStore } from '#ports/signing-store.ts';
import type { Transact } from '#ports/transaction.ts';
import { recordOf, type Signatory } from './agreement-needs.ts';
import { eventOf } from './declare-agreement-event.ts';
import { judgeSigning, type SigningRefusal } from './judge-signing.ts';
import { isOf } from './record-person.ts';

type ShowStores = {
  readonly agreements: AgreementReader;
  readonly partners: PartnerStore;
  readonly signing: SigningStore;
};

export type ShowNeeds = {
  readonly transact: Transact<ShowStores>;
  readonly keysOf: (agencyId: string) => readonly PartnerKey[];
};

/** An agreement as one side sees it now: where it stands, what it says, and what that side may do. */
export type AgreementView = {
  readonly filed: FiledAgreement;
  readonly record: AgreementRecord;
  readonly partner: Partner;
  readonly state: AgreementState | 'received';
  readonly said: SaidAgreement;
  /** Who acted under this text, on either side. */
  readonly persons: readonly PersonOnFile[];
  readonly may: {
    readonly approve: Result<true, SigningRefusal | PersonRefusal>;
    readonly sign: Result<'propose' | 'countersign', SigningRefusal | PersonRefusal>;
    readonly suspend: Result<AgreementRecord, AgreementRefusal>;
    readonly resume: Result<AgreementRecord, AgreementRefusal>;
  };
};

type Viewer = Pick<Signatory, 'agency' | 'at' | 'personId'>;

/** Every agreement in its newest version, last changed first. */
export async function listAgreements(needs: ShowNeeds, viewer: Viewer): Promise<readonly AgreementView[]> {
  return needs.transact(viewer.agency.id, async (stores) => {
    const all = await stores.agreements.list();
    const known = await knowledgeOf(stores, all);
    return all.map((filed) => viewOf(needs, viewer, filed, known));
  });
}

export async function showAgreement(
  needs: ShowNeeds,
  viewer: Viewer,
  uid: string,
): Promise<Result<AgreementView, { readonly code: 'agreement-unknown' }>> {
  return needs.transact(viewer.agency.id, async (stores) => {
    const filed = await stores.agreements.newest(uid);
    return filed
      ? accept(viewOf(needs, viewer, filed, await knowledgeOf(stores, [filed])))
      : refuse({ code: 'agreement-unknown' });
  });
}

/** The exact signed bytes with every signature beside them, for whoever wants to check them without us. */
export async function exportAgreement(
  { transact }: { readonly transact: Transact<{ readonly agreements: AgreementReader }> },
  agencyId: string,
  uid: string,
): Promise<Result<GeneralJws, { readonly code: 'agreement-unknown' }>> {
  const filed = await transact(agencyId, ({ agreements }) => agreements.newest(uid));
  if (!filed) return refuse({ code: 'agreement-unknown' });
  const signatures = filed.proofs.map(({ protected: head, signature }) => ({ protected: head, signature }));
  return accept(printGeneral(new TextEncoder().encode(filed.canonical), signatures));
}

/** What a view takes beside the document. */
type Knowledge = {
  readonly partners: readonly Partner[];
  readonly rule: SigningRule;
  readonly persons: readonly PersonOnFile[];
};

async function knowledgeOf(
  { partners, signing }: ShowStores,
  filed: readonly FiledAgreement[],
): Promise<Knowledge> {
  return {
    partners: await partners.list(),
    rule: ruleAfter(await signing.ruleWishes()).rule,
    persons: await signing.persons(filed.map(({ digest }) => digest)),
  };
}

function viewOf(needs: ShowNeeds, viewer: Viewer, filed: FiledAgreement, known: Knowledge): AgreementView {
  const { agency, at } = viewer;
  const record = recordOf(filed);
  const partner = known.partners.find(({ did }) => did === filed.partnerDid);
  if (!partner) throw new Error(`an agreement is on file with nobody we know: ${filed.digest}`);
  const persons = known.persons.filter(({ digest }) => digest === filed.digest);
  const us = { did: agency.did, keys: needs.keysOf(agency.id) };
  const signing = judgeSigning(record, us, partner, at);
  const acted = persons.filter(isOf(agency.did));
  const who = viewer.personId === undefined ? {} : { personId: viewer.personId };
  const asRole = (role: SigningRole) => judgePerson(known.rule, acted, { role, ...who });
  const signatory = asRole('signatory');
  return {
    filed,
    record,
    partner,
    state: stateSeenBy(record, agency.did, at),
    said: sayAgreement(record.agreement),
    persons,
    may: {
      approve: signing.ok ? asRole('approver') : signing,
      sign: signing.ok && !signatory.ok ? signatory : signing,
      suspend: declareEvent(record, eventOf({ kind: 'suspended', reason: '' }, agency.did, at)),
      resume: declareEvent(record, eventOf({ kind: 'resumed' }, agency.did, at)),
    },
  };
}
