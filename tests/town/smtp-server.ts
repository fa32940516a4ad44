import { readFileSync, mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { makeCertificate } from './certificate.ts';

export type Letterbox = {
  readonly tlsPort: number;
  readonly startTlsPort: number;
  readonly ca: string;
  readonly user: string;
  readonly password: string;
  /** Every mail as it came, with those it is for. */
  readonly mails: { readonly to: readonly string[]; readonly text: string }[];
  /** It takes mail for `nobody@…` as well. */
  takesForAll: boolean;
  readonly close: () => Promise<void>;
};

/** A mail server on this machine that keeps what it gets. It takes nothing for `nobody@…`, and signs in one user. */
export async function letterbox(): Promise<Letterbox> {
  const folder = mkdtempSync(join(tmpdir(), 'smtp-'));
  makeCertificate(folder);
  const [key, cert] = ['key.pem', 'cert.pem'].map((name) => readFileSync(join(folder, name), 'utf8'));
  rmSync(folder, { recursive: true });
  const [user, password] = ['lan', 'sesame-7-open'];
  const mails: Letterbox['mails'] = [];
  const serve = async (secure: boolean): Promise<SMTPServer> => {
    const server = new SMTPServer({
      key: key ?? '',
      cert: cert ?? '',
      secure,
      logger: false,
      authMethods: ['PLAIN'],
      onAuth: (given, _session, answer) =>
        given.username === user && given.password === password
          ? answer(null, { user })
          : answer(new Error('Authentication credentials invalid')),
      onRcptTo: (address, _session, answer) =>
        answer(
          address.address.startsWith('nobody@') && !box.takesForAll ? new Error('No such mailbox') : null,
        ),
      onData(stream, session, answer) {
        const pieces: Buffer[] = [];
        stream.on('data', (piece: Buffer) => pieces.push(piece));
        stream.on('end', () => {
          const to = session.envelope.rcptTo.map(({ address }) => address);
          mails.push({ to, text: Buffer.concat(pieces).toString('utf8') });
          answer(null, `Ok: queued as ${mails.length}`);
        });
      },
    });
    server.on('error', () => undefined); // a client that hangs up
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return server;
  };
  const servers = [await serve(true), await serve(false)] as const;
  const portOf = ({ server }: SMTPServer): number => (server.address() as AddressInfo).port;
  const box: Letterbox = {
    tlsPort: portOf(servers[0]),
    startTlsPort: portOf(servers[1]),
    ca: cert ?? '',
    user,
    password,
    mails,
    takesForAll: false,
    close: async () =>
      void (await Promise.all(servers.map((one) => new Promise<void>((closed) => one.close(closed))))),
  };
  return box;
}
