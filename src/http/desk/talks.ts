import type { FastifyInstance } from 'fastify';
import { mayDo, ROLES, type Role } from '#contract/permissions.ts';
import * as contract from '#contract/talks.ts';
import { checkTerms } from '#app/agreement/check-agreement.ts';
import { commentDocument, type CommentNeeds } from '#app/agreement/talks/comment-document.ts';
import {
  previewDraft,
  saveDraft,
  startDraft,
  untouchedByQuestions,
} from '#app/agreement/talks/save-draft.ts';
import { explainClauses, type MeansNeeds } from '#app/agreement/explain-clauses.ts';
import { discardDraft, shareDraft, withdrawProposal } from '#app/agreement/talks/share-draft.ts';
import { compareDocuments, showTalks } from '#app/agreement/talks/show-talks.ts';
import { parseInstant } from '#kernel/instant.ts';
import { accept, refuse } from '#kernel/result.ts';
import type { AgencyDirectory } from '#ports/partner-store.ts';
import { mount } from '../mount.ts';
import { conflictShape } from './agreement-shape.ts';
import { draftOrderOf } from './draft-order.ts';
import { questionsOf } from './draft-questions.ts';
import { signatoryOf } from './signatory-of.ts';
import { redlinedShape, talksShape } from './talks-shape.ts';
import { startAnswers } from './start-answers.ts';

export type TalksDeskNeeds = CommentNeeds & MeansNeeds & { readonly agencies: AgencyDirectory };

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
    return talks.ok ? accept(talksShape(talks.value, call.session.roles)) : talks;
  });

  mount(server, contract.readRedline, async (call) => {
    const { from, to } = call.query;
    const viewer = await signatoryOf(needs, call);
    const compared = await compareDocuments(needs, viewer, { uid: call.params.uid, from, to });
    return compared.ok
      ? accept({ clauses: compared.value.clauses.map((clause) => redlinedShape(clause)) })
      : compared;
  });
}

function mountWriting(server: FastifyInstance, needs: TalksDeskNeeds): void {
  mount(server, contract.readDraft, async (call) => {
    const by = await signatoryOf(needs, call);
    const start = await startDraft(needs, by, call.params.uid);
    if (!start.ok) return start;
    const draft = startAnswers(start.value);
    if (!draft.ok) return draft;
    const unchanged = questionsOf(draft.value);
    if (!unchanged.ok) return unchanged;
    const untouched = await untouchedByQuestions(needs, by, call.params.uid, unchanged.value);
    if (!untouched.ok) return untouched;
    const { weAre, base, isReopened } = start.value;
    return accept({
      draft: draft.value,
      weAre,
      isReopened,
      untouched: untouched.value.map(({ sentence, ...one }) => ({ ...one, sentence: { ...sentence } })),
      ...(base === undefined ? {} : { base }),
    });
  });

  mount(server, contract.saveDraft, async (call) => {
    const order = await draftOrderOf(needs, call);
    return order.ok ? saveDraft(needs, order.value.by, order.value) : order;
  });

  mount(server, contract.previewDraft, async (call) => {
    const order = await draftOrderOf(needs, call);
    if (!order.ok) return order;
    const { by } = order.value;
    const preview = await previewDraft(needs, by, order.value);
    if (!preview.ok) return preview;
    const { agreement, clauses } = preview.value;
    const conflicts = await checkTerms(needs, by, agreement);
    const means = await explainClauses(needs, by, agreement);
    return accept({
      clauses: clauses.map((clause) => redlinedShape(clause, means)),
      conflicts: conflicts.map(conflictShape),
    });
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

/** In which of their seats a person speaks for the agency. */
function seatThatDrafts(roles: readonly Role[]): Role {
  return ROLES.findLast((role) => roles.includes(role) && mayDo([role], 'draft-agreement')) ?? 'coordinator';
}
