import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Instant } from '#kernel/instant.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import { parseCheckpoint, printCheckpoint, type Checkpoint } from '#formats/tlog/checkpoint.ts';
import { growTree, rootOfEdge, type TreeEdge } from '#formats/tlog/grow-tree.ts';
import type { Sha256 } from '#formats/tlog/merkle.ts';
import { readHandoverLeaf } from '#formats/tlog/handover.ts';
import { parseSignedNote, printSignedNote, printVkey } from '#formats/tlog/signed-note.ts';
import { hashesAt, TILE_WIDTH } from '#formats/tlog/tile.ts';
import type { LogMarks } from '#ports/log-marks.ts';
import type { Transact } from '#ports/transaction.ts';
import type { TransparencyStore, WaitingLeaf } from '#ports/transparency-store.ts';
import {
  hashEdge,
  hashNextTile,
  hashOfLeaf,
  hashTile,
  roundOf,
  sweepTiles,
  type LogFault,
  type LogRound,
  type LogRounds,
} from './hash-anew.ts';
import { openOwn, ownLogKeys, rawSha256, type LogTools, type OwnLogKey } from './log-tools.ts';

/**
 * Why a log is not continued: somebody may believe what it said before, so it stands still until a person has looked.
 * `log-broken`: what is stored is not what was signed, and where, if that can be told. `log-rolled-back`: a larger tree was signed before. `log-forked`: another
 * tree was signed that this one does not continue, as a witness has shown.
 */
export type LogRefusal =
  | { readonly code: 'log-broken'; readonly size: number; readonly leaf?: number; readonly tile?: string }
  | { readonly code: 'log-rolled-back'; readonly size: number; readonly signedSize: number }
  | { readonly code: 'log-forked'; readonly size: number };

/** The tree, and whether a witness has shown another. */
export type LogTree = Pick<
  TransparencyStore,
  'lock' | 'newest' | 'waiting' | 'leaves' | 'hashes' | 'append' | 'conflictOf'
>;

export type SignLogNeeds = LogTools & {
  readonly transact: Transact<{ readonly transparency: LogTree }>;
  readonly logMarks: LogMarks;
  readonly logRounds: LogRounds;
};

const MOST_AT_ONCE = 5000;
/** In one transaction, of all that are hashed anew. */
const TILES_AT_ONCE = 32;
const EMPTY = { size: 0, root: undefined } as const;

/**
 * Gives waiting leaves their places and signs the tree that they make, in one transaction. Before anything is signed, the
 * last leaves are hashed anew and have to make the root that was signed last, and one full tile of older ones in its turn; all of
 * them before a process signs for the first time. It may run twice: what has its place waits no more. Gives the size that is
 * signed now.
 */
export async function signLog(
  needs: SignLogNeeds,
  agency: Agency,
  at: Instant,
): Promise<Result<number, LogRefusal>> {
  const keys = ownLogKeys(needs, agency);
  const sha256 = rawSha256(needs.hash);
  const mark = readMark(needs, keys, await needs.logMarks.read(agency.id));
  const round = roundOf(needs.logRounds, agency.id);
  const swept = await sweepLog(needs, agency, round);
  if (swept) return refuse(swept);
  const signed = await needs.transact(agency.id, async ({ transparency }) => {
    await transparency.lock();
    const tree = await readTree(needs, keys, transparency, mark);
    if (!tree.ok) return tree;
    const fault = await hashNextTile(transparency, sha256, tree.value.size, round);
    if (fault) return refuse(brokenAt(tree.value.size, fault));
    const note = await continueLog({ transparency, sha256, keys, at }, tree.value);
    return accept({ size: note?.size ?? tree.value.size, note: note?.note });
  });
  if (!signed.ok) return signed;
  if (signed.value.note !== undefined) await needs.logMarks.write(agency.id, signed.value.note);
  return accept(signed.value.size);
}

/** Whether the log may be continued, as far as this process has seen; looked at and not touched. Gives the size that is signed. */
export async function examineLog(needs: SignLogNeeds, agency: Agency): Promise<Result<number, LogRefusal>> {
  const keys = ownLogKeys(needs, agency);
  const mark = readMark(needs, keys, await needs.logMarks.read(agency.id));
  const { broken } = roundOf(needs.logRounds, agency.id);
  return needs.transact(agency.id, async ({ transparency }) => {
    const tree = await readTree(needs, keys, transparency, mark);
    if (!tree.ok) return tree;
    const { size } = tree.value;
    const isThere = broken !== undefined && broken < hashesAt(1, size);
    const fault = isThere ? await hashTile(transparency, rawSha256(needs.hash), size, broken) : undefined;
    return fault ? refuse(brokenAt(size, fault)) : accept(size);
  });
}

/** The same, with every leaf hashed anew. */
export async function examineWholeLog(
  needs: SignLogNeeds,
  agency: Agency,
): Promise<Result<number, LogRefusal>> {
  const examined = await examineLog(needs, agency);
  const broken = examined.ok ? await sweepLog(needs, agency, { swept: 0, turn: 0 }) : undefined;
  return broken ? refuse(broken) : examined;
}

