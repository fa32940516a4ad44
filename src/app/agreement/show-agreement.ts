import { currentKeys } from '#domain/newsroom/key-validity.ts';
import type { Digest } from '#kernel/digest.ts';
import { instantOf, type Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { judgeSignable, type MoveRefusal } from '#domain/agreement/talks/judge-move.ts';
import {
  documentState,
  headOf,
  standingOf,
  type DocumentState,
} from '#domain/agreement/talks/negotiation-table.ts';
import { declareEvent } from '#domain/agreement/declare-event.ts';
import {
  remindOfEnd,
  remindOfNotice,
  type NoticeReminder,
  type Reminder,
} from '#domain/agreement/remind-of-end.ts';
import { isSignedByAll } from '#domain/agreement/state-of.ts';
import { sayAgreement, type SaidAgreement } from '#domain/agreement/say/say-agreement.ts';
import { judgePerson, type PersonRefusal } from '#domain/agreement/signing/judge-person.ts';
import type { SigningRole } from '#domain/agreement/signing/person-evidence.ts';
import { ruleAfter, type SigningRule } from '#domain/agreement/signing/signing-rule.ts';
import type { Partner, PartnerKey } from '#domain/newsroom/agency.ts';
import type { AgreementRecord, AgreementRefusal } from '#domain/agreement/agreement-record.ts';
import { printGeneral, type GeneralJws } from '#formats/envelope/general-jws.ts';
import type { AgreementReader, FiledAgreement } from '#ports/agreement-store.ts';
import type { PartnerStore } from '#ports/partner-store.ts';
import type { PersonOnFile, SigningStore } from '#ports/signing-store.ts';
import type { TalkReader } from '#ports/talk-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { Signatory } from './agreement-needs.ts';
import { eventOf } from './declare-agreement-event.ts';
import { judgeSigning, type SigningRefusal } from './judge-signing.ts';
import { partiesOf, type PartyView } from './parties-of.ts';
import { isOf } from './record-person.ts';
import { showEndings, type Endings } from './show-endings.ts';
import { ourLaying } from './talks/lay-document.ts';
import { documentNamed, loadTable, loadTables, type FiledDocument } from './talks/load-table.ts';

type TableStores = { readonly agreements: AgreementReader; readonly talks: TalkReader };

export type ShowStores = TableStores & { readonly partners: PartnerStore; readonly signing: SigningStore };

export type ShowNeeds = {
  readonly transact: Transact<ShowStores>;
  readonly keysOf: (agencyId: string) => readonly PartnerKey[];
};

/** An agreement as one side sees it now: where it stands, what it says, and what that side may do. */
export type AgreementView = {
  readonly filed: FiledAgreement;
  readonly record: AgreementRecord;
  readonly parties: readonly PartyView[];
  readonly state: DocumentState;
  /** The last document on the table, when it is another one than this. */
  readonly latest?: { readonly version: number; readonly digest: Digest; readonly state: DocumentState };
  /** Its end is near, and nothing that both have signed follows it. */
  readonly reminder?: Reminder;
  /** The last day for notice is near, and nobody has given any. */
  readonly noticeReminder?: NoticeReminder;
  readonly said: SaidAgreement;
  /** Who acted under this text, for any party. */
  readonly persons: readonly PersonOnFile[];
  readonly endings: Endings;
  readonly may: {
    readonly approve: Result<true, SigningRefusal | MoveRefusal | PersonRefusal>;
    readonly sign: Result<'propose' | 'countersign', SigningRefusal | MoveRefusal | PersonRefusal>;
    readonly suspend: Result<AgreementRecord, AgreementRefusal>;
    readonly resume: Result<AgreementRecord, AgreementRefusal>;
  };
};

const FIRST_INSTANT = instantOf(0);

type Viewer = Pick<Signatory, 'agency' | 'at' | 'personId'>;

/** Every agreement as it stands, whatever is being negotiated beside it; last changed first. */
export async function listAgreements(needs: ShowNeeds, viewer: Viewer): Promise<readonly AgreementView[]> {
  return needs.transact(viewer.agency.id, async (stores) => {
    const tables = await loadTables(stores);
    const known = await knowledgeOf(stores, tables.flat());
    return tables
      .toSorted((one, other) => (changedAt(one) < changedAt(other) ? 1 : -1))
      .flatMap((table) => {
        const document = standingOf(table, viewer.at);
        return document ? [viewOf(needs, viewer, { table, document }, known)] : [];
      });
  });
}

function changedAt(table: readonly FiledDocument[]): Instant {
  return table.reduce((last, { filed }) => (filed.updatedAt > last ? filed.updatedAt : last), FIRST_INSTANT);
}

/** The agreement as it stands, or the one document of it that is asked for. */
export async function showAgreement(
  needs: ShowNeeds,
  viewer: Viewer,
  uid: string,
  digest?: string,
): Promise<Result<AgreementView, { readonly code: 'agreement-unknown' }>> {
  return needs.transact(viewer.agency.id, async (stores) => {
    const table = await loadTable(stores, uid);
    const document = digest === undefined ? standingOf(table, viewer.at) : documentNamed(table, digest);
    return document
      ? accept(viewOf(needs, viewer, { table, document }, await knowledgeOf(stores, [document])))
      : refuse({ code: 'agreement-unknown' });
  });
}

/** The exact signed bytes with every signature beside them, for whoever wants to check them without us. */
export async function exportAgreement(
  { transact }: { readonly transact: Transact<TableStores> },
  { agency, at }: Viewer,
  uid: string,
  digest?: string,
): Promise<Result<GeneralJws, { readonly code: 'agreement-unknown' }>> {
  const table = await transact(agency.id, (stores) => loadTable(stores, uid));
  const document = digest === undefined ? standingOf(table, at) : documentNamed(table, digest);
  if (!document) return refuse({ code: 'agreement-unknown' });
  const { filed } = document;
  const signatures = filed.proofs.map(({ protected: head, signature }) => ({ protected: head, signature }));
  return accept(printGeneral(new TextEncoder().encode(filed.canonical), signatures));
}

function latestOf(
  table: readonly FiledDocument[],
  head: FiledDocument,
  seen: { readonly viewer: string; readonly at: Instant },
): NonNullable<AgreementView['latest']> {
  const { version, digest } = head.filed;
  return { version, digest, state: documentState(table, head, seen) };
}

/** Is there a document that both have signed to take its place? */
function isFollowed(table: readonly FiledDocument[], { filed }: FiledDocument): boolean {
  return table.some(({ record }) => record.agreement.supersedes === filed.digest && isSignedByAll(record));
}

/** What a view takes beside the document. */
type Knowledge = {
  readonly partners: readonly Partner[];
  readonly rule: SigningRule;
  readonly persons: readonly PersonOnFile[];
};

async function knowledgeOf(
  { partners, signing }: ShowStores,
  documents: readonly FiledDocument[],
): Promise<Knowledge> {
  return {
    partners: await partners.list(),
    rule: ruleAfter(await signing.ruleWishes()).rule,
    persons: await signing.persons(documents.map(({ filed }) => filed.digest)),
  };
}

/** An agreement that another takes the place of ends without a word. */
function reminderOf(
  table: readonly FiledDocument[],
  document: FiledDocument,
  { endsAt, at }: { readonly endsAt: Instant | undefined; readonly at: Instant },
): Reminder | undefined {
  const isOpen = isSignedByAll(document.record) && !isFollowed(table, document);
  return isOpen ? remindOfEnd(endsAt, at) : undefined;
}

/** Where nothing but its date ends it, and nothing signed follows. */
function noticeReminderOf(
  table: readonly FiledDocument[],
  document: FiledDocument,
  { endsAt, at }: { readonly endsAt: Instant | undefined; readonly at: Instant },
): NoticeReminder | undefined {
  const { record } = document;
  const isByDate = endsAt !== undefined && endsAt === record.agreement.effectiveUntil;
  const isOpen = isByDate && isSignedByAll(record) && !isFollowed(table, document);
  return isOpen ? remindOfNotice(record.agreement, at) : undefined;
}

function viewOf(
  needs: ShowNeeds,
  viewer: Viewer,
  { table, document }: { readonly table: readonly FiledDocument[]; readonly document: FiledDocument },
  known: Knowledge,
): AgreementView {
  const { agency, at } = viewer;
  const { filed, record } = document;
  const persons = known.persons.filter(({ digest }) => digest === filed.digest);
  const us = { did: agency.did, keys: currentKeys(needs.keysOf(agency.id)) };
  const head = headOf(table);
  const seen = { viewer: agency.did, at };
  const laying = ourLaying({ agency, at }, document);
  const open = judgeSignable(table, document, { laying, at });
  const keys = judgeSigning(record, us, known.partners, at);
  const signing = keys.ok && !open.ok ? open : keys;
  const acted = persons.filter(isOf(agency.did));
  const who = viewer.personId === undefined ? {} : { personId: viewer.personId };
  const asRole = (role: SigningRole) => judgePerson(known.rule, acted, { role, ...who });
  const signatory = asRole('signatory');
  const endings = showEndings(record, viewer);
  const ending = { endsAt: endings.standing.endsAt, at };
  const reminder = reminderOf(table, document, ending);
  const noticeReminder = noticeReminderOf(table, document, ending);
  return {
    filed,
    record,
    parties: partiesOf(record, agency, known.partners, at),
    state: documentState(table, document, seen),
    ...(head && head.filed.digest !== filed.digest ? { latest: latestOf(table, head, seen) } : {}),
    said: sayAgreement(record.agreement),
    persons,
    endings,
    ...(reminder ? { reminder } : {}),
    ...(noticeReminder ? { noticeReminder } : {}),
    may: {
      approve: signing.ok ? asRole('approver') : signing,
      sign: signing.ok && !signatory.ok ? signatory : signing,
      suspend: declareEvent(record, eventOf({ kind: 'suspended', reason: '' }, agency.did, at)),
      resume: declareEvent(record, eventOf({ kind: 'resumed' }, agency.did, at)),
    },
  };
}
