import type { Instant } from '#kernel/instant.ts';
import type { AgreementRecord } from '#domain/agreement/agreement-record.ts';
import type { Agency, PartnerKey } from '#domain/newsroom/agency.ts';
import type { AppendStores, AppendTools } from '#app/channel/append-entry.ts';
import type { ActivityStore } from '#ports/activity-store.ts';
import type { AgreementStore, FiledAgreement } from '#ports/agreement-store.ts';
import type { FulfilmentStore } from '#ports/fulfilment-store.ts';
import type { PaperStore } from '#ports/paper-store.ts';
import type { PartnerStore } from '#ports/partner-store.ts';
import type { SigningStore } from '#ports/signing-store.ts';
import type { TalkStore } from '#ports/talk-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { EvidenceTools } from './judge-evidence.ts';
import { readRecords } from './read-records.ts';
import type { JudgingTools } from './verify-signed-agreement.ts';

export type AgreementStores = AppendStores & {
  readonly agreements: AgreementStore;
  readonly fulfilments: FulfilmentStore;
  readonly signing: SigningStore;
  readonly talks: TalkStore;
  readonly papers: PaperStore;
  readonly partners: PartnerStore;
  readonly activities: ActivityStore;
};

/** What judging a document takes beside the document. */
export type AgreementTools = JudgingTools &
  EvidenceTools & {
    /** Public halves of the keys in use of an agency of this node. */
    readonly keysOf: (agencyId: string) => readonly PartnerKey[];
  };

export type AgreementNeeds = AgreementTools & AppendTools & { readonly transact: Transact<AgreementStores> };

/** Who acts for one of our agencies; nobody is named when the node acts by itself. */
export type Signatory = { readonly agency: Agency; readonly personId?: string; readonly at: Instant };

/** A document locked, with the versions before it, as the rules for declarations need it. */
export async function lockRecord(
  { agreements }: Pick<AgreementStores, 'agreements'>,
  digest: string,
): Promise<{ readonly filed: FiledAgreement; readonly record: AgreementRecord } | undefined> {
  const filed = await agreements.lock(digest);
  if (!filed) return undefined;
  const record = readRecords(await agreements.documents(filed.uid)).find(
    (one) => one.digest === filed.digest,
  );
  if (!record) throw new Error(`${digest} is not among the documents of its agreement`);
  return { filed, record };
}

/** One document on file by itself, without the versions before it. */
export function recordOf(filed: FiledAgreement): AgreementRecord {
  const [record] = readRecords([filed]);
  if (!record) throw new Error('one document on file makes one record');
  return record;
}

/** Decisions look at agreements as they stand; what follows from a change (offers, products) is a job. */
export async function afterChange(stores: AgreementStores, digest: string, at: Instant): Promise<void> {
  await stores.outbox.put({ topic: 'agreement-changed', payload: { digest } }, at);
}

export async function noteDone(
  { activities }: AgreementStores,
  by: Signatory,
  what: string,
  filed: Pick<FiledAgreement, 'uid' | 'digest'>,
): Promise<void> {
  const person = by.personId === undefined ? {} : { personId: by.personId };
  await activities.record({
    at: by.at,
    ...person,
    what,
    subject: filed.uid,
    facts: { digest: filed.digest },
  });
}