/** What is signed does not change, so nobody has to wait for a long look at it. */
async function sweepLog(
  { transact, hash }: SignLogNeeds,
  { id }: Agency,
  round: LogRound,
): Promise<LogRefusal | undefined> {
  for (;;) {
    const until = round.swept + TILES_AT_ONCE;
    const swept = await transact(id, async ({ transparency }) => {
      const size = (await transparency.newest())?.size ?? 0;
      const fault = await sweepTiles(transparency, rawSha256(hash), { size, until }, round);
      return { size, fault };
    });
    if (swept.fault) return brokenAt(swept.size, swept.fault);
    if (round.swept < until) return undefined;
  }
}

function brokenAt(size: number, fault: LogFault | undefined): LogRefusal {
  return { code: 'log-broken', size, ...fault };
}

/** What was signed last, and the key that signs what comes next. */
type Tree = { readonly edge: TreeEdge; readonly size: number; readonly key: OwnLogKey };

type Mark = Pick<Checkpoint, 'origin' | 'size'>;

/** The tree that was signed last, if what is stored still makes it and no larger one was signed. */
async function readTree(
  needs: LogTools,
  keys: readonly OwnLogKey[],
  transparency: LogTree,
  mark: Mark | undefined,
): Promise<Result<Tree, LogRefusal>> {
  const newest = await transparency.newest();
  const { checkpoint: known, key } = openOwn(needs, keys, newest?.note) ?? {
    checkpoint: EMPTY,
    key: firstOf(keys),
  };
  const { size } = known;
  if (size !== (newest?.size ?? 0)) return refuse({ code: 'log-broken', size });
  if (mark && mark.size > size) return refuse({ code: 'log-rolled-back', size, signedSize: mark.size });
  if (await transparency.conflictOf(key.log.name)) return refuse({ code: 'log-forked', size });
  const edge = await readEdge(transparency, size);
  const { root } = known;
  if (root === undefined) return accept({ edge, size, key });
  const { isAsSigned, fault } = await hashEdge(transparency, rawSha256(needs.hash), edge, { size, root });
  return isAsSigned ? accept({ edge, size, key }) : refuse(brokenAt(size, fault));
}

function firstOf(keys: readonly OwnLogKey[]): OwnLogKey {
  const [key] = keys;
  if (!key) throw new Error('an agency has a log key');
  return key;
}

/**
 * What lies beside the database says how far we signed. A key that a restored database has forgotten may have signed it, so there
 * the word of the file is enough; a signature of a key that is known has to hold.
 */
function readMark(needs: LogTools, keys: readonly OwnLogKey[], note: string | undefined): Mark | undefined {
  const own = openOwn(needs, keys, note);
  if (own || note === undefined) return own?.checkpoint;
  const parsed = parseSignedNote(note);
  const isOfForgotten = parsed?.signatures.some(
    ({ name, keyId }) => name === firstOf(keys).log.name && keys.every(({ log }) => log.keyId !== keyId),
  );
  const said = parsed && isOfForgotten ? parseCheckpoint(parsed.text) : undefined;
  return said?.origin === firstOf(keys).log.name ? said : undefined;
}

/** The partial tiles at the right end of the tree, lowest level first. */
async function readEdge(transparency: LogTree, size: number): Promise<TreeEdge> {
  const runs = [];
  for (let level = 0; hashesAt(level, size) > 0; level += 1) {
    const count = hashesAt(level, size) % TILE_WIDTH;
    runs.push({ level, start: hashesAt(level, size) - count, count });
  }
  return transparency.hashes(runs);
}

type Pen = {
  readonly transparency: LogTree;
  readonly sha256: Sha256;
  readonly keys: readonly OwnLogKey[];
  readonly at: Instant;
};

async function continueLog(
  { transparency, sha256, keys, at }: Pen,
  tree: Tree,
): Promise<{ readonly size: number; readonly note: string } | undefined> {
  const { leaves, signers } = nextLeaves(await transparency.waiting(MOST_AT_ONCE), tree.key, keys);
  if (leaves.length === 0) return undefined;
  const hashes = leaves.map(({ leaf }) => hashOfLeaf(sha256, leaf));
  const { edge, added, size } = growTree(sha256, tree, hashes);
  const text = printCheckpoint({ origin: tree.key.log.name, size, root: rootOfEdge(sha256, edge) });
  const message = new TextEncoder().encode(text);
  const signatures = signers.map(({ log, sign }) => ({ ...log, signature: sign(message) }));
  const note = printSignedNote({ text, signatures });
  const entries = leaves.map(({ number }, place) => ({ index: tree.size + place, leafNumber: number }));
  await transparency.append({ entries, hashes: added, checkpoint: { size, note, signedAt: at } });
  return { size, note };
}

/** What is signed at once, and by whom: up to the leaf by which the key gives its place, and that by both. */
function nextLeaves(
  waiting: readonly WaitingLeaf[],
  key: OwnLogKey,
  keys: readonly OwnLogKey[],
): { readonly leaves: readonly WaitingLeaf[]; readonly signers: readonly OwnLogKey[] } {
  for (const [at, { leaf }] of waiting.entries()) {
    const handover = readHandoverLeaf(leaf);
    if (handover?.kid !== key.kid) continue;
    const next = keys.find(({ log }) => printVkey(log) === handover.next);
    if (!next) throw new Error(`the key that follows ${key.kid} is not here`);
    return { leaves: waiting.slice(0, at + 1), signers: [key, next] };
  }
  return { leaves: waiting, signers: [key] };
}
