import type { Digest } from '#kernel/digest.ts';
import type { JsonObject } from '#kernel/json.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { othersIn, type Agreement, type Did } from '#domain/agreement/agreement.ts';
import type { TemplateAnswers } from '#domain/agreement/template-answers.ts';
import { answersOfAgreement, type AnswersRefusal } from '#domain/agreement/talks/answers-of-agreement.ts';
import { keepUntouched, untouchedIn, type Untouched } from '#domain/agreement/talks/keep-untouched.ts';
import { nextPlace, type MoveRefusal } from '#domain/agreement/talks/judge-move.ts';
import { draftOf, headOf } from '#domain/agreement/talks/negotiation-table.ts';
import { redline, type RedlinedClause } from '#domain/agreement/talks/redline.ts';
import { noteDone, type AgreementStores, type Signatory } from '../agreement-needs.ts';
import {
  answersOf,
  documentOf,
  draftTerms,
  type DraftAgreementRefusal,
  type DraftNeeds,
  type DraftQuestions,
} from '../draft-agreement.ts';
import type { ShowNeeds } from '../show-agreement.ts';
import { loadTable, type FiledDocument } from './load-table.ts';

export type SaveDraftRefusal = DraftAgreementRefusal | MoveRefusal | { readonly code: 'agreement-unknown' };

export type DraftOrder = {
  readonly uid: string;
  /** The last document on the table as the person saw it; none when nothing lies there. */
  readonly base: string | undefined;
  readonly questions: DraftQuestions;
  /** The questions as they were answered by what lay there: what nobody changed stays word for word. */
  readonly unchanged: DraftQuestions;
  /** The answers as given, to be changed again. */
  readonly asked: JsonObject;
};

/**
 * Our next document under an agreement: a first draft changed, a counter-proposal to what lies on the table, or an amendment
 * of what both have signed. Which of them it is, its number and what it supersedes, the table says. Our former draft gives way.
 */
export async function saveDraft(
  needs: DraftNeeds,
  by: Signatory,
  order: DraftOrder,
): Promise<Result<{ readonly digest: Digest }, SaveDraftRefusal>> {
  return needs.transact(by.agency.id, async (stores) => {
    await stores.agreements.lockTable(order.uid);
    const table = await loadTable(stores, order.uid);
    const made = await makeDocument(needs, stores, by, { order, table });
    if (!made.ok) return made;
    const former = draftOf(table);
    if (former) await stores.agreements.removeDraft(former.filed.digest);
    const { filed } = made.value;
    await stores.agreements.add(filed, by.at);
    await noteDone(stores, by, 'agreement-drafted', filed);
    return accept({ digest: filed.digest });
  });
}

async function makeDocument(
  needs: DraftNeeds,
  stores: AgreementStores,
  by: Signatory,
  { order, table }: { readonly order: DraftOrder; readonly table: readonly FiledDocument[] },
) {
  const [first] = table;
  if (!first) return refuse({ code: 'agreement-unknown' as const });
  const { partner, others = [] } = order.questions;
  const named = [partner, ...others].toSorted();
  if (named.join(' ') !== othersIn(first.record.agreement, by.agency.did).join(' '))
    return refuse({ code: 'agreement-draft-invalid' as const, field: 'partner', why: 'other-partner' });
  const place = nextPlace(table, by.at);
  if (!place.ok) return place;
  const { base, version, supersedes } = place.value;
  if (base !== order.base)
    return refuse({ code: 'agreement-base-stale' as const, ...(base ? { head: base } : {}) });
  const terms = await nextTerms(needs, stores, by, { order, table });
  if (!terms.ok) return terms;
  const drafted = documentOf(terms.value, {
    agreementVersion: version,
    ...(supersedes === undefined ? {} : { supersedes }),
  });
  if (!drafted.ok) return drafted;
  const { canonical, agreement } = drafted.value;
  const filed = {
    uid: order.uid,
    version,
    digest: needs.hash.sha256(new TextEncoder().encode(canonical)),
    canonical,
    origin: 'own' as const,
    answers: order.asked,
    ...(base === undefined ? {} : { base }),
  };
  return accept({ filed, agreement });
}

