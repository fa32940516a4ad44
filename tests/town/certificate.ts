import { join } from 'node:path';
import { ran } from './real-servers.ts';

/** Lays `key.pem` and `cert.pem` into a folder: for `localhost`, signed by itself. */
export function makeCertificate(folder: string): void {
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  const files = ['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'cert.pem')];
  ran('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...files, ...subject]);
}
