import type { InterfaceLanguage, Trilingual } from '#kernel/language.ts';
import type { Instant } from '#kernel/instant.ts';
import { listObligations, type ObligationLine } from '#domain/agreement/list-obligations.ts';
import type { DocumentState } from '#domain/agreement/talks/negotiation-table.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import { printCsv, type CsvCell } from '#formats/csv/print-csv.ts';
import type { RecallReads } from '#ports/reads/recalls.ts';
import type { RecallKind } from '#ports/recall-store.ts';
import { commitmentsOf, type CommitmentLine, type CommitmentNeeds } from './commitment/show-commitments.ts';
import { listAgreements, type AgreementView } from './show-agreement.ts';

/** Of which agreement of ours a line is. */
type OfAgreement = {
  readonly agreement: string;
  readonly title: Trilingual;
  readonly state: DocumentState;
};

/** An obligation of an agreement of ours. */
export type Owing = ObligationLine & OfAgreement;

/** A promise beside the news, and what was done of it. */
export type Promised = Pick<CommitmentLine, 'commitment' | 'balance'> &
  OfAgreement & { readonly clause: number };

/** A correction or kill that waits for an answer now. */
export type DueNow = {
  readonly owedBy: string;
  readonly owedTo: string;
  readonly kind: RecallKind;
  readonly headline: string;
  readonly dueAt?: Instant;
  readonly overdue: boolean;
};

export type Obligations = {
  readonly obligations: readonly Owing[];
  readonly promises: readonly Promised[];
  readonly due: readonly DueNow[];
};

type Asking = { readonly agency: Agency; readonly at: Instant };

/** Who owes what to whom under every agreement, or under one, and what is due between us and partners now. */
export async function listOwing(
  needs: CommitmentNeeds & { readonly recallReads: RecallReads },
  asking: Asking,
  uid?: string,
): Promise<Obligations> {
  const views = (await listAgreements(needs, asking)).filter(
    ({ filed }) => uid === undefined || filed.uid === uid,
  );
  const partners = new Set(views.flatMap(({ parties }) => parties.map(({ did }) => did)));
  const due = await listDue(needs.recallReads, asking);
  const promises = await commitmentsOf(needs, views, asking);
  return {
    obligations: views.flatMap((view) =>
      listObligations(view.record.agreement).map((line) => ({ ...agreementOf(view), ...line })),
    ),
    promises: views.flatMap((view) =>
      (promises.get(view.filed.uid) ?? []).map(({ clause, commitment, balance }) => ({
        ...agreementOf(view),
        clause: clause.number,
        commitment,
        balance,
      })),
    ),
    due:
      uid === undefined
        ? due
        : due.filter(({ owedBy, owedTo }) => partners.has(owedBy) && partners.has(owedTo)),
  };
}

function agreementOf({ filed, said, state }: AgreementView): OfAgreement {
  return { agreement: filed.uid, title: said.title, state };
}

async function listDue(reads: RecallReads, { agency, at }: Asking): Promise<readonly DueNow[]> {
  const byUs = (await reads.notices(agency.id, at))
    .filter(({ state }) => state === 'open')
    .map(({ agency: { did: owedTo }, kind, headline, dueAt, overdue }) => ({
      owedBy: agency.did,
      owedTo,
      kind,
      headline,
      overdue,
      ...(dueAt === undefined ? {} : { dueAt }),
    }));
  const byThem = (await reads.recalls(agency.id, at)).flatMap(({ kind, headline, reach }) =>
    reach
      .filter(({ state }) => state === 'written' || state === 'fetched' || state === 'received')
      .map(({ agency: { did: owedBy }, dueAt, overdue }) => ({
        owedBy,
        owedTo: agency.did,
        kind,
        headline,
        overdue,
        ...(dueAt === undefined ? {} : { dueAt }),
      })),
  );
  return [...byUs, ...byThem];
}

const HEAD = [
  'agreement',
  'state',
  'clause',
  'owed by',
  'owed to',
  'action',
  'event',
  'due in',
  'on kill',
  'may be suspended',
  'uid',
  'due at',
  'overdue',
  'story',
  'promised',
  'confirmed',
  'disputed',
  'unanswered',
  'left',
];

/**
 * The same for a spreadsheet: first what agreements oblige to, then what was promised beside the news, with what is left of it
 * and by when, then, with `due now` as their state, what is due.
 */
export function obligationsCsv(owing: Obligations, language: InterfaceLanguage): string {
  return printCsv(HEAD, [
    ...owing.obligations.map((row) => obligationCells(row, language)),
    ...owing.promises.map((row) => promiseCells(row, language)),
    ...owing.due.map(dueCells),
  ]);
}

const none = (cells: number): readonly CsvCell[] => Array.from({ length: cells }, () => '');

function obligationCells(row: Owing, language: InterfaceLanguage): readonly CsvCell[] {
  return [
    row.title[language],
    row.state,
    row.clause,
    row.owedBy.join(' '),
    row.owedTo,
    row.action,
    row.event,
    row.dueIn,
    row.onKill ?? '',
    row.mayBeSuspended.join(' '),
    row.agreement,
    ...none(8),
  ];
}

function promiseCells(
  { title, state, clause, commitment, agreement, balance }: Promised,
  language: InterfaceLanguage,
): readonly CsvCell[] {
  const { assigner, assignees, kind } = commitment;
  const { until = '', promised, confirmed, disputed, unanswered, left } = balance;
  return [
    title[language],
    state,
    clause,
    assigner,
    assignees.join(' '),
    kind,
    ...none(4),
    agreement,
    until,
    '',
    '',
    promised,
    confirmed,
    disputed,
    unanswered,
    left,
  ];
}

function dueCells({ owedBy, owedTo, kind, dueAt, overdue, headline }: DueNow): readonly CsvCell[] {
  return [
    '',
    'due now',
    '',
    owedBy,
    owedTo,
    kind,
    ...none(5),
    dueAt ?? '',
    overdue ? 'overdue' : '',
    headline,
    ...none(5),
  ];
}
