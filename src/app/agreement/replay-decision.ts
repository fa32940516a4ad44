import type { Digest } from '#kernel/digest.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { AgreementInForce } from '#domain/agreement/agreement-in-force.ts';
import { compileAgreements } from '#domain/agreement/compile-agreements.ts';
import { decideUse } from '#domain/agreement/decide-use.ts';
import { parseQuestion, parseStandings } from '#formats/decision/decision-inputs.ts';
import { canonicalJson } from '#formats/envelope/canonical-json.ts';
import type { DecisionOnFile, DecisionReader } from '#ports/decision-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { UseStateReader } from '#ports/use-state-store.ts';
import type { Hash } from '#ports/world.ts';
import { readRecords } from './read-records.ts';

type ReplayStores = { readonly decisions: DecisionReader; readonly useState: UseStateReader };

export type ReplayNeeds = { readonly transact: Transact<ReplayStores>; readonly hash: Hash };

/** What making a decision again has shown; anything but `same` is a finding for people. */
export type Replay = Omit<DecisionOnFile, 'decision'> & {
  readonly outcome: 'same' | 'other-answer' | 'inputs-missing' | 'inputs-altered';
};

/** Makes a decision on file again, from its inputs on file alone: neither the clock nor today's agreements count. */
export async function replayDecision(
  needs: ReplayNeeds,
  agencyId: string,
  id: string,
): Promise<Result<Replay, { readonly code: 'decision-unknown' }>> {
  return needs.transact(agencyId, async (stores) => {
    const onFile = await stores.decisions.find(id);
    return onFile ? accept(await replay(needs, stores, onFile)) : refuse({ code: 'decision-unknown' });
  });
}

/** Decisions in order, a page at a time, each made again. */
export async function replayDecisions(
  needs: ReplayNeeds,
  agencyId: string,
  { after, limit }: { readonly after?: string; readonly limit: number },
): Promise<readonly Replay[]> {
  return needs.transact(agencyId, async (stores) => {
    const replays: Replay[] = [];
    for (const onFile of await stores.decisions.page(after, limit))
      replays.push(await replay(needs, stores, onFile));
    return replays;
  });
}

async function replay(
  { hash }: ReplayNeeds,
  stores: ReplayStores,
  { decision, ...record }: DecisionOnFile,
): Promise<Replay> {
  const digestOf = (text: string): Digest => hash.sha256(new TextEncoder().encode(text));
  const asked = await stores.decisions.input(record.inputsDigest);
  if (asked === undefined) return { ...record, outcome: 'inputs-missing' };
  const read = digestOf(asked) === record.inputsDigest ? parseQuestion(asked) : undefined;
  if (!read) return { ...record, outcome: 'inputs-altered' };
  const standings = await stores.decisions.input(read.standings);
  if (standings === undefined) return { ...record, outcome: 'inputs-missing' };
  if (digestOf(standings) !== read.standings) return { ...record, outcome: 'inputs-altered' };
  const agreements = await agreementsAs(stores, standings);
  if (!agreements) return { ...record, outcome: 'inputs-missing' };
  const again = decideUse(compileAgreements(agreements), read.question);
  const isSame = canonicalJson(again) === canonicalJson(decision);
  return { ...record, outcome: isSame ? 'same' : 'other-answer' };
}

/** The agreements as they stood then: documents by digest, which are kept for ever. */
async function agreementsAs(
  { useState }: ReplayStores,
  text: string,
): Promise<readonly AgreementInForce[] | undefined> {
  const records = readRecords(await useState.agreements());
  const documents = new Map(records.map(({ digest, agreement }) => [digest, agreement]));
  const agreements = parseStandings(text)?.flatMap((standing) => {
    const agreement = documents.get(standing.digest);
    return agreement ? [{ ...standing, agreement }] : [];
  });
  return agreements?.length === parseStandings(text)?.length ? agreements : undefined;
}
