import { accept, refuse, type Result } from '#kernel/result.ts';
import { isJsonObject, type Json, type JsonObject } from '#kernel/json.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import { readStrictJson } from '#formats/envelope/strict-json.ts';
import type { NoteKey } from '#formats/tlog/signed-note.ts';
import type { Hash } from '#ports/world.ts';
import { commitmentOf, headCommitment, headsSubject, type HeadOpening } from './commit-heads.ts';
import type { LogNeeds } from './log-tools.ts';
import { serveProof } from './serve-log.ts';
import { verifyLogProof, type VerifyLogRefusal, type VerifyLogTools } from './verify-log.ts';

/** Where one channel stood in an hour, for a dispute: the opening, what hides the other channels, and the proof of the leaf. */
export type Disclosure = {
  readonly disclosure: 'pactwire-channel-head/1';
  readonly opening: HeadOpening;
  readonly commitments: readonly string[];
  readonly proof: string;
};

export type DiscloseRefusal = { readonly code: 'head-not-committed' };

/** Opens the commitment to one channel in one hour (`2027-01-04T08Z`), and to no other. */
export async function discloseHead(
  needs: Pick<LogNeeds, 'transact' | 'hash'>,
  agency: Agency,
  { ch, hour }: { readonly ch: string; readonly hour: string },
): Promise<Result<Disclosure, DiscloseRefusal>> {
  const found = await needs.transact(agency.id, async ({ transparency }) => {
    const opening = await transparency.opening('channel-heads', headsSubject(hour));
    return opening && { statement: opening.statement, index: opening.index };
  });
  const openings = found ? readOpenings(found.statement) : [];
  const opening = openings.find((one) => one.ch === ch);
  const proof = found?.index === undefined ? undefined : await serveProof(needs, agency, found.index);
  if (!opening || proof === undefined) return refuse({ code: 'head-not-committed' });
  const commitments = openings.map((one) => headCommitment(needs.hash, one)).toSorted();
  return accept({ disclosure: 'pactwire-channel-head/1', opening, commitments, proof });
}

/** Checks what somebody disclosed: the opening belongs to the leaf, and the leaf to the signed log. Gives the opening. */
export function verifyDisclosure(
  tools: VerifyLogTools & { readonly hash: Hash },
  document: JsonObject,
  key: NoteKey,
): Result<HeadOpening & { readonly hour: string }, VerifyLogRefusal> {
  const { opening, commitments, proof } = document;
  const [head] = readOpening(opening);
  const hidden = Array.isArray(commitments) ? commitments.filter((one) => typeof one === 'string') : [];
  if (!head || typeof proof !== 'string') return refuse({ code: 'checkpoint-malformed' });
  const verified = verifyLogProof(tools, proof, key);
  if (!verified.ok) return verified;
  const leaf = readStrictJson(verified.value.leaf);
  const facts = leaf.ok && isJsonObject(leaf.value) ? leaf.value : {};
  const { hour } = facts;
  const isOpened =
    typeof hour === 'string' &&
    facts['kind'] === 'channel-heads' &&
    facts['commit'] === commitmentOf(hidden, tools.hash) &&
    hidden.includes(headCommitment(tools.hash, head));
  return isOpened
    ? accept({ ...head, hour })
    : refuse({ code: 'log-root-differs', size: verified.value.checkpoint.size });
}

function readOpenings(statement: string): readonly HeadOpening[] {
  const json = readStrictJson(statement);
  return json.ok && Array.isArray(json.value) ? json.value.flatMap(readOpening) : [];
}

function readOpening(value: Json | undefined): readonly HeadOpening[] {
  if (!isJsonObject(value)) return [];
  const { ch, epoch, seq, hash, salt } = value;
  const isRead =
    typeof ch === 'string' &&
    typeof epoch === 'number' &&
    typeof seq === 'number' &&
    typeof hash === 'string' &&
    typeof salt === 'string';
  return isRead ? [{ ch, epoch, seq, hash, salt }] : [];
}
