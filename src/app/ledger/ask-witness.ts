import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Instant } from '#kernel/instant.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import { printAddCheckpoint } from '#formats/tlog/add-checkpoint.ts';
import { openCheckpoint } from '#formats/tlog/checkpoint.ts';
import { cosignedAt } from '#formats/tlog/cosignature.ts';
import { consistencyRanges } from '#formats/tlog/merkle.ts';
import {
  parseSignatureLines,
  parseSignedNote,
  parseVkey,
  printNoteSignature,
} from '#formats/tlog/signed-note.ts';
import type { LogMarks } from '#ports/log-marks.ts';
import type { WitnessNode } from '#ports/witness.ts';
import type { StoredCheckpoint } from '#ports/transparency-store.ts';
import { logKeysOf, rawSha256, type LogNeeds } from './log-tools.ts';
import { hashRanges } from './read-tree.ts';

export type AskNeeds = LogNeeds & { readonly witnessNode: WitnessNode; readonly logMarks: LogMarks };

export type WitnessRefusal =
  | { readonly code: 'witness-unreachable' }
  | { readonly code: 'witness-unknown' }
  | { readonly code: 'witness-refused'; readonly status: number }
  /** It has cosigned more than we have: what we have is older than what we signed. */
  | { readonly code: 'log-rolled-back'; readonly size: number; readonly signedSize: number };

type Partner = { readonly did: string; readonly baseUrl: string };

/**
 * Has one partner cosign the newest checkpoint, with the proof that it continues what that partner saw last. The partner's
 * word for how far it saw is taken only to make the proof; it may run twice, for the same tree gets the same line.
 */
export async function askWitness(
  needs: AskNeeds,
  agency: Agency,
  partner: Partner,
  at: Instant,
): Promise<Result<number, WitnessRefusal>> {
  const known = await needs.transact(agency.id, async ({ transparency }) => ({
    newest: await transparency.newest(),
    last: (await transparency.lastCosigned()).get(partner.did) ?? 0,
    pinned: (await transparency.partners()).find(({ partnerDid }) => partnerDid === partner.did),
  }));
  const { newest, last, pinned } = known;
  const key = pinned && parseVkey(rawSha256(needs.hash), pinned.witnessVkey);
  if (!newest || !key) return refuse({ code: 'witness-unknown' });
  if (last >= newest.size) return accept(last);
  const answer = await ask(needs, agency, partner, { newest, oldSize: last });
  if (!answer.ok) return answer;
  const lines = parseSignatureLines(answer.value) ?? [];
  const text = parseSignedNote(newest.note)?.text ?? '';
  const own = lines.find(({ name, keyId }) => name === key.name && keyId === key.keyId);
  if (!own || cosignedAt({ text, signatures: [own] }, key, needs.verifyNote) === undefined)
    return refuse({ code: 'witness-refused', status: 200 });
  const cosignature = { size: newest.size, partnerDid: partner.did, line: printNoteSignature(own), at };
  await needs.transact(agency.id, ({ transparency }) => transparency.addCosignature(cosignature));
  return accept(newest.size);
}

type Ask = { readonly newest: StoredCheckpoint; readonly oldSize: number };

/** Asks, and once more from where the witness says it is. */
async function ask(
  needs: AskNeeds,
  agency: Agency,
  partner: Partner,
  { newest, oldSize }: Ask,
): Promise<Result<string, WitnessRefusal>> {
  const to = { partnerDid: partner.did, baseUrl: partner.baseUrl };
  const first = await needs.witnessNode.addCheckpoint(to, await bodyOf(needs, agency, { newest, oldSize }));
  const size = first?.status === 409 ? sizeIn(first.text) : undefined;
  if (size !== undefined && size > newest.size) return lookBack(needs, agency, to, newest.size);
  const answer =
    size === undefined
      ? first
      : await needs.witnessNode.addCheckpoint(to, await bodyOf(needs, agency, { newest, oldSize: size }));
  if (!answer) return refuse({ code: 'witness-unreachable' });
  return answer.status === 200
    ? accept(answer.text)
    : refuse({ code: 'witness-refused', status: answer.status });
}

/**
 * A witness says that it has seen more than we have. If it can show that, signed by us, we have lost what we signed: that is
 * remembered, and the log stands still. If it cannot, it is only its word.
 */
async function lookBack(
  needs: AskNeeds,
  agency: Agency,
  to: { readonly partnerDid: string; readonly baseUrl: string },
  size: number,
): Promise<Result<never, WitnessRefusal>> {
  const { log } = logKeysOf(needs, agency);
  const shown = await needs.witnessNode.latest(to, log.name);
  const opened = shown === undefined ? undefined : openCheckpoint(shown, log, needs.verifyNote);
  if (shown === undefined || !opened?.ok || opened.value.size <= size)
    return refuse({ code: 'witness-refused', status: 409 });
  await needs.logMarks.write(agency.id, shown);
  return refuse({ code: 'log-rolled-back', size, signedSize: opened.value.size });
}

function sizeIn(text: string): number | undefined {
  return /^(0|[1-9]\d{0,14})\n$/.test(text) ? Number(text) : undefined;
}

async function bodyOf(
  { transact, hash }: LogNeeds,
  agency: Agency,
  { newest, oldSize }: Ask,
): Promise<string> {
  const hashes = await transact(agency.id, ({ transparency }) =>
    hashRanges(transparency, rawSha256(hash), consistencyRanges(oldSize, newest.size)),
  );
  return printAddCheckpoint({ oldSize, hashes, checkpoint: newest.note });
}
