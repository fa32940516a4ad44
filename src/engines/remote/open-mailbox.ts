import type { ImapFlow, MailboxObject } from 'imapflow';
import { parseRemotePlace, type RemotePlace } from '#formats/remote-place.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { MailboxAddress, MailFacts, MailFolder, OpenMailbox } from '#ports/mailbox.ts';
import type { RemoteRefusal } from '#ports/remote.ts';
import { guardedLookup, type DialWorld } from '../guarded-fetch/guarded-dial.ts';
import { lifeline, RemoteFault, wordsOf, type Lifeline } from './remote-fault.ts';

export type MailboxWorld = DialWorld & {
  /** PEM of authorities beside the system's, for servers of the house. */
  readonly ca?: string;
  readonly limits?: Partial<typeof LIMITS>;
};

/** `literalBytes`: no answer of a server is larger than that. */
const LIMITS = { totalMs: 300_000, connectMs: 15_000, quietMs: 30_000, literalBytes: 33_554_432 };

/**
 * Opens folders over IMAP (RFC 9051, RFC 3501) with TLS from the first byte or STARTTLS before anything is said; in the open nobody
 * signs in. The address is guarded as for HTTP, and no answer may be larger or slower than the limits.
 */
export function mailboxOpener(world: MailboxWorld): OpenMailbox {
  return async (address, work) => {
    const place = parseRemotePlace(address.place, ['imaps', 'imap']);
    if (!place) return refuse({ code: 'url-invalid', detail: 'not the address of a mailbox' });
    const lookup = await guardedLookup(place, world);
    if (!lookup.ok) return lookup;
    const limits = { ...LIMITS, ...world.limits };
    const client = await clientOf(place, address, { ...world, limits, lookup: lookup.value });
    const line = lifeline(limits.totalMs, () => client.close());
    const hide = (words: string): string => words.replaceAll(address.password, '…');
    client.on('error', (fault: Error) => line.end({ code: 'connection-failed', detail: wordsOf(fault) }));
    client.on('close', () =>
      line.end({ code: 'connection-failed', detail: 'The server closed the connection.' }),
    );
    try {
      return accept(await visit(client, line, { place, address }, work));
    } catch (fault) {
      if (!(fault instanceof RemoteFault)) throw fault;
      return refuse({ ...fault.refusal, detail: hide(fault.refusal.detail) });
    } finally {
      line.close();
      client.close();
    }
  };
}

/** The library is loaded with the first mailbox: most nodes and commands open none. */
async function clientOf(
  place: RemotePlace,
  { user, password }: MailboxAddress,
  world: MailboxWorld & {
    readonly limits: typeof LIMITS;
    readonly lookup: Extract<Awaited<ReturnType<typeof guardedLookup>>, { ok: true }>['value'];
  },
): Promise<ImapFlow> {
  const { ImapFlow: Imap } = await import('imapflow');
  const { limits, lookup, ca } = world;
  const isImplicit = place.scheme === 'imaps';
  return new Imap({
    host: place.host.replace(/^\[|\]$/g, ''),
    port: place.port,
    secure: isImplicit,
    ...(isImplicit ? {} : { doSTARTTLS: true }),
    auth: { user, pass: password },
    // The lookup goes into the socket: the name is for the certificate.
    tls: { lookup, rejectUnauthorized: true, ...(ca === undefined ? {} : { ca }) },
    logger: false,
    disableAutoIdle: true,
    disableCompression: true,
    connectionTimeout: limits.connectMs,
    greetingTimeout: limits.connectMs,
    socketTimeout: limits.quietMs,
    maxLiteralSize: limits.literalBytes,
    maxLineLength: limits.literalBytes,
    maxResponseSize: limits.literalBytes + 1_048_576,
  });
}

type Place = { readonly place: RemotePlace; readonly address: MailboxAddress };

async function visit<T>(
  client: ImapFlow,
  line: Lifeline,
  { place, address }: Place,
  work: (folder: MailFolder) => Promise<T>,
): Promise<T> {
  await line.during(client.connect().catch(loginFault));
  const name = place.path === '' ? 'INBOX' : place.path;
  const opened = client.mailboxOpen(name, { readOnly: !address.mayChange }).catch((fault: unknown) => {
    throw new RemoteFault({ code: 'folder-unknown', detail: `${name}: ${wordsOf(fault)}` });
  });
  const mailbox = await line.during(opened);
  const done = await work(folderOf(client, line, mailbox));
  await client.logout().catch(() => undefined); // what was done is done
  return done;
}

function loginFault(fault: unknown): never {
  if (!isLoginFault(fault)) throw fault;
  throw new RemoteFault({ code: 'login-refused', detail: wordsOf(fault) });
}

function isLoginFault(fault: unknown): boolean {
  return fault instanceof Error && 'authenticationFailed' in fault && fault.authenticationFailed === true;
}

const BY_UID = { uid: true } as const;

function folderOf(client: ImapFlow, line: Lifeline, mailbox: MailboxObject): MailFolder {
  const factsOf = async (range: string): Promise<readonly MailFacts[]> => {
    const mails = await line.during(client.fetchAll(range, { uid: true, size: true }, BY_UID));
    return mails.map(({ uid, size = 0 }) => ({ uid, sizeBytes: size })).toSorted((a, b) => a.uid - b.uid);
  };
  return {
    name: mailbox.path,
    uidValidity: String(mailbox.uidValidity),
    async list({ after, since, most }) {
      const found = await line.during(
        client.search({ uid: `${after + 1}:*`, since: new Date(since) }, BY_UID),
      );
      // `n:*` always names the last mail, also when its UID is below n (RFC 9051 §9, seq-range).
      const uids = Array.isArray(found) ? found.filter((uid) => uid > after).toSorted((a, b) => a - b) : [];
      return uids.length === 0 ? [] : factsOf(uids.slice(0, most).join(','));
    },
    async newest() {
      return mailbox.exists === 0 ? undefined : (await factsOf('*')).at(-1);
    },
    async read(uid) {
      const mail = await line.during(client.fetchOne(String(uid), { source: true }, BY_UID));
      return mail === false ? undefined : mail.source;
    },
    async markSeen(uid) {
      const isDone = await line.during(client.messageFlagsAdd(String(uid), [String.raw`\Seen`], BY_UID));
      return isDone ? undefined : notDone('The server did not mark it as seen.');
    },
    moveTo: (uid, folder) => moved(client, line, uid, folder),
  };
}

async function moved(
  client: ImapFlow,
  line: Lifeline,
  uid: number,
  folder: string,
): Promise<RemoteRefusal | undefined> {
  // Without MOVE (RFC 6851) it would be a copy and a deletion, and nothing is deleted here.
  if (!client.capabilities.has('MOVE')) return notDone('The server cannot move mail (RFC 6851).');
  const made = await line.during(outcomeOf(client.mailboxCreate(folder)));
  const isDone = await line.during(outcomeOf(client.messageMove(String(uid), folder, BY_UID)));
  if (isDone.ok && isDone.value !== false) return undefined;
  return notDone(isDone.ok ? (made.ok ? 'It is not there.' : made.error) : isDone.error);
}

/** What the server answers to one command; a broken connection is heard of by the lifeline. */
function outcomeOf<T>(asked: Promise<T>): Promise<Result<T, string>> {
  return asked.then(accept, (fault: unknown) => refuse(wordsOf(fault)));
}

function notDone(detail: string): RemoteRefusal {
  return { code: 'file-refused', detail };
}
