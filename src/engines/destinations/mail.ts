import { isIP } from 'node:net';
import type { SendMailOptions } from 'nodemailer';
import addressparser from 'nodemailer/lib/addressparser';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { parseRemotePlace } from '#formats/remote-place.ts';
import type {
  CallBack,
  DeliveryAnswer,
  Destination,
  DestinationAddress,
  Remote,
  RemoteMail,
  Shipment,
  TrialStep,
} from '#ports/destination.ts';
import { bare, guardedSocket, type DialWorld } from '../guarded-fetch/guarded-dial.ts';
import { wordsOf } from '../remote/remote-fault.ts';
import { STOPPED } from './speak.ts';

export type MailWorld = DialWorld & {
  /** PEM of authorities beside the system's, for servers of the house. */
  readonly ca?: string;
};

const LIMITS = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 60_000 };

/**
 * Mail to people or systems that take stories by mail, over SMTP with TLS (RFC 5321, RFC 3207). A story is one mail with its pictures and
 * its ninjs attached; a later version is a new mail that answers the first one and says so; what takes a story back is a mail with
 * that on top in three languages, under the subject that the story had, to everybody who may have it, and again to those it was
 * refused for. Nothing that was sent can be taken back: a stop is told, and no more. `settings`: `from`, `to` (with commas), `user`.
 */
export function mailDestination(world: MailWorld, address: DestinationAddress): Destination {
  const named = (messageId: string): string => `<${messageId}@${domainOf(address)}>`;
  return {
    async deliver(shipment, remote) {
      if (!(await shipment.mayGoOn())) return STOPPED;
      return deliver(world, address, { shipment, id: named(shipment.messageId), remote });
    },
    withdraw: (callBack, remote) =>
      withdraw(world, address, { callBack, id: named(callBack.messageId), remote }),
    tryOut: () => tryOut(world, address),
  };
}

type Letter = { readonly id: string; readonly remote: Remote | undefined };

async function deliver(
  world: MailWorld,
  address: DestinationAddress,
  { shipment, id, remote }: Letter & { readonly shipment: Shipment },
): Promise<DeliveryAnswer> {
  const { id: first, mail } = known(remote, shipment.headline);
  const before = first === '' ? { ...mail, subject: shipment.headline } : mail;
  const sent = await send(world, address, storyMail(shipment, id, remote));
  if (!sent.ok)
    return { outcome: 'failed', answer: sent.error, remote: { ...remote, id: first, mail: before } };
  const { answer, accepted, rejected } = sent.value;
  const reached = [...new Set([...before.reached, ...accepted])];
  const now = { ...before, reached, refused: without(rejected, reached) };
  return { outcome: 'done', answer, remote: { ...remote, id: first || id, mail: now } };
}

async function withdraw(
  world: MailWorld,
  address: DestinationAddress,
  { callBack, id, remote }: Letter & { readonly callBack: CallBack },
): Promise<DeliveryAnswer> {
  const { id: first, mail } = known(remote, callBack.slug);
  const told = mail.told?.messageId === id ? mail.told.to : [];
  const to = without(whoMayHaveIt(address, mail), told);
  if (to.length === 0) return { outcome: 'told', answer: 'Nobody is left to be told.' };
  const sent = await send(world, address, stopMail(callBack, { id, remote, subject: mail.subject }), to);
  if (!sent.ok) return { outcome: 'failed', answer: sent.error };
  const { answer, accepted, rejected } = sent.value;
  const toldNow = { messageId: id, to: [...told, ...accepted] };
  return {
    outcome: rejected.length === 0 ? 'told' : 'failed',
    answer,
    remote: { ...remote, id: first, mail: { ...mail, told: toldNow } },
  };
}

/** Without an `id` no mail is known to have gone out. */
function known(
  remote: Remote | undefined,
  subject: string,
): { readonly id: string; readonly mail: RemoteMail } {
  const mail = remote?.mail ?? { subject, reached: [], refused: [] };
  return { id: remote?.id ?? '', mail };
}

