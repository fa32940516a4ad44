import type { InterfaceLanguage, Trilingual } from '#kernel/language.ts';
import type { Instant } from '#kernel/instant.ts';
import { listObligations, type ObligationLine } from '#domain/agreement/list-obligations.ts';
import type { DocumentState } from '#domain/agreement/talks/negotiation-table.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import { printCsv, type CsvCell } from '#formats/csv/print-csv.ts';
import type { RecallReads } from '#ports/reads/recalls.ts';
import type { RecallKind } from '#ports/recall-store.ts';
import { listAgreements, type ShowNeeds } from './show-agreement.ts';

/** An obligation of an agreement of ours. */
export type Owing = ObligationLine & {
  readonly agreement: string;
  readonly title: Trilingual;
  readonly state: DocumentState;
};

/** A correction or kill that waits for an answer now. */
export type DueNow = {
  readonly owedBy: string;
  readonly owedTo: string;
  readonly kind: RecallKind;
  readonly headline: string;
  readonly dueAt?: Instant;
  readonly overdue: boolean;
};

export type Obligations = { readonly obligations: readonly Owing[]; readonly due: readonly DueNow[] };

type Asking = { readonly agency: Agency; readonly at: Instant };

/** Who owes what to whom under every agreement, or under one, and what is due between us and partners now. */
export async function listOwing(
  needs: ShowNeeds & { readonly recallReads: RecallReads },
  asking: Asking,
  uid?: string,
): Promise<Obligations> {
  const views = (await listAgreements(needs, asking)).filter(
    ({ filed }) => uid === undefined || filed.uid === uid,
  );
  const partners = new Set(views.flatMap(({ parties }) => parties.map(({ did }) => did)));
  const due = await listDue(needs.recallReads, asking);
  return {
    obligations: views.flatMap(({ filed, record, said, state }) =>
      listObligations(record.agreement).map((line) => ({
        agreement: filed.uid,
        title: said.title,
        state,
        ...line,
      })),
    ),
    due:
      uid === undefined
        ? due
        : due.filter(({ owedBy, owedTo }) => partners.has(owedBy) && partners.has(owedTo)),
  };
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
];

/** The same for a spreadsheet: first what agreements oblige to, then, with `due now` as their state, what is due. */
export function obligationsCsv({ obligations, due }: Obligations, language: InterfaceLanguage): string {
  const always = obligations.map((row): readonly CsvCell[] => [
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
    '',
    '',
    '',
  ]);
  const now = due.map((row): readonly CsvCell[] => [
    '',
    'due now',
    '',
    row.owedBy,
    row.owedTo,
    row.kind,
    '',
    '',
    '',
    '',
    '',
    row.dueAt ?? '',
    row.overdue ? 'overdue' : '',
    row.headline,
  ]);
  return printCsv(HEAD, [...always, ...now]);
}
