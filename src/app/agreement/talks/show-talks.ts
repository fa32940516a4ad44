import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { signersOf } from '#domain/agreement/state-of.ts';
import {
  judgeLaying,
  judgeWithdrawal,
  nextPlace,
  type MoveRefusal,
} from '#domain/agreement/talks/judge-move.ts';
import {
  documentState,
  draftOf,
  headOf,
  standingOf,
  type DocumentState,
} from '#domain/agreement/talks/negotiation-table.ts';
import { redline, type RedlinedClause } from '#domain/agreement/talks/redline.ts';
import type { CommentOnFile } from '#ports/talk-store.ts';
import type { Signatory } from '../agreement-needs.ts';
import { partiesOf, type PartyView } from '../parties-of.ts';
import type { ShowNeeds } from '../show-agreement.ts';
import { ourLaying } from './lay-document.ts';
import { documentNamed, loadTable, type FiledDocument } from './load-table.ts';

/** One document of an agreement as one side sees it. */
export type TabledView = {
  readonly document: FiledDocument;
  readonly state: DocumentState;
  readonly signedBy: readonly string[];
};

/** The negotiation of an agreement: all its documents first to last, what was said, and what this side may do next. */
export type TalksView = {
  readonly parties: readonly PartyView[];
  readonly documents: readonly TabledView[];
  readonly standing?: FiledDocument;
  readonly head?: FiledDocument;
  readonly draft?: FiledDocument;
  readonly comments: readonly CommentOnFile[];
  readonly may: {
    /** Write the next document: change the draft, counter, or amend. */
    readonly write: Result<unknown, MoveRefusal>;
    readonly share: Result<unknown, MoveRefusal | { readonly code: 'agreement-draft-missing' }>;
    readonly withdraw: Result<unknown, MoveRefusal>;
    readonly comment: Result<unknown, { readonly code: 'agreement-not-shared' }>;
  };
};

type Viewer = Pick<Signatory, 'agency' | 'at'>;

export async function showTalks(
  { transact }: Pick<ShowNeeds, 'transact'>,
  viewer: Viewer,
  uid: string,
): Promise<Result<TalksView, { readonly code: 'agreement-unknown' }>> {
  const { agency, at } = viewer;
  return transact(agency.id, async (stores) => {
    const table = await loadTable(stores, uid);
    const [any] = table;
    if (!any) return refuse({ code: 'agreement-unknown' });
    const standing = standingOf(table, at);
    const head = headOf(table);
    const draft = draftOf(table);
    return accept({
      parties: partiesOf((head ?? any).record, agency, await stores.partners.list(), at),
      documents: table.toSorted(asLaid).map((document) => ({
        document,
        state: documentState(table, document, { viewer: agency.did, at }),
        signedBy: signersOf(document.record),
      })),
      ...(standing ? { standing } : {}),
      ...(head ? { head } : {}),
      ...(draft ? { draft } : {}),
      comments: await stores.talks.comments(table.map(({ filed }) => filed.digest)),
      may: judgeMoves(table, viewer),
    });
  });
}

function judgeMoves(table: readonly FiledDocument[], { agency, at }: Viewer): TalksView['may'] {
  const head = headOf(table);
  const draft = draftOf(table);
  return {
    write: nextPlace(table, at),
    share: draft
      ? judgeLaying(table, draft.record, ourLaying({ agency, at }, draft))
      : refuse({ code: 'agreement-draft-missing' }),
    withdraw: head
      ? judgeWithdrawal(table, head, agency.did, at)
      : refuse({ code: 'agreement-not-proposed-by', by: agency.did }),
    comment: head ? accept(true) : refuse({ code: 'agreement-not-shared' }),
  };
}

/** By number; those of one number as they were laid, a draft last. */
function asLaid(one: FiledDocument, other: FiledDocument): number {
  const gap = one.filed.version - other.filed.version;
  const laidAt = ({ laid }: FiledDocument): Instant | '~' => laid?.at ?? '~';
  return gap !== 0 ? gap : laidAt(one) < laidAt(other) ? -1 : 1;
}

export type RedlineView = {
  readonly from: FiledDocument;
  readonly to: FiledDocument;
  readonly clauses: readonly RedlinedClause[];
};

/** Two documents of one agreement, clause by clause. */
export async function compareDocuments(
  { transact }: Pick<ShowNeeds, 'transact'>,
  { agency }: Viewer,
  { uid, from, to }: { readonly uid: string; readonly from: string; readonly to: string },
): Promise<Result<RedlineView, { readonly code: 'agreement-unknown' }>> {
  const table = await transact(agency.id, (stores) => loadTable(stores, uid));
  const [before, after] = [documentNamed(table, from), documentNamed(table, to)];
  if (!before || !after) return refuse({ code: 'agreement-unknown' });
  const clauses = redline(before.record.agreement, after.record.agreement);
  return accept({ from: before, to: after, clauses });
}
