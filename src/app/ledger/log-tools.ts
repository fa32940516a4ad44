import type { Agency, PartnerKey } from '#domain/newsroom/agency.ts';
import { fromBase64url } from '#formats/envelope/base64url.ts';
import {
  openCheckpoint,
  parseCheckpoint,
  type Checkpoint,
  type SignedCheckpoint,
  type VerifyNote,
} from '#formats/tlog/checkpoint.ts';
import { logNoteKeys } from '#formats/tlog/log-names.ts';
import type { Sha256 } from '#formats/tlog/merkle.ts';
import { parseSignedNote, type NoteKey } from '#formats/tlog/signed-note.ts';
import type { Signer } from '#ports/keys.ts';
import type { TransparencyStore } from '#ports/transparency-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { Hash } from '#ports/world.ts';

/** What the use cases of a transparency log are given. */
export type LogTools = {
  readonly hash: Hash;
  /** Of the key in use, or of one that was. */
  readonly logSigner: (agencyId: string, kid?: string) => Signer;
  readonly keysOf: (agencyId: string) => readonly PartnerKey[];
  readonly verifyNote: VerifyNote;
};

export type LogStores = { readonly transparency: TransparencyStore };

export type LogNeeds = LogTools & { readonly transact: Transact<LogStores> };

/** How an agency signs its own log, and cosigns others. */
export type LogKeys = {
  readonly log: NoteKey;
  readonly witness: NoteKey;
  readonly sign: (message: Uint8Array) => Uint8Array;
};

export function logKeysOf(tools: LogTools, { id, did }: Agency): LogKeys {
  const signer = tools.logSigner(id);
  const key = tools.keysOf(id).find(({ kid }) => kid === signer.kid);
  const publicKey = key && fromBase64url(key.jwk.x);
  if (!publicKey) throw new Error(`agency ${id} has no log key`);
  return { ...logNoteKeys(rawSha256(tools.hash), did, publicKey), sign: signer.sign };
}

/** A key that our log is signed by, or was. */
export type OwnLogKey = {
  readonly kid: string;
  readonly log: NoteKey;
  readonly sign: (message: Uint8Array) => Uint8Array;
};

/** All of them, oldest first: what was signed once goes on being ours. */
export function ownLogKeys(tools: LogTools, { id, did }: Agency): readonly OwnLogKey[] {
  return tools
    .keysOf(id)
    .filter(({ role }) => role === 'log')
    .flatMap(({ kid, jwk }) => {
      const publicKey = fromBase64url(jwk.x);
      if (!publicKey) return [];
      const { log } = logNoteKeys(rawSha256(tools.hash), did, publicKey);
      return [{ kid, log, sign: (message: Uint8Array) => tools.logSigner(id, kid).sign(message) }];
    });
}

/** A checkpoint of our own log, and the newest key that signed it; undefined where no key of ours did. */
export function openOwn(
  { verifyNote }: Pick<LogTools, 'verifyNote'>,
  keys: readonly OwnLogKey[],
  note: string | undefined,
): { readonly checkpoint: SignedCheckpoint; readonly key: OwnLogKey } | undefined {
  if (note === undefined) return undefined;
  for (const key of keys.toReversed()) {
    const opened = openCheckpoint(note, key.log, verifyNote);
    if (opened.ok) return { checkpoint: opened.value, key };
  }
  return undefined;
}

/** What a checkpoint says, whoever signed it; of one that is kept, that was looked at before. */
export function claimOf({ note }: { readonly note: string }): Checkpoint | undefined {
  return parseCheckpoint(parseSignedNote(note)?.text ?? '');
}

/** SHA-256 as the 32 bytes themselves. */
export function rawSha256(hash: Hash): Sha256 {
  return (bytes) => {
    const raw = fromBase64url(hash.sha256(bytes).slice('sha-256:'.length));
    if (!raw) throw new Error('a digest is base64url');
    return raw;
  };
}
