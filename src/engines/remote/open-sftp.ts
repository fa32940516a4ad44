import { createHash } from 'node:crypto';
import type { Client, SFTPWrapper } from 'ssh2';
import { parseRemotePlace } from '#formats/remote-place.ts';
import { accept, refuse } from '#kernel/result.ts';
import type { OpenSftp, SftpAddress } from '#ports/sftp.ts';
import type { RemoteRefusal } from '#ports/remote.ts';
import { guardedSocket, type DialWorld } from '../guarded-fetch/guarded-dial.ts';
import { brokenOff, lifeline, RemoteFault, wordsOf, type Lifeline } from './remote-fault.ts';
import { remoteFolder } from './remote-folder.ts';

export type SftpWorld = DialWorld & { readonly limits?: Partial<typeof LIMITS> };

const LIMITS = { totalMs: 300_000, readyMs: 20_000 };

/**
 * Opens folders over SFTP (draft-ietf-secsh-filexfer-02, as OpenSSH speaks it). The server's key is looked at before anybody signs in:
 * one that nobody has confirmed, or another than the confirmed one, gets neither name nor password.
 */
export function sftpOpener(world: SftpWorld): OpenSftp {
  return async (address, work) => {
    const place = parseRemotePlace(address.place, ['sftp']);
    if (!place) return refuse({ code: 'url-invalid', detail: 'not the address of a server of files' });
    const socket = await guardedSocket(place, world);
    if (!socket.ok) return socket;
    // Loaded with the first server: most nodes and commands open none.
    const client = new (await import('ssh2')).Client();
    const limits = { ...LIMITS, ...world.limits };
    const line = lifeline(limits.totalMs, () => socket.value.destroy());
    try {
      await line.during(signedIn(client, line, { ...address, sock: socket.value, readyMs: limits.readyMs }));
      const sftp = await line.during(opened(client));
      return accept(await work(remoteFolder(sftp, line, folderIn(place.path))));
    } catch (fault) {
      if (!(fault instanceof RemoteFault)) throw fault;
      const { detail, ...refusal } = fault.refusal;
      return refuse({ ...refusal, detail: detail.replaceAll(address.secret, '…') });
    } finally {
      line.close();
      client.end();
      socket.value.destroy();
    }
  };
}

/** `''` and `~` are where the server puts us, `~/x` begins there, anything else at its root. */
function folderIn(path: string): string {
  const plain = path.replace(/\/+$/, '');
  if (plain === '' || plain === '~') return '.';
  return plain.startsWith('~/') ? plain.slice(2) : `/${plain}`;
}

type SignIn = SftpAddress & {
  readonly sock: NonNullable<Parameters<Client['connect']>[0]['sock']>;
  readonly readyMs: number;
};

function signedIn(client: Client, line: Lifeline, { user, secret, hostKey, sock, readyMs }: SignIn) {
  const isKey = secret.trimStart().startsWith('-----BEGIN');
  let unknown: RemoteRefusal | undefined;
  return new Promise<void>((settle, fail) => {
    client.once('ready', () => settle());
    client.on('error', (fault: Error & { readonly level?: string }) => {
      const refusal =
        unknown ??
        (fault.level === 'client-authentication'
          ? { code: 'login-refused' as const, detail: wordsOf(fault) }
          : brokenOff(fault));
      fail(new RemoteFault(refusal));
      line.end(refusal);
    });
    client.on('close', () =>
      line.end({ code: 'connection-failed', detail: 'The server closed the connection.' }),
    );
    client.on('keyboard-interactive', (...[, , , prompts, answer]) =>
      answer(prompts.map(() => (isKey ? '' : secret))),
    );
    try {
      client.connect({
        sock,
        username: user,
        ...(isKey ? { privateKey: secret } : { password: secret, tryKeyboard: true }),
        readyTimeout: readyMs,
        hostVerifier: (key: Buffer) => {
          unknown = faultOfKey(fingerprintOf(key), hostKey);
          return unknown === undefined;
        },
      });
    } catch (fault) {
      // A private key that cannot be read is told before anything is sent.
      fail(new RemoteFault({ code: 'login-refused', detail: wordsOf(fault) }));
    }
  });
}

/** As `ssh-keygen -l` writes it. */
function fingerprintOf(key: Buffer): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
}

function faultOfKey(shown: string, confirmed: string | undefined): RemoteRefusal | undefined {
  if (shown === confirmed) return undefined;
  return confirmed === undefined
    ? {
        code: 'host-key-unconfirmed',
        detail: `The server shows the key ${shown}, which nobody has confirmed. Compare it with what its operator says, then confirm it.`,
        hostKey: shown,
      }
    : {
        code: 'host-key-changed',
        detail: `The server shows the key ${shown}, confirmed is ${confirmed}. Nothing was sent to it. Ask its operator whether the key was changed; only then confirm the new one.`,
        hostKey: shown,
      };
}

function opened(client: Client): Promise<SFTPWrapper> {
  return new Promise((settle, fail) => {
    client.sftp((fault, sftp) => (fault ? fail(fault) : settle(sftp)));
  });
}
