import { isIP } from 'node:net';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { isJsonObject, type Json } from '#kernel/json.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { parseRemotePlace } from '#formats/remote-place.ts';
import type {
  CallBack,
  DeliveryAnswer,
  Destination,
  DestinationAddress,
  Remote,
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
 * that on top in three languages. Nothing that was sent can be taken back: a stop is told, and no more. `settings`: `from`, `to` (with
 * commas), `user`.
 */
export function mailDestination(world: MailWorld, address: DestinationAddress): Destination {
  const { from = '', to = '' } = address.settings;
  const named = (messageId: string): string => `<${messageId}@${from.split('@').at(-1) ?? 'localhost'}>`;
  return {
    async deliver(shipment, remote) {
      if (!(await shipment.mayGoOn())) return STOPPED;
      const id = named(shipment.messageId);
      const sent = await send(world, address, { from, to, ...storyMail(shipment, id, remote) });
      return sent.ok
        ? { outcome: 'done', answer: sent.value, remote: { id: remote?.id ?? id } }
        : { outcome: 'failed', answer: sent.error };
    },
    async withdraw(callBack, remote): Promise<DeliveryAnswer> {
      const id = named(callBack.messageId);
      const sent = await send(world, address, { from, to, ...stopMail(callBack, id, remote) });
      return sent.ok ? { outcome: 'told', answer: sent.value } : { outcome: 'failed', answer: sent.error };
    },
    tryOut: () => tryOut(world, address),
  };
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
  const isChanged = remote !== undefined && remote.id !== messageId;
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

function stopMail(callBack: CallBack, messageId: string, remote: Remote | undefined): SendMailOptions {
  const { mark, lines } = callBack.isKill ? KILL : WITHDRAWN;
  const headline = headlineIn(callBack.ninjs) ?? callBack.slug;
  return {
    ...namedMail(messageId, remote),
    subject: `${mark}: ${headline}`,
    priority: 'high',
    text: `${lines.join('\n')}\n\n${headline}\n`,
    attachments: [ninjsFile(callBack.ninjs)],
  };
}

/** The name is the same when it is sent again, so that a mailbox knows a repetition; what follows answers the first mail. */
function namedMail(messageId: string, remote: Remote | undefined): SendMailOptions {
  const first = remote !== undefined && remote.id !== messageId ? remote.id : undefined;
  return { messageId, ...(first === undefined ? {} : { inReplyTo: first, references: first }) };
}

function ninjsFile(ninjs: string) {
  return {
    filename: 'story.ninjs.json',
    content: Buffer.from(ninjs),
    contentType: 'application/vnd.iptc.ninjs+json',
  };
}

function headlineIn(ninjs: string): string | undefined {
  const item: Json = JSON.parse(ninjs);
  const list = isJsonObject(item) ? item['headlines'] : undefined;
  const first = Array.isArray(list) ? list[0] : undefined;
  const value = isJsonObject(first) ? first['value'] : undefined;
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** What the server said when it took the mail; else its words why not. */
async function send(
  world: MailWorld,
  address: DestinationAddress,
  mail: SendMailOptions,
): Promise<Result<string, string>> {
  const opened = await opening(world, address);
  if (!opened.ok) return opened;
  const transport = opened.value;
  try {
    const { response, rejected } = await transport.sendMail(mail);
    return accept(rejected.length === 0 ? response : `${response}; refused for: ${rejected.join(', ')}`);
  } catch (fault) {
    return refuse(saidBy(fault));
  } finally {
    transport.close();
  }
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
