import { mayDo, type Role } from '#contract/permissions.ts';
import type { PartyView } from '#app/agreement/parties-of.ts';
import type { TabledView, TalksView } from '#app/agreement/talks/show-talks.ts';
import { clauseName, type RedlinedClause, type RedlinedSide } from '#domain/agreement/talks/redline.ts';
import type { Trilingual } from '#kernel/language.ts';
import type { CommentOnFile } from '#ports/talk-store.ts';
import { partyCard } from './card-of.ts';
import { mayShape } from './may-shape.ts';

/** The whole negotiation; `may` is judged by the rules that will judge the click, then by the person's seat. */
export function talksShape(view: TalksView, roles: readonly Role[]) {
  const { parties } = view;
  const mayDraft = mayDo(roles, 'draft-agreement');
  const { standing, head, draft, may } = view;
  return {
    documents: view.documents.map((one) => tabledShape(one, parties)),
    ...(standing ? { standing: standing.filed.digest } : {}),
    ...(head ? { head: head.filed.digest } : {}),
    ...(draft ? { draft: draft.filed.digest } : {}),
    partyCount: parties.length,
    comments: view.comments.map((one) => commentShape(one, parties)),
    may: {
      write: mayShape(may.write, mayDraft),
      share: mayShape(may.share, mayDraft),
      withdraw: mayShape(may.withdraw, mayDraft),
      comment: mayShape(may.comment, mayDraft),
    },
  };
}

/** `means`: what the clauses of the later document come to, by uid, where that is told. */
export function redlinedShape(
  { name, kind, change, before, after }: RedlinedClause,
  means: ReadonlyMap<string, Trilingual> = new Map(),
) {
  const [, told] = [...means].find(([uid]) => clauseName(uid) === name) ?? [];
  return {
    name,
    kind,
    change,
    ...(before ? { before: sideShape(before) } : {}),
    ...(after ? { after: { ...sideShape(after), ...(told ? { means: { ...told } } : {}) } } : {}),
  };
}

function sideShape({ sentence, number }: RedlinedSide) {
  return { sentence: { ...sentence }, ...(number === undefined ? {} : { number }) };
}

function tabledShape({ document, state, signedBy }: TabledView, parties: readonly PartyView[]) {
  const { filed, laid, record } = document;
  const { supersedes } = record.agreement;
  const base = laid?.base ?? filed.base;
  return {
    digest: filed.digest,
    version: filed.version,
    state,
    ...(laid ? { laidBy: partyCard(parties, laid.by), laidAt: laid.at } : {}),
    ...(base === undefined ? {} : { base }),
    ...(supersedes === undefined ? {} : { supersedes }),
    ...(laid?.expiresAt === undefined ? {} : { expiresAt: laid.expiresAt }),
    signedBy: signedBy.map((did) => partyCard(parties, did)),
  };
}

function commentShape(comment: CommentOnFile, parties: readonly PartyView[]) {
  const { id, digest, clause, by, author, language, text, at } = comment;
  return {
    id,
    digest,
    ...(clause === undefined ? {} : { clause }),
    agency: partyCard(parties, by),
    author: { ...author },
    language,
    text,
    at,
  };
}
