import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { ended, freePort, hasProgram, ran, started, until } from './real-servers.ts';

/** Is an OpenSSH server here (Debian: openssh-server)? */
export function hasSshd(): boolean {
  return hasProgram('/usr/sbin/sshd');
}

export type SshServer = {
  readonly host: string;
  /** A folder on that server, as it is on this machine; files laid there are on the server. */
  readonly folder: string;
  readonly place: string;
  readonly user: string;
  readonly privateKey: string;
  /** As `ssh-keygen -l` shows it. */
  readonly hostKey: () => string;
  /** The server comes back with another key. */
  readonly changeKey: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** A real sshd of its own on a free port of this machine, which serves SFTP and nothing else. */
export async function sshServer(): Promise<SshServer> {
  const home = mkdtempSync(join(tmpdir(), 'sshd-'));
  const folder = join(home, 'drop');
  mkdirSync(folder);
  const { username, uid } = userInfo();
  // Where sshd parts with its rights; there only while it was started by the system.
  if (uid === 0) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 });
  makeKey(join(home, 'host'));
  makeKey(join(home, 'user'));
  writeFileSync(join(home, 'authorized'), readFileSync(join(home, 'user.pub')));
  const port = await freePort();
  writeFileSync(join(home, 'config'), configOf(home, port));
  const start = async () => {
    const process = started('/usr/sbin/sshd', ['-D', '-e', '-f', join(home, 'config')]);
    await until(() => greets(port));
    return process;
  };
  let server = await start();
  return {
    host: `127.0.0.1:${port}`,
    folder,
    place: `sftp://127.0.0.1:${port}${folder}`,
    user: username,
    privateKey: readFileSync(join(home, 'user'), 'utf8'),
    hostKey: () => ran('ssh-keygen', ['-l', '-f', join(home, 'host.pub')]).split(' ')[1] ?? '',
    async changeKey() {
      await ended(server);
      rmSync(join(home, 'host'));
      makeKey(join(home, 'host'));
      server = await start();
    },
    async close() {
      await ended(server);
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function makeKey(path: string): void {
  ran('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', path]);
}

function configOf(home: string, port: number): string {
  return `Port ${port}
ListenAddress 127.0.0.1
HostKey ${home}/host
PidFile none
UsePAM no
StrictModes no
PermitRootLogin yes
PasswordAuthentication yes
AuthorizedKeysFile ${home}/authorized
MaxAuthTries 20
Subsystem sftp internal-sftp
ForceCommand internal-sftp
`;
}

function greets(port: number): Promise<boolean> {
  return new Promise((settle) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('data', () => {
      socket.destroy();
      settle(true);
    });
    socket.once('error', () => settle(false));
  });
}
