import { plusSeconds, type Instant } from '#kernel/instant.ts';
import type { MailboxAddress, MailFacts, MailFolder } from '#ports/mailbox.ts';
import type { RemoteRefusal } from '#ports/remote.ts';
import type { Source } from '#ports/source-store.ts';
import type { ReadingNeeds, ReadRemembering, SourceAgency, SourceMemory } from './reading.ts';
import { fetchedPictures } from './source-pictures.ts';
import { count, isStuckAt, nothingTaken, readingOf, visiting, type Taking } from './taking.ts';

export const MOST_MAIL_BYTES = 25 * 1024 * 1024;
const AT_ONCE = 50;
/** Mail that lay there a day before the source was first read is left alone: a mailbox may be years old. */
const OLDEST_SECONDS = 86_400;

/**
 * Takes new mail out of one folder, oldest first, by UID. Each mail comes in by the door of every document, and is then left, marked
 * or moved, never deleted; read again it changes nothing, so a visit may end at any moment (I2). When the server numbers its mail
 * anew (UIDVALIDITY), all that came since the first visit is looked at again. A mail at which three visits break off is set aside.
 */
export const runImap: ReadRemembering = async (needs, agency, source, at) => {
  const visit = { agency, source, at, began: performance.now() };
  const taking = nothingTaken();
  const ended = await visiting(taking, () =>
    needs.openMailbox(mailboxOf(needs, source), (folder) => takeMails(needs, visit, folder, taking)),
  );
  return readingOf(needs, visit, taking, ended);
};

/** The newest mail, which stays as it is; else why there is none, in one sentence. */
export async function readNewestMail(
  needs: Pick<ReadingNeeds, 'openMailbox' | 'openSecret'>,
  source: Source,
): Promise<{ readonly name: string; readonly bytes: Uint8Array } | RemoteRefusal | string> {
  const visited = await needs.openMailbox(
    { ...mailboxOf(needs, source), mayChange: false },
    async (folder) => {
      const mail = await folder.newest();
      if (!mail) return `The folder ${folder.name} has no mail yet.`;
      if (mail.sizeBytes > MOST_MAIL_BYTES) return `The newest mail is too large: ${mail.sizeBytes} bytes.`;
      const bytes = await folder.read(mail.uid);
      return bytes ? { name: nameOf(folder, mail), bytes } : 'The newest mail was taken away meanwhile.';
    },
  );
  return visited.ok ? visited.value : visited.error;
}

function mailboxOf(needs: Pick<ReadingNeeds, 'openSecret'>, source: Source): MailboxAddress {
  const { user = '', markSeen, moveTo } = source.settings;
  const { sealedSecret } = source;
  const password = sealedSecret === undefined ? '' : needs.openSecret(sealedSecret, source.id);
  return { place: source.place, user, password, mayChange: markSeen === true || moveTo !== undefined };
}

type Needs = ReadingNeeds & { readonly memory: SourceMemory };
type Visit = { readonly agency: SourceAgency; readonly source: Source; readonly at: Instant };

async function takeMails(needs: Needs, visit: Visit, folder: MailFolder, taking: Taking): Promise<void> {
  const { cursor } = visit.source;
  const since = cursor.mailSince ?? plusSeconds(visit.at, -OLDEST_SECONDS);
  const isSame = folder.uidValidity === cursor.uidValidity;
  const after = isSame ? (cursor.lastUid ?? 0) : 0;
  taking.cursor = { uidValidity: folder.uidValidity, lastUid: after, mailSince: since };
  for (const mail of await folder.list({ after, since, most: AT_ONCE })) {
    taking.at = nameOf(folder, mail);
    await takeMail(needs, visit, { folder, mail }, taking);
    taking.cursor = { ...taking.cursor, lastUid: mail.uid };
    delete taking.at;
  }
}

async function takeMail(
  needs: Needs,
  { agency, source, at }: Visit,
  { folder, mail }: { readonly folder: MailFolder; readonly mail: MailFacts },
  taking: Taking,
): Promise<void> {
  const name = nameOf(folder, mail);
  const hindrance = hindranceOf(source, name, mail);
  if (hindrance) {
    await needs.memory.refuse({ name, ...hindrance, sizeBytes: mail.sizeBytes });
    taking.refused += 1;
    return;
  }
  const bytes = await folder.read(mail.uid);
  if (bytes === undefined) return; // taken away meanwhile
  taking.sizeBytes += bytes.length;
  const pictures = fetchedPictures(needs, agency);
  count(
    taking,
    await needs.ingest({ agency, source, at, name, bytes, contentType: 'message/rfc822', pictures }),
  );
  const { markSeen, moveTo } = source.settings;
  const fault =
    (markSeen ? await folder.markSeen(mail.uid) : undefined) ??
    (moveTo === undefined ? undefined : await folder.moveTo(mail.uid, moveTo));
  if (fault) taking.complaint = `${name} was taken, but stays where it is: ${fault.detail}`;
}

function hindranceOf(source: Source, name: string, { sizeBytes }: MailFacts) {
  if (sizeBytes > MOST_MAIL_BYTES) {
    const detail = `The mail has ${sizeBytes} bytes; at most ${MOST_MAIL_BYTES} are read.`;
    return { code: 'document-too-large', detail } as const;
  }
  if (!isStuckAt(source, name)) return undefined;
  const detail =
    'Three readings broke off at this mail; it was left in the mailbox, and those after it are taken.';
  return { code: 'document-unreachable', detail } as const;
}

function nameOf(folder: MailFolder, { uid }: MailFacts): string {
  return `${folder.name} UID ${uid}`;
}
