import type { VerifyNote } from './checkpoint.ts';
import type { NoteKey, NoteSignature, SignedNote } from './signed-note.ts';

const TIME_BYTES = 8;
const SIGNATURE_BYTES = 64;

/** What a witness signs: the checkpoint's text, and when it saw it, in seconds since 1970 (tlog-cosignature). */
function cosignedMessage(text: string, seconds: number): Uint8Array {
  return new TextEncoder().encode(`cosignature/v1\ntime ${seconds}\n${text}`);
}

/** A witness's line under a checkpoint. */
export function cosign(
  text: string,
  seconds: number,
  { name, keyId }: NoteKey,
  sign: (message: Uint8Array) => Uint8Array,
): NoteSignature {
  const signature = new Uint8Array(TIME_BYTES + SIGNATURE_BYTES);
  new DataView(signature.buffer).setBigUint64(0, BigInt(seconds));
  signature.set(sign(cosignedMessage(text, seconds)), TIME_BYTES);
  return { name, keyId, signature };
}

/** When a witness saw this checkpoint, in seconds since 1970; undefined when it did not, or its signature does not hold. */
export function cosignedAt(
  { text, signatures }: SignedNote,
  key: NoteKey,
  verify: VerifyNote,
): number | undefined {
  const own = signatures.filter(({ name, keyId }) => name === key.name && keyId === key.keyId);
  const times = own.map((line) => timeOf(text, line, key, verify));
  return times.some((time) => time === undefined) ? undefined : times[0];
}

function timeOf(
  text: string,
  { signature }: NoteSignature,
  { x }: NoteKey,
  verify: VerifyNote,
): number | undefined {
  if (signature.length !== TIME_BYTES + SIGNATURE_BYTES) return undefined;
  const seconds = Number(new DataView(signature.buffer, signature.byteOffset).getBigUint64(0));
  const holds = verify(x, cosignedMessage(text, seconds), signature.subarray(TIME_BYTES));
  return holds && Number.isSafeInteger(seconds) ? seconds : undefined;
}
