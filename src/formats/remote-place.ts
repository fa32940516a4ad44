/** Schemes of places that are no web address: mail (RFC 5092 and those of SMTP) and files over SSH. */
export type RemoteScheme = 'imaps' | 'imap' | 'sftp' | 'smtps' | 'smtp';

/** `host` is lower case, IPv6 in brackets; `path` is decoded and has no slash in front; empty where none was given. */
export type RemotePlace = {
  readonly scheme: RemoteScheme;
  readonly host: string;
  readonly port: number;
  readonly path: string;
};

/** With an s TLS from the first byte; `imap` and `smtp` begin in the open and must change to TLS (STARTTLS) before they sign in. */
const PORTS: Readonly<Record<RemoteScheme, number>> = {
  imaps: 993,
  imap: 143,
  sftp: 22,
  smtps: 465,
  smtp: 587,
};

/** Reads an address such as `imaps://mail.example/INBOX`; undefined for other schemes, and where a name or password is in it. */
export function parseRemotePlace(text: string, schemes: readonly RemoteScheme[]): RemotePlace | undefined {
  if (/[\p{Cc}\\]/u.test(text) || text.length > 1000) return undefined;
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : undefined;
  const scheme = schemes.find((one) => url?.protocol === `${one}:`);
  if (!url || !scheme || url.hostname === '') return undefined;
  if (`${url.username}${url.password}${url.search}${url.hash}` !== '') return undefined;
  const path = decoded(url.pathname.replace(/^\//, ''));
  if (path === undefined || /\p{Cc}/u.test(path)) return undefined;
  const port = url.port === '' ? PORTS[scheme] : Number(url.port);
  return { scheme, host: url.hostname.toLowerCase(), port, path };
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined; // a broken escape names nothing
  }
}
