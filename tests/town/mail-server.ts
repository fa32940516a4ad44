import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:net';
import { makeCertificate } from './certificate.ts';
import { ended, freePort, hasProgram, ran, started, until } from './real-servers.ts';

/** Is a Dovecot here that a test can make a mailbox with (Debian: dovecot-imapd)? */
export function hasDovecot(): boolean {
  return hasProgram('/usr/sbin/dovecot') && hasProgram('/usr/lib/dovecot/imap');
}

export type MailServer = {
  /** With TLS from the first byte, and where TLS begins with STARTTLS. */
  readonly tlsPort: number;
  readonly startTlsPort: number;
  readonly user: string;
  readonly password: string;
  /** PEM of the certificate, which signs itself and is for `localhost`. */
  readonly ca: string;
  /** Puts a mail into a folder of the mailbox; `agedDays`: it arrived so long ago. */
  readonly put: (mail: string | Uint8Array, agedDays?: number) => void;
  /** UIDs in a folder and the flags of each, in the order of the server. */
  readonly look: (folder: string) => readonly { readonly uid: string; readonly flags: string }[];
  /** The server loses its numbers and gives the mail of the inbox new ones from 1, under another UIDVALIDITY. */
  readonly renumber: () => void;
  /** Somebody else deletes mail in the inbox: a set of UIDs such as `1:2`. */
  readonly expunge: (uids: string) => void;
  readonly close: () => Promise<void>;
};

/** A real Dovecot of its own on free ports of this machine, with one mailbox in a temporary folder. */
export async function mailServer(): Promise<MailServer> {
  const folder = mkdtempSync(join(tmpdir(), 'dovecot-'));
  chmodSync(folder, 0o755);
  for (const name of ['mail', 'home']) {
    mkdirSync(join(folder, name));
    chmodSync(join(folder, name), 0o777);
  }
  makeCertificate(folder);
  const [user, password] = ['lan', 'sesame-7-open'];
  writeFileSync(join(folder, 'users'), `${user}:{plain}${password}\n`);
  chmodSync(join(folder, 'users'), 0o644);
  const [tlsPort, startTlsPort] = [await freePort(), await freePort()];
  const config = join(folder, 'dovecot.conf');
  writeFileSync(config, configOf(folder, { tlsPort, startTlsPort }));
  const server = started('/usr/sbin/dovecot', ['-F', '-c', config]);
  await until(() => isListening(tlsPort));
  const doveadm = (args: readonly string[], input?: string | Uint8Array): string =>
    ran('doveadm', ['-c', config, ...args], input);
  let count = 0;
  return {
    tlsPort,
    startTlsPort,
    user,
    password,
    ca: readFileSync(join(folder, 'cert.pem'), 'utf8'),
    put(mail, agedDays) {
      if (agedDays === undefined) return void doveadm(['save', '-u', user, '-m', 'INBOX'], mail);
      // A Maildir takes the time of the file for the time of arrival.
      doveadm(['mailbox', 'status', '-u', user, 'messages', 'INBOX']);
      const file = join(folder, 'mail', user, 'new', `${(count += 1)}.aged.localhost`);
      writeFileSync(file, mail);
      const then = Date.now() / 1000 - agedDays * 86_400;
      utimesSync(file, then, then);
    },
    look(name) {
      const lines = doveadm(['-f', 'tab', 'fetch', '-u', user, 'uid flags', 'mailbox', name, 'all']);
      return (
        lines
          .trim()
          .split('\n')
          .slice(1)
          .map((line) => line.split('\t'))
          // Nobody sets that flag: it only says that no other client has seen the mail.
          .map(([uid = '', flags = '']) => ({ uid, flags: flags.replace(String.raw`\Recent`, '').trim() }))
      );
    },
    renumber() {
      const inbox = join(folder, 'mail', user);
      for (const name of readdirSync(inbox))
        if (/^dovecot[.-](?:uidlist|index|uidvalidity)/.test(name)) rmSync(join(inbox, name));
      doveadm(['mailbox', 'update', '-u', user, '--uid-validity', '4000000000', 'INBOX']);
    },
    expunge: (uids) => void doveadm(['expunge', '-u', user, 'mailbox', 'INBOX', 'uid', uids]),
    async close() {
      await ended(server);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function configOf(
  folder: string,
  ports: { readonly tlsPort: number; readonly startTlsPort: number },
): string {
  const { uid, username } = userInfo();
  const isRoot = uid === 0;
  const group = ran('id', ['-gn']).trim();
  // Started as root it wants accounts of its own; started by anybody else it has that one.
  const [login, internal, internalGroup, mail] = isRoot
    ? ['dovenull', 'dovecot', 'dovecot', 'uid=nobody gid=nogroup']
    : [username, username, group, `uid=${username} gid=${group}`];
  return `base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
protocols = imap
listen = 127.0.0.1
ssl = required
ssl_cert = <${folder}/cert.pem
ssl_key = <${folder}/key.pem
default_login_user = ${login}
default_internal_user = ${internal}
default_internal_group = ${internalGroup}
mail_location = maildir:${folder}/mail/%u
first_valid_uid = 0
first_valid_gid = 0
auth_mechanisms = plain
auth_failure_delay = 0
mail_max_userip_connections = 100
passdb {
  driver = passwd-file
  args = scheme=plain ${folder}/users
}
userdb {
  driver = static
  args = ${mail} home=${folder}/home/%u
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${ports.startTlsPort}
  }
  inet_listener imaps {
    port = ${ports.tlsPort}
    ssl = yes
  }
}
service anvil {
  chroot =
}
`;
}

function isListening(port: number): Promise<boolean> {
  return new Promise((settle) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      settle(true);
    });
    socket.once('error', () => settle(false));
  });
}
