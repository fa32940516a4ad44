import type { SFTPWrapper } from 'ssh2';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { RemoteFile, RemoteFolder } from '#ports/sftp.ts';
import type { RemoteRefusal } from '#ports/remote.ts';
import { RemoteFault, wordsOf, type Lifeline } from './remote-fault.ts';

type Answer<T> = Promise<Result<T, RemoteRefusal & { readonly isGone: boolean }>>;

/** Type of file in a mode, and that of a plain one (POSIX). */
const TYPE = 0o170000;
const PLAIN = 0o100000;
/** SSH_FX_NO_SUCH_FILE. */
const NO_SUCH_FILE = 2;
const MOST_COPIES = 50;

/** A folder on an open SFTP connection. */
export function remoteFolder(sftp: SFTPWrapper, line: Lifeline, folder: string): RemoteFolder {
  const pathOf = (name: string): string => (folder === '/' ? `/${name}` : `${folder}/${name}`);
  const ask = asking(line);
  const remove = async (name: string): Promise<RemoteRefusal | undefined> => {
    const gone = await ask<void>((done) => sftp.unlink(pathOf(name), done));
    return gone.ok || gone.error.isGone ? undefined : plain(gone.error);
  };
  return {
    async list() {
      const entries = await ask<readonly Entry[]>((done) => sftp.readdir(folder, done));
      if (!entries.ok)
        throw new RemoteFault({ code: 'folder-unknown', detail: `${folder}: ${entries.error.detail}` });
      return entries.value.flatMap(toFile);
    },
    async read(name, mostBytes) {
      const bytes = await ask<Buffer | undefined>((done) => readUpTo(sftp, pathOf(name), mostBytes, done));
      if (bytes.ok) return bytes;
      return bytes.error.isGone ? accept(undefined) : refuse(plain(bytes.error));
    },
    async lay(name, bytes) {
      const unfinished = pathOf(`.${name}.part`);
      const written = await ask<void>((done) => sftp.writeFile(unfinished, Buffer.from(bytes), done));
      if (!written.ok) return plain(written.error);
      return putInPlace(ask, sftp, unfinished, pathOf(name));
    },
    async moveTo(name, target) {
      await ask<void>((done) => sftp.mkdir(pathOf(target), done)); // there already, or told by what follows
      for (let copy = 1; copy <= MOST_COPIES; copy += 1) {
        const free = pathOf(`${target}/${copy === 1 ? name : `${copy}-${name}`}`);
        const there = await ask<unknown>((done) => sftp.lstat(free, done));
        if (there.ok) continue;
        const renamed = await ask<void>((done) => sftp.rename(pathOf(name), free, done));
        if (renamed.ok || renamed.error.isGone) return undefined;
        return plain(renamed.error);
      }
      return { code: 'file-refused', detail: `${target} holds ${MOST_COPIES} files of one name.` };
    },
    remove,
  };
}

type Entry = {
  readonly filename: string;
  readonly attrs: { readonly mode: number; readonly size: number; readonly mtime: number };
};

function toFile({ filename, attrs }: Entry): RemoteFile[] {
  if ((attrs.mode & TYPE) !== PLAIN || filename.includes('/')) return [];
  return [{ name: filename, sizeBytes: attrs.size, modified: attrs.mtime }];
}

type Done<T> = (fault: Error | null | undefined, value: T) => void;
type Ask = <T>(work: (done: Done<T>) => void) => Answer<T>;

/** What the server answers about one file is a value; that the connection broke is told by the lifeline. */
function asking(line: Lifeline): Ask {
  return <T>(work: (done: Done<T>) => void): Answer<T> =>
    line.during(
      new Promise((settle, fail) => {
        work((fault, value) => {
          if (!fault) return settle(accept(value));
          const code = 'code' in fault ? fault.code : undefined;
          // Codes of the protocol are numbers; others are of the connection.
          if (typeof code !== 'number') return fail(fault);
          const isGone = code === NO_SUCH_FILE;
          return settle(refuse({ code: 'file-refused' as const, detail: wordsOf(fault), isGone }));
        });
      }),
    );
}

function plain({ code, detail }: RemoteRefusal): RemoteRefusal {
  return { code, detail };
}

/** Stops reading once there is more than anybody wants. */
function readUpTo(sftp: SFTPWrapper, path: string, mostBytes: number, done: Done<Buffer | undefined>): void {
  const pieces: Buffer[] = [];
  let sizeBytes = 0;
  const stream = sftp.createReadStream(path, { end: mostBytes });
  stream.on('data', (piece: Buffer) => {
    sizeBytes += piece.length;
    pieces.push(piece);
  });
  stream.once('error', (fault: Error) => done(fault, undefined));
  stream.once('end', () => done(undefined, sizeBytes > mostBytes ? undefined : Buffer.concat(pieces)));
}

/** Over what has the name, in one step where the server can (posix-rename@openssh.com), else after removing that. */
async function putInPlace(
  ask: Ask,
  sftp: SFTPWrapper,
  from: string,
  to: string,
): Promise<RemoteRefusal | undefined> {
  const replaced = await ask<void>((done) => {
    try {
      sftp.ext_openssh_rename(from, to, done);
    } catch {
      // The server does not have it (SSH_FX_OP_UNSUPPORTED).
      done(Object.assign(new Error('no posix-rename'), { code: 8 }), undefined);
    }
  });
  if (replaced.ok) return undefined;
  await ask<void>((done) => sftp.unlink(to, done));
  const renamed = await ask<void>((done) => sftp.rename(from, to, done));
  return renamed.ok ? undefined : plain(renamed.error);
}
