import type { Digest } from '#kernel/digest.ts';
import type { AgreementInForce } from '#domain/agreement/agreement-in-force.ts';
import type { CompiledAgreements } from '#domain/agreement/compile-agreements.ts';
import type { Decision } from '#domain/agreement/decision.ts';
import type { UseQuestion } from '#domain/agreement/use-question.ts';
import { printQuestion, printStandings } from '#formats/decision/decision-inputs.ts';
import type { DecisionStore } from '#ports/decision-store.ts';
import type { Hash, Ids } from '#ports/world.ts';

/** A decision that lets something out, with all it was made from. */
export type DecisionMade = {
  readonly itemId: string;
  readonly agreements: CompiledAgreements;
  readonly question: UseQuestion;
  readonly decision: Decision;
  /** The agreement under which our own item goes out, which its decision does not name. */
  readonly under?: Digest;
};

/** Keeps the decision with its inputs, so that `replayDecision` can make it again and get the same answer. */
export async function recordDecision(
  { decisions }: { readonly decisions: DecisionStore },
  { ids, hash }: { readonly ids: Ids; readonly hash: Hash },
  { itemId, agreements, question, decision, under }: DecisionMade,
): Promise<void> {
  const named = (text: string) => ({ digest: hash.sha256(new TextEncoder().encode(text)), text });
  const standings = named(printStandings(agreementsIn(agreements)));
  const asked = named(printQuestion(question, standings.digest));
  const agreementDigest = decision.agreement?.digest ?? under;
  const { action } = question.request;
  await decisions.record(
    {
      id: ids.uuid(),
      at: question.at,
      actorDid: question.request.actor,
      action: typeof action === 'string' ? action : action.unknown,
      itemId,
      version: question.item.version ?? 0,
      permitted: decision.permitted,
      ...(agreementDigest === undefined ? {} : { agreementDigest }),
      inputsDigest: asked.digest,
      decision,
    },
    [standings, asked],
  );
}

function agreementsIn({ directions, prohibitions }: CompiledAgreements): readonly AgreementInForce[] {
  const all = [...[...directions.values()].flat(), ...[...prohibitions.values()].flat()];
  return [...new Map(all.map(({ inForce }) => [inForce.digest, inForce])).values()];
}
