import { mayDo, type Role } from '#contract/permissions.ts';
import type { TabledView, TalksView } from '#app/agreement/talks/show-talks.ts';
import type { RedlinedClause, RedlinedSide } from '#domain/agreement/talks/redline.ts';
import type { Agency, Partner } from '#domain/newsroom/agency.ts';
import type { CommentOnFile } from '#ports/talk-store.ts';
import { cardOf } from './card-of.ts';
import { mayShape } from './may-shape.ts';

type Sides = { readonly agency: Agency; readonly partner: Partner };

/** The whole negotiation; `may` is judged by the rules that will judge the click, then by the person's seat. */
export function talksShape(view: TalksView, agency: Agency, roles: readonly Role[]) {
  const sides = { agency, partner: view.partner };
  const mayDraft = mayDo(roles, 'draft-agreement');
  const { standing, head, draft, may } = view;
  return {
    documents: view.documents.map((one) => tabledShape(one, sides)),
    ...(standing ? { standing: standing.filed.digest } : {}),
    ...(head ? { head: head.filed.digest } : {}),
    ...(draft ? { draft: draft.filed.digest } : {}),
    comments: view.comments.map((one) => commentShape(one, sides)),
    may: {
      write: mayShape(may.write, mayDraft),
      share: mayShape(may.share, mayDraft),
      withdraw: mayShape(may.withdraw, mayDraft),
      comment: mayShape(may.comment, mayDraft),
    },
  };
}

export function redlinedShape({ name, kind, change, before, after }: RedlinedClause) {
  return {
    name,
    kind,
    change,
    ...(before ? { before: sideShape(before) } : {}),
    ...(after ? { after: sideShape(after) } : {}),
  };
}

function sideShape({ sentence, number }: RedlinedSide) {
  return { sentence: { ...sentence }, ...(number === undefined ? {} : { number }) };
}

function tabledShape({ document, state, signedBy }: TabledView, sides: Sides) {
  const { filed, laid, record } = document;
  const { supersedes } = record.agreement;
  const base = laid?.base ?? filed.base;
  return {
    digest: filed.digest,
    version: filed.version,
    state,
    ...(laid ? { laidBy: sideCard(laid.by, sides), laidAt: laid.at } : {}),
    ...(base === undefined ? {} : { base }),
    ...(supersedes === undefined ? {} : { supersedes }),
    ...(laid?.expiresAt === undefined ? {} : { expiresAt: laid.expiresAt }),
    signedBy: signedBy.map((did) => sideCard(did, sides)),
  };
}

function commentShape(comment: CommentOnFile, sides: Sides) {
  const { id, digest, clause, by, author, language, text, at } = comment;
  return {
    id,
    digest,
    ...(clause === undefined ? {} : { clause }),
    agency: sideCard(by, sides),
    author: { ...author },
    language,
    text,
    at,
  };
}

function sideCard(did: string, { agency, partner }: Sides) {
  return cardOf(did === agency.did ? agency : partner);
}
