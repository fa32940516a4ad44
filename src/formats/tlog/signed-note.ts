import { fromBase64url, toBase64url } from '../envelope/base64url.ts';
import { fromBase64, toBase64 } from './base64.ts';
import type { Sha256 } from './merkle.ts';

/** One line of a signed note: who signed, by which key, and the bytes that follow the key's id. */
export type NoteSignature = {
  readonly name: string;
  /** 8 hexadecimal digits. */
  readonly keyId: string;
  readonly signature: Uint8Array;
};

/** A text that somebody signed, taken apart; nothing of it is believed yet. The text ends in a newline. */
export type SignedNote = { readonly text: string; readonly signatures: readonly NoteSignature[] };

/** How a key signs notes: the text itself, or a checkpoint at a moment (signed-note, “Signature types”). */
export type NoteKeyUse = 'ed25519' | 'cosignature';

/** A public key that notes are checked by. `x` is base64url, as keys are written everywhere else here. */
export type NoteKey = {
  readonly name: string;
  readonly keyId: string;
  readonly use: NoteKeyUse;
  readonly x: string;
};

const TYPE_BYTE: Readonly<Record<NoteKeyUse, number>> = { ed25519: 0x01, cosignature: 0x04 };
const KEY_ID_BYTES = 4;
const KEY_BYTES = 32;
/** A note with more is refused whole: nobody needs to check hundreds (signed-note, “Format”). */
const MAX_SIGNATURES = 32;
const MAX_NOTE_LENGTH = 65_536;

/** The key under its id: the start of SHA-256(name ‖ newline ‖ type ‖ key). */
export function noteKey(sha256: Sha256, name: string, use: NoteKeyUse, publicKey: Uint8Array): NoteKey {
  const head = new TextEncoder().encode(`${name}\n`);
  const bytes = new Uint8Array([...head, TYPE_BYTE[use], ...publicKey]);
  const keyId = toHex(sha256(bytes).subarray(0, KEY_ID_BYTES));
  return { name, keyId, use, x: toBase64url(publicKey) };
}

/** `name+id+key`, as logs and witnesses hand out their keys (signed-note, “Verifier keys”). */
export function printVkey({ name, keyId, use, x }: NoteKey): string {
  const key = fromBase64url(x) ?? new Uint8Array();
  return `${name}+${keyId}+${toBase64(new Uint8Array([TYPE_BYTE[use], ...key]))}`;
}

/** Reads a verifier key; undefined where its parts do not belong together. */
export function parseVkey(sha256: Sha256, vkey: string): NoteKey | undefined {
  const [, name, keyId, material] = /^([^\s+]{1,300})\+([0-9a-f]{8})\+([A-Za-z0-9+/=]{44})$/.exec(vkey) ?? [];
  const bytes = material === undefined ? undefined : fromBase64(material);
  if (name === undefined || bytes?.length !== 1 + KEY_BYTES) return undefined;
  const use =
    bytes[0] === TYPE_BYTE.ed25519
      ? 'ed25519'
      : bytes[0] === TYPE_BYTE.cosignature
        ? 'cosignature'
        : undefined;
  if (!use) return undefined;
  const key = noteKey(sha256, name, use, bytes.subarray(1));
  return key.keyId === keyId ? key : undefined;
}

/** One signature line, with its newline. */
export function printNoteSignature({ name, keyId, signature }: NoteSignature): string {
  return `— ${name} ${toBase64(new Uint8Array([...fromHex(keyId), ...signature]))}\n`;
}

/** The note as it is served: text, blank line, signature lines. */
export function printSignedNote({ text, signatures }: SignedNote): string {
  return `${text}\n${signatures.map(printNoteSignature).join('')}`;
}

/** Takes a note apart at its last blank line; undefined for what is none (signed-note, “Format”). */
export function parseSignedNote(note: string): SignedNote | undefined {
  if (note.length > MAX_NOTE_LENGTH || [...note].some((one) => one < ' ' && one !== '\n')) return undefined;
  const split = note.lastIndexOf('\n\n');
  if (split < 0 || !note.endsWith('\n')) return undefined;
  const signatures = parseSignatureLines(note.slice(split + 2));
  return signatures && { text: note.slice(0, split + 1), signatures };
}

/** Reads signature lines alone, as a witness answers; undefined when one is malformed, or there is none. */
export function parseSignatureLines(lines: string): readonly NoteSignature[] | undefined {
  if (!lines.endsWith('\n')) return undefined;
  const each = lines.slice(0, -1).split('\n');
  if (each.length > MAX_SIGNATURES) return undefined;
  const signatures = each.flatMap((line) => readLine(line) ?? []);
  return signatures.length === each.length ? signatures : undefined;
}

function readLine(line: string): NoteSignature | undefined {
  const [, name, coded] = /^— ([^\s+]+) ([A-Za-z0-9+/=]+)$/u.exec(line) ?? [];
  const bytes = coded === undefined ? undefined : fromBase64(coded);
  if (name === undefined || !bytes || bytes.length <= KEY_ID_BYTES) return undefined;
  return { name, keyId: toHex(bytes.subarray(0, KEY_ID_BYTES)), signature: bytes.subarray(KEY_ID_BYTES) };
}

function toHex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function fromHex(hex: string): readonly number[] {
  return (hex.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
}
