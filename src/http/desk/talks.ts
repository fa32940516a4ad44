import type { FastifyInstance } from 'fastify';
import { draftAgreement } from '#contract/agreement.ts';
import type { Body } from '#contract/endpoint.ts';
import { mayDo, ROLES, type Role } from '#contract/permissions.ts';
import { isBodyOf } from '#contract/read-reply.ts';
import * as contract from '#contract/talks.ts';
import { commentDocument, type CommentNeeds } from '#app/agreement/talks/comment-document.ts';
import { saveDraft, startDraft, type DraftStart } from '#app/agreement/talks/save-draft.ts';
import { discardDraft, shareDraft, withdrawProposal } from '#app/agreement/talks/share-draft.ts';
import { compareDocuments, showTalks } from '#app/agreement/talks/show-talks.ts';
import { parseInstant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { AgencyDirectory } from '#ports/partner-store.ts';
import { mount } from '../mount.ts';
import { signatoryOf } from './agreement.ts';
import { questionsOf } from './draft-questions.ts';
import { redlinedShape, talksShape } from './talks-shape.ts';
import { answersShape, keepUnasked } from './unasked-answers.ts';

export type TalksDeskNeeds = CommentNeeds & { readonly agencies: AgencyDirectory };

/** The negotiation of agreements: documents of either side, their differences, comments. */
export function mountTalks(server: FastifyInstance, needs: TalksDeskNeeds): void {
  mountTalksReading(server, needs);
  mountWriting(server, needs);
  mountMoves(server, needs);
}

function mountTalksReading(server: FastifyInstance, needs: TalksDeskNeeds): void {
  mount(server, contract.readTalks, async (call) => {
    const viewer = await signatoryOf(needs, call);
    const talks = await showTalks(needs, viewer, call.params.uid);
    return talks.ok ? accept(talksShape(talks.value, viewer.agency, call.session.roles)) : talks;
  });

  mount(server, contract.readRedline, async (call) => {
    const { from, to } = call.query;
    const viewer = await signatoryOf(needs, call);
    const compared = await compareDocuments(needs, viewer, { uid: call.params.uid, from, to });
    return compared.ok ? accept({ clauses: compared.value.clauses.map(redlinedShape) }) : compared;
  });
}

function mountWriting(server: FastifyInstance, needs: TalksDeskNeeds): void {
  mount(server, contract.readDraft, async (call) => {
    const start = await startDraft(needs, await signatoryOf(needs, call), call.params.uid);
    if (!start.ok) return start;
    const draft = draftIn(start.value);
    if (!draft.ok) return draft;
    const { weAre, base, isReopened } = start.value;
    return accept({ draft: draft.value, weAre, isReopened, ...(base === undefined ? {} : { base }) });
  });

  mount(server, contract.saveDraft, async (call) => {
    const { base, draft } = call.body;
    const { uid } = call.params;
    const questions = questionsOf(draft);
    if (!questions.ok) return questions;
    const by = await signatoryOf(needs, call);
    const start = await startDraft(needs, by, uid);
    if (!start.ok) return start;
    const kept = keepUnasked(questions.value, start.value.answers);
    return saveDraft(needs, by, { uid, base, questions: kept, asked: draft });
  });

  mount(server, contract.discardDraft, async (call) =>
    discardDraft(needs, await signatoryOf(needs, call), call.params.uid),
  );
}

function mountMoves(server: FastifyInstance, needs: TalksDeskNeeds): void {
  mount(server, contract.shareDraft, async (call) => {
    const { digest, expiresAt: text } = call.body;
    const expiresAt = text === undefined ? undefined : parseInstant(text);
    if (text !== undefined && !expiresAt) return refuse({ code: 'agreement-expiry-invalid' });
    const order = { uid: call.params.uid, digest, ...(expiresAt === undefined ? {} : { expiresAt }) };
    return shareDraft(needs, await signatoryOf(needs, call), order);
  });

  mount(server, contract.withdrawProposal, async (call) =>
    withdrawProposal(needs, await signatoryOf(needs, call), {
      uid: call.params.uid,
      digest: call.body.digest,
    }),
  );

  mount(server, contract.commentDocument, async (call) => {
    const { digest, clause, text, language } = call.body;
    return commentDocument(needs, await signatoryOf(needs, call), {
      uid: call.params.uid,
      digest,
      role: seatThatDrafts(call.session.roles),
      said: { ...(clause === undefined ? {} : { clause }), text: text.replaceAll('\0', ''), language },
    });
  });
}

/** The answers in the desk's shape: as they were given, else as the document says them. */
function draftIn(
  start: DraftStart,
): Result<Body<typeof draftAgreement>, { readonly code: 'agreement-not-from-questions' }> {
  const { asked, answers, partnerDid } = start;
  if (isBodyOf(draftAgreement, asked)) return accept(asked);
  const said = answersShape(answers, partnerDid);
  return isBodyOf(draftAgreement, said) ? accept(said) : refuse({ code: 'agreement-not-from-questions' });
}

/** In which of their seats a person speaks for the agency. */
function seatThatDrafts(roles: readonly Role[]): Role {
  return ROLES.findLast((role) => roles.includes(role) && mayDo([role], 'draft-agreement')) ?? 'coordinator';
}
