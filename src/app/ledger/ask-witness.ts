import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Instant } from '#kernel/instant.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import { printAddCheckpoint } from '#formats/tlog/add-checkpoint.ts';
import { cosignedAt } from '#formats/tlog/cosignature.ts';
import { consistencyRanges } from '#formats/tlog/merkle.ts';
import { isSame } from '#formats/tlog/verify-proof.ts';
import {
  parseSignatureLines,
  parseSignedNote,
  parseVkey,
  printNoteSignature,
  type NoteKey,
} from '#formats/tlog/signed-note.ts';
import type { LogMarks } from '#ports/log-marks.ts';
import type { WitnessNode } from '#ports/witness.ts';
import type { LogPartner, StoredCheckpoint, WitnessReason } from '#ports/transparency-store.ts';
import { logKeysOf, openOwn, ownLogKeys, rawSha256, type LogNeeds } from './log-tools.ts';
import { followLog } from './follow-log.ts';
import { hashRanges } from './read-tree.ts';

export type AskNeeds = LogNeeds & { readonly witnessNode: WitnessNode; readonly logMarks: LogMarks };

export type WitnessRefusal =
  | { readonly code: 'witness-unreachable' }
  | { readonly code: 'witness-unknown' }
  | { readonly code: 'witness-refused'; readonly status: number; readonly reason: WitnessReason }
  /** It has cosigned more than we have: what we have is older than what we signed. */
  | { readonly code: 'log-rolled-back'; readonly size: number; readonly signedSize: number }
  /** It has cosigned another past than ours, and we have signed both. */
  | { readonly code: 'log-forked'; readonly size: number };

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
  const key = witnessKey(needs, pinned);
  if (!newest || !key) return refuse({ code: 'witness-unknown' });
  if (last >= newest.size) return accept(last);
  const asking: Asking = { needs, agency, newest, to: { partnerDid: partner.did, baseUrl: partner.baseUrl } };
  const answer = await ask(asking, last);
  if (!answer) return refuse({ code: 'witness-unreachable' });
  const line = answer.status === 200 ? await cosignatureOf(asking, key, answer.text, at) : undefined;
  if (line === undefined) return declined(asking, answer, at);
  const cosignature = { size: newest.size, partnerDid: partner.did, line, at };
  await needs.transact(agency.id, ({ transparency }) => transparency.addCosignature(cosignature));
  return accept(newest.size);
}

type Asking = {
  readonly needs: AskNeeds;
  readonly agency: Agency;
  readonly newest: StoredCheckpoint;
  readonly to: { readonly partnerDid: string; readonly baseUrl: string };
};

type Answer = { readonly status: number; readonly text: string };

/** Asks, and once more from where the witness says it is (tlog-witness: 409). */
async function ask({ needs, agency, newest, to }: Asking, oldSize: number): Promise<Answer | undefined> {
  const first = await needs.witnessNode.addCheckpoint(to, await bodyOf(needs, agency, { newest, oldSize }));
  const size = first?.status === 409 ? sizeIn(first.text) : undefined;
  return size === undefined || size > newest.size
    ? first
    : needs.witnessNode.addCheckpoint(to, await bodyOf(needs, agency, { newest, oldSize: size }));
}

/** Its line, by the key that is pinned, or the one that has followed it. */
async function cosignatureOf(
  asking: Asking,
  key: NoteKey,
  text: string,
  at: Instant,
): Promise<string | undefined> {
  const { needs, agency, to } = asking;
  const line = cosignatureIn(asking, key, text);
  const partner = { did: to.partnerDid, baseUrl: to.baseUrl };
  if (line !== undefined) return line;
  const next = witnessKey(needs, await followLog(needs, agency, partner, at));
  return next && cosignatureIn(asking, next, text);
}

function witnessKey({ hash }: LogNeeds, pinned: LogPartner | undefined): NoteKey | undefined {
  return pinned && parseVkey(rawSha256(hash), pinned.witnessVkey);
}

/** Its line under our checkpoint, as it is kept; undefined for anything else. */
function cosignatureIn({ needs, newest }: Asking, key: NoteKey, text: string): string | undefined {
  const lines = parseSignatureLines(text) ?? [];
  const own = lines.find(({ name, keyId }) => name === key.name && keyId === key.keyId);
  if (!own) return undefined;
  const note = { text: parseSignedNote(newest.note)?.text ?? '', signatures: [own] };
  return cosignedAt(note, key, needs.verifyNote) === undefined ? undefined : printNoteSignature(own);
}

const REASONS: Readonly<Record<number, WitnessReason>> = {
  200: 'unusable',
  400: 'malformed',
  403: 'signature',
  404: 'log-unknown',
  409: 'size',
  422: 'inconsistent',
};

/**
 * A witness does not cosign. Where it speaks of another past than ours, and can show that signed by us, that is kept and the log
 * stands still; anything else is its word, kept until it cosigns again so that people can ask it.
 */
async function declined(
  asking: Asking,
  { status, text }: Answer,
  at: Instant,
): Promise<Result<never, WitnessRefusal>> {
  const { needs, agency, newest, to } = asking;
  const proven = status === 409 || status === 422 ? await lookBack(asking, at) : undefined;
  if (proven) return refuse(proven);
  const reason = REASONS[status] ?? 'other';
  const said = firstLine(text);
  const { size } = newest;
  await needs.transact(agency.id, ({ transparency }) =>
    transparency.decline({ partnerDid: to.partnerDid, size, reason, status, said, at }),
  );
  return refuse({ code: 'witness-refused', status, reason });
}

/** What a witness can show of our log, signed by us, that ours does not continue. */
async function lookBack(
  { needs, agency, newest, to }: Asking,
  at: Instant,
): Promise<WitnessRefusal | undefined> {
  const { log } = logKeysOf(needs, agency);
  const shown = await needs.witnessNode.latest(to, log.name);
  const opened = openOwn(needs, ownLogKeys(needs, agency), shown);
  if (shown === undefined || !opened || opened.checkpoint.size === 0) return undefined;
  const { size, root } = opened.checkpoint;
  if (size > newest.size) {
    await needs.logMarks.write(agency.id, shown);
    return { code: 'log-rolled-back', size: newest.size, signedSize: size };
  }
  return needs.transact(agency.id, async ({ transparency }) => {
    const whole = [{ start: 0, end: size }];
    const [ours] = await hashRanges(transparency, rawSha256(needs.hash), whole);
    if (ours && isSame(ours, root)) return undefined;
    const later = (await transparency.checkpointAt(size)) ?? newest;
    await transparency.addConflict({ origin: log.name, earlier: shown, later: later.note, at });
    return { code: 'log-forked', size };
  });
}

function sizeIn(text: string): number | undefined {
  return /^(0|[1-9]\d{0,14})\n$/.test(text) ? Number(text) : undefined;
}

/** As much of a stranger's words as fits on a line. */
function firstLine(text: string): string {
  const [line = ''] = text.trimStart().split('\n', 1);
  return [...line.replaceAll(/\p{C}/gu, '')].slice(0, 200).join('').trim();
}

async function bodyOf(
  { transact, hash }: LogNeeds,
  agency: Agency,
  { newest, oldSize }: { readonly newest: StoredCheckpoint; readonly oldSize: number },
): Promise<string> {
  const hashes = await transact(agency.id, ({ transparency }) =>
    hashRanges(transparency, rawSha256(hash), consistencyRanges(oldSize, newest.size)),
  );
  return printAddCheckpoint({ oldSize, hashes, checkpoint: newest.note });
}
