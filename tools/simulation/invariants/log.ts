import { createHash } from 'node:crypto';
import { parseCheckpoint } from '#formats/tlog/checkpoint.ts';
import { parseSignedNote } from '#formats/tlog/signed-note.ts';
import { leavesIn } from '../memory/transparency.ts';
import type { Memory, Seen, Violation } from './look.ts';

/** By log: every size that was ever signed, and the root that it had, whatever the database has lost since; and the notes that were judged. */
export type SignedLogs = Map<string, { readonly roots: Map<number, string>; readonly judged: Set<string> }>;

/** I10: every tree that is signed continues all that were, and is made of the leaves that stand there. */
export function* judgeLog({ rows, agency }: Seen, signed: SignedLogs): Generator<Violation> {
  const log = signed.get(agency.did) ?? { roots: new Map<number, string>(), judged: new Set<string>() };
  signed.set(agency.did, log);
  const { roots, judged } = log;
  for (const { size, note } of rows.checkpoints.all()) {
    if (judged.has(note)) continue;
    judged.add(note);
    const root = rootIn(note);
    if (roots.get(size) === root) continue;
    const wrong = (says: string): Violation => ({ invariant: 'I10', says: `${agency.slug} ${says}` });
    if (roots.has(size)) yield wrong(`signed two trees of ${size} leaves`);
    const largest = Math.max(0, ...roots.keys());
    if (size < largest) yield wrong(`signed a tree of ${size} leaves after one of ${largest}`);
    const leaves = leavesIn(rows).map(hashOfLeaf);
    for (const [before, theirs] of [
      [largest, roots.get(largest)],
      [size, root],
    ] as const)
      if (before > 0 && before <= size && rootOf(leaves.slice(0, before)) !== theirs)
        yield wrong(`signed a tree of ${before} leaves that the log does not make`);
    roots.set(size, root);
  }
}

/** I11: no leaf waits, but where the log stands still since a database was lost. */
export function* judgePlaces(
  { rows, agency }: Seen,
  { restored }: Pick<Memory, 'restored'>,
): Generator<Violation> {
  const waiting = rows.leaves.all().length - rows.logEntries.all().length;
  if (waiting > 0 && !restored.has(agency.did))
    yield { invariant: 'I11', says: `${agency.slug} has ${waiting} leaves that have no place in its log` };
}

function rootIn(note: string): string {
  const checkpoint = parseCheckpoint(parseSignedNote(note)?.text ?? '');
  return checkpoint ? Buffer.from(checkpoint.root).toString('hex') : 'unreadable';
}

/** RFC 6962, section 2.1, word for word; the program grows its trees another way. */
function rootOf(hashes: readonly Buffer[]): string {
  return treeHash(hashes).toString('hex');
}

function treeHash(hashes: readonly Buffer[]): Buffer {
  const [only = sha256(), ...more] = hashes;
  if (more.length === 0) return only;
  const split = 2 ** Math.floor(Math.log2(hashes.length - 1));
  return sha256(Buffer.of(1), treeHash(hashes.slice(0, split)), treeHash(hashes.slice(split)));
}

function hashOfLeaf(text: string): Buffer {
  return sha256(Buffer.of(0), Buffer.from(text));
}

function sha256(...parts: readonly Buffer[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}