/** Those it went to, and of an attempt whose answer was lost those it may have gone to. */
function whoMayHaveIt({ settings }: DestinationAddress, { reached, refused }: RemoteMail): readonly string[] {
  return [...new Set([...reached, ...without(addressesIn(settings['to']), refused)])];
}

function addressesIn(list = ''): readonly string[] {
  return addressparser(list, { flatten: true }).map(({ address }) => address);
}

function domainOf({ settings }: DestinationAddress): string {
  const [address = ''] = addressesIn(settings['from']);
  return address.split('@').at(-1) || 'localhost';
}

function without(all: readonly string[], some: readonly string[]): readonly string[] {
  return all.filter((one) => !some.includes(one));
}

const CHANGED = 'ĐÍNH CHÍNH, CẬP NHẬT · 更正、更新 · CORRECTION, UPDATE';
const KILL = {
  mark: 'HỦY TIN · 撤稿 · KILL',
  lines: [
    'HỦY TIN: không dùng tin này. Nếu đã đăng, hãy gỡ ngay.',
    '撤稿：请勿使用此稿；如已刊发，请立即撤下。',
    'KILL: do not use this story. If it was published, take it down at once.',
  ],
};
const WITHDRAWN = {
  mark: 'RÚT TIN · 撤回 · WITHDRAWN',
  lines: [
    'RÚT TIN: không dùng tin này cho đến khi có tin mới từ chúng tôi. Nếu đã đăng, hãy gỡ xuống.',
    '撤回：在我方另行通知之前请勿使用此稿；如已刊发，请撤下。',
    'WITHDRAWN: do not use this story until you hear from us. If it was published, take it down.',
  ],
};

function storyMail(shipment: Shipment, messageId: string, remote: Remote | undefined): SendMailOptions {
  const { headline, pictures, ninjs, text, language, html } = shipment;
  const isChanged = firstBefore(messageId, remote) !== undefined;
  const mark = isChanged ? `${CHANGED}\n\n` : '';
  const cidOf = (guid: string): string | undefined => {
    const index = pictures.findIndex((one) => one.guid === guid);
    return index < 0 ? undefined : `picture-${index + 1}@pactwire`;
  };
  return {
    ...namedMail(messageId, remote),
    subject: isChanged ? `${CHANGED}: ${headline}` : headline,
    headers: { 'content-language': language },
    text: `${mark}${text}`,
    html: `${isChanged ? `<p><strong>${CHANGED}</strong></p>` : ''}<h1>${escaped(headline)}</h1>${html(
      (guid) => {
        const cid = cidOf(guid);
        return cid === undefined ? undefined : `cid:${cid}`;
      },
    )}`,
    attachments: [
      ...pictures.map(({ guid, fileName, bytes, mediaType }) => ({
        filename: fileName,
        content: Buffer.from(bytes),
        contentType: mediaType,
        cid: cidOf(guid) ?? '',
      })),
      ninjsFile(ninjs),
    ],
  };
}

/** The stop itself says nothing of what the story said: its subject is what people find it by. */
function stopMail(
  callBack: CallBack,
  { id, remote, subject }: Letter & { readonly subject: string },
): SendMailOptions {
  const { mark, lines } = callBack.isKill ? KILL : WITHDRAWN;
  return {
    ...namedMail(id, remote),
    subject: `${mark}: ${subject}`,
    priority: 'high',
    text: `${lines.join('\n')}\n\n${subject}\n`,
    attachments: [ninjsFile(callBack.ninjs)],
  };
}

/** The name is the same when it is sent again, so that a mailbox knows a repetition; what follows answers the first mail. */
function namedMail(messageId: string, remote: Remote | undefined): SendMailOptions {
  const first = firstBefore(messageId, remote);
  return { messageId, ...(first === undefined ? {} : { inReplyTo: first, references: first }) };
}

function firstBefore(messageId: string, remote: Remote | undefined): string | undefined {
  return remote === undefined || remote.id === '' || remote.id === messageId ? undefined : remote.id;
}

