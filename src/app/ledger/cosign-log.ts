import { accept, refuse, type Result } from '#kernel/result.ts';
import { millisecondsOf, type Instant } from '#kernel/instant.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import { parseAddCheckpoint, printAddCheckpoint, type AddCheckpoint } from '#formats/tlog/add-checkpoint.ts';
import { openCheckpoint, parseCheckpoint, type SignedCheckpoint } from '#formats/tlog/checkpoint.ts';
import { cosign } from '#formats/tlog/cosignature.ts';
import { logOrigin } from '#formats/tlog/log-names.ts';
import type { Sha256 } from '#formats/tlog/merkle.ts';
import { parseSignedNote, parseVkey, printNoteSignature } from '#formats/tlog/signed-note.ts';
import { holdsConsistency, isSame } from '#formats/tlog/verify-proof.ts';
import type { PartnerNode } from '#ports/partner-node.ts';
import type { PartnerStore } from '#ports/partner-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { WitnessedCheckpoint } from '#ports/transparency-store.ts';
import type { WitnessNode } from '#ports/witness.ts';
import { followLog } from './follow-log.ts';
import { pinLog } from './pin-log.ts';
import { claimOf, logKeysOf, rawSha256, type LogNeeds, type LogStores } from './log-tools.ts';

/** Why a witness does not cosign, each with its status in tlog-witness. */
export type CosignRefusal =
  | { readonly code: 'checkpoint-malformed' }
  | { readonly code: 'log-unknown' }
  | { readonly code: 'checkpoint-signature' }
  /** Somebody else came first, or a lost answer is asked for again: go on from `size`. */
  | { readonly code: 'checkpoint-size'; readonly size: number }
  | { readonly code: 'checkpoint-inconsistent' };

export type CosignNeeds = Omit<LogNeeds, 'transact'> & {
  readonly transact: Transact<LogStores & { readonly partners: PartnerStore }>;
  readonly partnerNode: Pick<PartnerNode, 'discover'>;
  readonly witnessNode: Pick<WitnessNode, 'handover'>;
};

/**
 * A partner's log asks to be cosigned (tlog-witness, “add-checkpoint”): we sign that what we saw of it before is still in it.
 * Another root for a size that we have seen is kept with the first one, for the two together prove it to anybody. A larger tree
 * that is not proven to continue it is kept with what was offered as its proof, for whoever can judge it.
 */
export async function cosignLog(
  needs: CosignNeeds,
  agency: Agency,
  body: string,
  at: Instant,
): Promise<Result<string, CosignRefusal>> {
  const ask = parseAddCheckpoint(body);
  const origin = ask && parseCheckpoint(parseSignedNote(ask.checkpoint)?.text ?? '')?.origin;
  if (!ask || origin === undefined) return refuse({ code: 'checkpoint-malformed' });
  const partners = await needs.transact(agency.id, (stores) => stores.partners.list());
  const partner = partners.find(({ did, state }) => state === 'pinned' && logOrigin(did) === origin);
  if (!partner || !(await pinLog(needs, agency, partner, at))) return refuse({ code: 'log-unknown' });
  const asked = { ask, origin, at };
  const first = await answerAsk(needs, agency, asked);
  if (first.ok || first.error.code !== 'checkpoint-signature') return first;
  // One question to the partner’s own node for each that comes in its name.
  return (await followLog(needs, agency, partner, at)) ? answerAsk(needs, agency, asked) : first;
}

type Asked = { readonly ask: AddCheckpoint; readonly origin: string; readonly at: Instant };

function answerAsk(
  needs: CosignNeeds,
  agency: Agency,
  { ask, origin, at }: Asked,
): Promise<Result<string, CosignRefusal>> {
  return needs.transact(agency.id, async ({ transparency }) => {
    await transparency.lock();
    const key = (await transparency.partners())
      .flatMap(({ logVkey }) => parseVkey(rawSha256(needs.hash), logVkey) ?? [])
      .find(({ name }) => name === origin);
    if (!key) return refuse({ code: 'log-unknown' });
    const opened = openCheckpoint(ask.checkpoint, key, needs.verifyNote);
    if (!opened.ok) return refuse({ code: 'checkpoint-signature' });
    const twin = await transparency.witnessedAt(origin, opened.value.size);
    if (twin && !isSame(claimOf(twin)?.root ?? new Uint8Array(), opened.value.root)) {
      await transparency.addConflict({ origin, earlier: twin.note, later: ask.checkpoint, at });
      return refuse({ code: 'checkpoint-inconsistent' });
    }
    const seen = await transparency.witnessed(origin);
    const judged = judge(rawSha256(needs.hash), ask, opened.value, seen);
    if (!judged.ok) {
      const isUnproven = judged.error.code === 'checkpoint-inconsistent';
      if (seen && isUnproven) await keepOffered(transparency, seen, { ask, origin, at }, opened.value);
      return judged;
    }
    return accept(await cosigned({ needs, agency, at, transparency }, opened.value, ask));
  });
}

/** Anybody can send such a question, so of those about one checkpoint only so many are kept. */
const MOST_OFFERED = 16;

/** The log signed the larger tree and nobody has shown that it continues the smaller one; nobody has shown that it does not. */
async function keepOffered(
  transparency: LogStores['transparency'],
  seen: WitnessedCheckpoint,
  { ask, origin, at }: Asked,
  { size }: SignedCheckpoint,
): Promise<void> {
  if (seen.size === 0 || size <= seen.size) return;
  const kept = (await transparency.conflicts()).filter(
    ({ earlier, offered }) => earlier === seen.note && offered !== undefined,
  );
  if (kept.length >= MOST_OFFERED) return;
  const [earlier, later, offered] = [seen.note, ask.checkpoint, printAddCheckpoint(ask)];
  await transparency.addConflict({ origin, earlier, later, offered, at });
}

/** In the order of the specification: sizes that fit, then the proof. */
function judge(
  sha256: Sha256,
  { oldSize, hashes }: AddCheckpoint,
  { size, root }: SignedCheckpoint,
  seen: WitnessedCheckpoint | undefined,
): Result<true, CosignRefusal> {
  if (oldSize > size) return refuse({ code: 'checkpoint-malformed' });
  const seenSize = seen?.size ?? 0;
  if (oldSize !== seenSize) return refuse({ code: 'checkpoint-size', size: seenSize });
  const subtreeRoot = seen && claimOf(seen)?.root;
  const holds = subtreeRoot
    ? holdsConsistency(sha256, { start: 0, end: oldSize, size, subtreeRoot, root }, hashes)
    : hashes.length === 0 && (size > 0 || isSame(root, sha256(new Uint8Array())));
  return holds ? accept(true) : refuse({ code: 'checkpoint-inconsistent' });
}

type Witness = {
  readonly needs: CosignNeeds;
  readonly agency: Agency;
  readonly at: Instant;
  readonly transparency: LogStores['transparency'];
};

/** Our line for it: kept before it is given, and the same one when the same tree is asked for again. */
async function cosigned(
  { needs, agency, at, transparency }: Witness,
  { origin, size, note }: SignedCheckpoint,
  { checkpoint }: AddCheckpoint,
): Promise<string> {
  const seen = await transparency.witnessed(origin);
  if (seen?.size === size) return seen.line;
  const { witness, sign } = logKeysOf(needs, agency);
  const seconds = Math.floor(millisecondsOf(at) / 1000);
  const line = printNoteSignature(cosign(note.text, seconds, witness, sign));
  await transparency.addWitnessed({ origin, size, note: checkpoint, line, at });
  return line;
}