/** The changed answers laid over the last document, which keeps what no question asks. */
async function nextTerms(
  needs: DraftNeeds,
  { partners }: Pick<AgreementStores, 'partners'>,
  { agency }: Signatory,
  { order, table }: { readonly order: DraftOrder; readonly table: readonly FiledDocument[] },
): Promise<Result<Agreement, SaveDraftRefusal>> {
  const from = draftOf(table) ?? headOf(table);
  if (!from) return refuse({ code: 'agreement-unknown' });
  const places = placesOf(from);
  const termsOf = async (questions: DraftQuestions): Promise<Result<Agreement, DraftAgreementRefusal>> => {
    const answers = await answersOf(needs, partners, agency, { ...questions, places });
    return answers.ok ? draftTerms(answers.value, order.uid) : answers;
  };
  const changed = await termsOf(order.questions);
  if (!changed.ok) return changed;
  const asAsked = await termsOf(order.unchanged);
  if (!asAsked.ok) return asAsked;
  return accept(
    keepUntouched({ from: from.record.agreement, asAsked: asAsked.value, changed: changed.value }),
  );
}

/** What of the last document no question can change, to be told before anybody begins to answer. */
export async function untouchedByQuestions(
  needs: DraftNeeds,
  by: Signatory,
  uid: string,
  unchanged: DraftQuestions,
): Promise<Result<readonly Untouched[], SaveDraftRefusal>> {
  return needs.transact(by.agency.id, async ({ partners, ...stores }) => {
    const table = await loadTable(stores, uid);
    const from = draftOf(table) ?? headOf(table);
    if (!from) return refuse({ code: 'agreement-unknown' });
    const answers = await answersOf(needs, partners, by.agency, { ...unchanged, places: placesOf(from) });
    if (!answers.ok) return answers;
    const asAsked = draftTerms(answers.value, uid);
    return asAsked.ok ? accept(untouchedIn(from.record.agreement, asAsked.value)) : asAsked;
  });
}

/** The next document, and what it would change in the last one, clause by clause. */
export type NextDocument = {
  readonly agreement: Agreement;
  readonly clauses: readonly RedlinedClause[];
};

/** What these answers would make of the last document; nothing is kept. */
export async function previewDraft(
  needs: DraftNeeds,
  by: Signatory,
  order: DraftOrder,
): Promise<Result<NextDocument, SaveDraftRefusal>> {
  return needs.transact(by.agency.id, async (stores) => {
    const table = await loadTable(stores, order.uid);
    const made = await makeDocument(needs, stores, by, { order, table });
    if (!made.ok) return made;
    const { agreement } = made.value;
    const before = (headOf(table) ?? draftOf(table))?.record.agreement ?? agreement;
    return accept({ agreement, clauses: redline(before, agreement) });
  });
}

/** The parties keep their places in every document of an agreement, so that rules keep their names. */
function placesOf({ record }: FiledDocument): readonly Did[] {
  return record.agreement.parties.map(({ did }) => did);
}

function sideOf({ record }: FiledDocument, did: Did): 'first' | 'second' {
  return record.agreement.parties[0].did === did ? 'first' : 'second';
}

/** What a next document starts from: our own draft as it was answered, or the answers that the document on the table gives. */
export type DraftStart = {
  /** The other parties in the order of the document. */
  readonly others: readonly Did[];
  /** `give` is what the first gives; of a pool, what each does. */
  readonly weAre: 'first' | 'second';
  readonly base?: Digest;
  /** Our draft exists and is opened again. */
  readonly isReopened: boolean;
  /** What the last document would be answered by, in the order of its parties. */
  readonly answers: TemplateAnswers;
  /** Our draft's answers as they were given. */
  readonly asked?: JsonObject;
};

export async function startDraft(
  needs: Pick<ShowNeeds, 'transact'>,
  viewer: Pick<Signatory, 'agency' | 'at'>,
  uid: string,
): Promise<Result<DraftStart, AnswersRefusal | MoveRefusal | { readonly code: 'agreement-unknown' }>> {
  const table = await needs.transact(viewer.agency.id, (stores) => loadTable(stores, uid));
  const draft = draftOf(table);
  const from = draft ?? headOf(table);
  if (!from) return refuse({ code: 'agreement-unknown' });
  const place = nextPlace(table, viewer.at);
  if (!place.ok) return place;
  const answers = answersOfAgreement(from.record.agreement);
  if (!answers.ok) return answers;
  const asked = draft?.filed.answers;
  const { base } = place.value;
  return accept({
    others: from.record.agreement.parties.map(({ did }) => did).filter((did) => did !== viewer.agency.did),
    weAre: sideOf(from, viewer.agency.did),
    ...(base === undefined ? {} : { base }),
    isReopened: draft !== undefined,
    answers: answers.value,
    ...(asked ? { asked } : {}),
  });
}
