import { noteKey, type NoteKey } from './signed-note.ts';
import type { Sha256 } from './merkle.ts';

/** Where an agency's log is served, without the scheme: the name it signs by (tlog-tiles, “Parameters”). */
export function logOrigin(did: string): string {
  return `${placeOf(did)}/transparency`;
}

/** The name an agency cosigns other logs by. */
export function witnessName(did: string): string {
  return `${placeOf(did)}/witness`;
}

/** The two public keys of an agency's log, out of the one key pair: its types keep the two uses apart. */
export function logNoteKeys(
  sha256: Sha256,
  did: string,
  publicKey: Uint8Array,
): { readonly log: NoteKey; readonly witness: NoteKey } {
  return {
    log: noteKey(sha256, logOrigin(did), 'ed25519', publicKey),
    witness: noteKey(sha256, witnessName(did), 'cosignature', publicKey),
  };
}

/** `did:web:a.example%3A8443:agencies:b` is `a.example:8443/agencies/b` (did:web §3.2). */
function placeOf(did: string): string {
  return did.slice('did:web:'.length).split(':').map(decodeURIComponent).join('/');
}