function ninjsFile(ninjs: string) {
  return {
    filename: 'story.ninjs.json',
    content: Buffer.from(ninjs),
    contentType: 'application/vnd.iptc.ninjs+json',
  };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

type Sent = {
  readonly answer: string;
  readonly accepted: readonly string[];
  readonly rejected: readonly string[];
};

/** What the server said when it took the mail, and for whom; else its words why not. `only`: those of them who get it now. */
async function send(
  world: MailWorld,
  address: DestinationAddress,
  mail: SendMailOptions,
  only?: readonly string[],
): Promise<Result<Sent, string>> {
  const opened = await opening(world, address);
  if (!opened.ok) return opened;
  const transport = opened.value;
  const { from = '', to = '' } = address.settings;
  const envelope = only && { from: addressesIn(from).slice(0, 1).join(), to: [...only] };
  try {
    const sent = await transport.sendMail({ from, to, ...mail, ...(envelope ? { envelope } : {}) });
    const [accepted, rejected] = [namesIn(sent.accepted), namesIn(sent.rejected)];
    const refused = rejected.length === 0 ? '' : `; refused for: ${rejected.join(', ')}`;
    return accept({ answer: `${sent.response}${refused}`, accepted, rejected });
  } catch (fault) {
    return refuse(saidBy(fault));
  } finally {
    transport.close();
  }
}

function namesIn(list: readonly (string | { readonly address: string })[]): readonly string[] {
  return list.map((one) => (typeof one === 'string' ? one : one.address));
}

/** A mail cannot be taken back, so a trial sends none: it says hello, begins TLS and signs in. */
async function tryOut(world: MailWorld, address: DestinationAddress): Promise<readonly TrialStep[]> {
  const opened = await opening(world, address);
  if (!opened.ok) return [{ name: 'reachable', isDone: false, answer: opened.error }];
  try {
    await opened.value.verify();
    const user = address.settings['user'] ?? '';
    return [
      { name: 'reachable', isDone: true, answer: 'The server greeted, over TLS.' },
      {
        name: 'credentials',
        isDone: true,
        answer: user === '' ? 'Nobody had to sign in.' : `Signed in as ${user}. No mail was sent.`,
      },
    ];
  } catch (fault) {
    const isLogin = fault instanceof Error && 'code' in fault && fault.code === 'EAUTH';
    if (!isLogin) return [{ name: 'reachable', isDone: false, answer: saidBy(fault) }];
    return [
      { name: 'reachable', isDone: true, answer: 'The server greeted, over TLS.' },
      { name: 'credentials', isDone: false, answer: saidBy(fault) },
    ];
  } finally {
    opened.value.close();
  }
}

async function opening(world: MailWorld, { place, settings, secret }: DestinationAddress) {
  const where = parseRemotePlace(place, ['smtps', 'smtp']);
  if (!where) return refuse('url-invalid: not the address of a mail server');
  const socket = await guardedSocket(where, world);
  if (!socket.ok) return refuse(`${socket.error.code}: ${socket.error.detail}`);
  const { user = '' } = settings;
  // Loaded with the first mail: most nodes and commands send none.
  const { createTransport } = await import('nodemailer');
  return accept(
    createTransport({
      ...LIMITS,
      host: bare(where.host),
      port: where.port,
      connection: socket.value,
      secure: where.scheme === 'smtps',
      requireTLS: true,
      tls: { ...nameFor(bare(where.host)), ...(world.ca === undefined ? {} : { ca: world.ca }) },
      ...(user === '' ? {} : { auth: { user, pass: secret } }),
      // Nothing in a story makes it read a file or an address.
      disableFileAccess: true,
      disableUrlAccess: true,
    }),
  );
}

/** An address names no server in TLS (RFC 6066 §3). */
function nameFor(host: string): { readonly servername?: string } {
  return isIP(host) === 0 ? { servername: host } : {};
}

/** The server's own words where it said any. */
function saidBy(fault: unknown): string {
  const said = fault instanceof Error && 'response' in fault ? fault.response : undefined;
  return typeof said === 'string' && said !== '' ? said : wordsOf(fault);
}
