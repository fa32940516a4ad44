import { isJsonObject } from '#kernel/json.ts';
import { readStrictJson } from '../envelope/strict-json.ts';
import { openCheckpoint, type SignedCheckpoint, type VerifyNote } from './checkpoint.ts';
import { parseLogProof } from './log-proof.ts';
import { leafHash, type Sha256 } from './merkle.ts';
import { parseVkey, type NoteKey } from './signed-note.ts';
import { holdsInclusion } from './verify-proof.ts';

/** The leaf by which a key of a log gives its place: `kid` is its name, `next` the verifier key that signs from then on. */
export type HandoverLeaf = { readonly kid: string; readonly next: string };

/** Reads such a leaf; undefined for every other. */
export function readHandoverLeaf(leaf: string): HandoverLeaf | undefined {
  if (!leaf.includes('"key-retired"')) return undefined;
  const read = readStrictJson(leaf);
  if (!read.ok || !isJsonObject(read.value)) return undefined;
  const { kind, role, kid, next } = read.value;
  const isHandover = kind === 'key-retired' && role === 'log';
  return isHandover && typeof kid === 'string' && typeof next === 'string' ? { kid, next } : undefined;
}

/** A change of keys that the old key has signed, and the new one with it. */
export type Handover = { readonly next: NoteKey; readonly checkpoint: SignedCheckpoint };

/**
 * Opens the proof of a handover: the checkpoint whose last leaf names the next key, signed by the key that is trusted so far and by
 * the next. Undefined for anything else: a key is never taken on the word of whoever serves it.
 */
export function openHandover(
  { sha256, verifyNote }: { readonly sha256: Sha256; readonly verifyNote: VerifyNote },
  text: string,
  key: NoteKey,
): Handover | undefined {
  const proof = parseLogProof(text);
  const opened = proof && openCheckpoint(proof.checkpoint, key, verifyNote);
  if (!proof?.extra || !opened?.ok) return undefined;
  const { size, root } = opened.value;
  const claim = { start: 0, end: size, index: size - 1, leaf: leafHash(sha256, proof.extra), root };
  if (proof.index !== size - 1 || !holdsInclusion(sha256, claim, proof.hashes)) return undefined;
  const next = nextIn(sha256, proof.extra, key);
  return next && openCheckpoint(proof.checkpoint, next, verifyNote).ok
    ? { next, checkpoint: opened.value }
    : undefined;
}

/** Another key of the same log. */
function nextIn(sha256: Sha256, leaf: Uint8Array, key: NoteKey): NoteKey | undefined {
  const said = readHandoverLeaf(new TextDecoder().decode(leaf));
  const next = said && parseVkey(sha256, said.next);
  const isOfLog = next?.name === key.name && next.use === 'ed25519' && next.keyId !== key.keyId;
  return isOfLog ? next : undefined;
}
