import { accept, refuse, type Result } from '#kernel/result.ts';
import { proposeAgreement, countersignAgreement } from '#domain/agreement/sign-agreement.ts';
import { signersOf } from '#domain/agreement/state-of.ts';
import { noteDone, type AgreementNeeds, type AgreementStores, type Signatory } from './agreement-needs.ts';
import type { ProvenPerson } from './prove-person.ts';
import { actorOf, judgeActor, personOnFile } from './record-person.ts';
import { findDocument } from './talks/find-document.ts';
import { judgeOpenFor, type SignOrder, type SignRefusal } from './sign-agreement.ts';

type ApproveOrder = SignOrder & { readonly person: ProvenPerson };

/** The first of two people: says that this exact text may be signed for us. Nobody outside hears of it until it is signed. */
export async function approveAgreement(
  needs: Pick<AgreementNeeds, 'transact'>,
  by: Signatory,
  order: ApproveOrder,
): Promise<Result<{ readonly done: true }, SignRefusal>> {
  return needs.transact(by.agency.id, (stores) => approveWithin(stores, by, order));
}

/** The same within a transaction that does more. */
export async function approveWithin(
  stores: AgreementStores,
  by: Signatory,
  order: ApproveOrder,
): Promise<Result<{ readonly done: true }, SignRefusal>> {
  const found = await findDocument(stores, order);
  if (!found.ok) return found;
  const { filed, record } = found.value.document;
  const { digest } = filed;
  const isFirst = signersOf(record).length === 0;
  const open = (isFirst ? proposeAgreement : countersignAgreement)(record, by.agency.did, by.at);
  if (!open.ok) return open;
  const tabled = judgeOpenFor(by, found.value);
  if (!tabled.ok) return tabled;
  const allowed = await judgeActor(stores.signing, by, digest, actorOf('approver', order.person));
  if (!allowed.ok) return refuse(allowed.error);
  await stores.signing.addPerson(personOnFile(by, digest, 'approver', order.person));
  await noteDone(stores, by, 'agreement-approved', filed);
  return accept({ done: true });
}
