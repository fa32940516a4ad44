import type { Result } from '#kernel/result.ts';
import type { RemoteRefusal } from './remote.ts';

/**
 * `place`: `sftp://host/path`; `/~/` begins where the server puts us. The secret is a password or a private key without a passphrase,
 * in clear. `hostKey`: `SHA256:` and base64 as `ssh-keygen -l` shows it; without it nobody signs in.
 */
export type SftpAddress = {
  readonly place: string;
  readonly user: string;
  readonly secret: string;
  readonly hostKey?: string;
};

/** A plain file. `modified`: seconds since 1970 by the server's clock. */
export type RemoteFile = { readonly name: string; readonly sizeBytes: number; readonly modified: number };

/**
 * A folder on another computer while it is open. Names are those of its own files, or `folder/name` below it. What the server refuses
 * about one file is a value; a connection that breaks ends the work.
 */
export type RemoteFolder = {
  /** Plain files; no folders and no links. */
  list(): Promise<readonly RemoteFile[]>;
  /** Undefined when it is not there, or has more bytes than that. */
  read(name: string, mostBytes: number): Promise<Result<Uint8Array | undefined, RemoteRefusal>>;
  /** Whole or not at all: under another name first. Takes the place of what has the name. */
  lay(name: string, bytes: Uint8Array): Promise<RemoteRefusal | undefined>;
  /** Under a free name; the folder is made if it is not there. */
  moveTo(name: string, folder: string): Promise<RemoteRefusal | undefined>;
  /** What is not there is removed. */
  remove(name: string): Promise<RemoteRefusal | undefined>;
};

/** Opens a folder for one piece of work, and closes it whatever happens. What the server refuses or breaks off is a refusal. */
export type OpenSftp = <T>(
  address: SftpAddress,
  work: (folder: RemoteFolder) => Promise<T>,
) => Promise<Result<T, RemoteRefusal>>;
