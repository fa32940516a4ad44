import { accept, refuse, type Result } from '#kernel/result.ts';
import { fromBase64, toBase64 } from './base64.ts';
import { parseSignedNote, type NoteKey, type SignedNote } from './signed-note.ts';

/** What a log says of itself at one moment: that its first `size` leaves hash to `root` (tlog-checkpoint). */
export type Checkpoint = { readonly origin: string; readonly size: number; readonly root: Uint8Array };

/** A checkpoint whose own signature held, with the note it stands in. */
export type SignedCheckpoint = Checkpoint & { readonly note: SignedNote };

/** Whether these 64 bytes are the key's signature over the message; `x` is the key in base64url. */
export type VerifyNote = (x: string, message: Uint8Array, signature: Uint8Array) => boolean;

export type CheckpointRefusal =
  | { readonly code: 'checkpoint-malformed' }
  | { readonly code: 'checkpoint-origin'; readonly origin: string }
  | { readonly code: 'checkpoint-signature' };

/** The text that a log signs and a witness cosigns. */
export function printCheckpoint({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${toBase64(root)}\n`;
}

/** Reads the text of a checkpoint, without believing it. Lines after the third are for others; they are signed too. */
export function parseCheckpoint(text: string): Checkpoint | undefined {
  const [origin, sizeText, rootText, ...more] = text.split('\n');
  if (!origin || sizeText === undefined || rootText === undefined) return undefined;
  const root = fromBase64(rootText);
  const size = Number(sizeText);
  if (!/^(?:0|[1-9]\d{0,15})$/.test(sizeText) || !Number.isSafeInteger(size) || root?.length !== 32)
    return undefined;
  // After the last newline stands an empty rest, and no line before it is empty.
  return more.pop() === '' && more.every((line) => line !== '') ? { origin, size, root } : undefined;
}

/**
 * Opens a checkpoint that has to be of this log: `key` signs for the origin of its own name. One bad signature of the key
 * spoils the note, however many good ones stand beside it.
 */
export function openCheckpoint(
  note: string,
  key: NoteKey,
  verify: VerifyNote,
): Result<SignedCheckpoint, CheckpointRefusal> {
  const parsed = parseSignedNote(note);
  const checkpoint = parsed && parseCheckpoint(parsed.text);
  if (!parsed || !checkpoint) return refuse({ code: 'checkpoint-malformed' });
  if (checkpoint.origin !== key.name) return refuse({ code: 'checkpoint-origin', origin: checkpoint.origin });
  const own = parsed.signatures.filter(({ name, keyId }) => name === key.name && keyId === key.keyId);
  const message = new TextEncoder().encode(parsed.text);
  const holds = own.length > 0 && own.every(({ signature }) => verify(key.x, message, signature));
  return holds ? accept({ ...checkpoint, note: parsed }) : refuse({ code: 'checkpoint-signature' });
}
