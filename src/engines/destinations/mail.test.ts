import { createServer, type AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { instantOf } from '#kernel/instant.ts';
import type { Destination, Shipment } from '#ports/destination.ts';
import { readDocument } from '#formats/convert.ts';
import { headerText } from '#formats/mail/header-text.ts';
import { makeCallBack } from '#app/publication/push/make-shipment.ts';
import { testItem } from '#tests/town/test-item.ts';
import { letterbox, type Letterbox } from '#tests/town/smtp-server.ts';
import { mailDestination } from './mail.ts';

let box: Letterbox;
beforeEach(async () => {
  box = await letterbox();
});
afterEach(() => box.close());

const opened = (
  over: {
    readonly place?: string;
    readonly settings?: Record<string, string>;
    readonly secret?: string;
  } = {},
  allowed = [`localhost:${box.tlsPort}`, `localhost:${box.startTlsPort}`],
): Destination =>
  mailDestination(
    { allowHosts: allowed, ca: box.ca },
    {
      kind: 'mail',
      place: over.place ?? `smtps://localhost:${box.tlsPort}`,
      settings: {
        from: 'wire@song-han.example',
        to: 'desk@one.example, desk@two.example',
        user: box.user,
        ...over.settings,
      },
      secret: over.secret ?? box.password,
    },
  );

const PICTURE = Buffer.from(
  '/9j/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDRENDg8QEBEQCgwSExIQEw8QEBD/wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAACf/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AVN//2Q==',
  'base64',
);
const shipment = (over: Partial<Shipment> = {}): Shipment => ({
  messageId: 'one.publish.1',
  placementId: 'one',
  slug: 'cang-ha-mon',
  language: 'vi',
  ninjs: '{"uri":"urn:x:1"}',
  at: instantOf(0),
  headline: 'Cảng Hạ Môn <mở lại> & 厦门',
  text: 'Cảng Hạ Môn mở lại\n\nTàu đã chạy.\n',
  html: (sourceOf) => `<figure><img src="${sourceOf('urn:p:1') ?? 'none'}"></figure><p>Tàu đã chạy.</p>`,
  pictures: [
    { guid: 'urn:p:1', fileName: 'Ảnh 1.jpg', mediaType: 'image/jpeg', bytes: PICTURE, caption: 'Bến cảng' },
  ],
  mayGoOn: async () => true,
  ...over,
});

/** A mail as this house reads one. */
const read = (text: string) => {
  const document = readDocument(Buffer.from(text), {
    provider: 'did:web:x.example',
    receivedAt: instantOf(0),
    contentType: 'message/rfc822',
  });
  if (!document.ok) throw new Error(JSON.stringify(document.error));
  return document.value;
};
const subject = (text: string): string => headerText(header(text, 'subject') ?? '');
const header = (text: string, name: string): string | undefined =>
  new RegExp(`^${name}: (.*(?:\r?\n[ \t].*)*)`, 'im').exec(text)?.[1]?.replaceAll(/\s+/g, ' ');

test('a story is one mail to all, with its words, its picture and its ninjs', async () => {
  const answer = await opened().deliver(shipment(), undefined);
  expect(answer).toMatchObject({ outcome: 'done', answer: expect.stringContaining('queued as 1') });
  expect(answer.remote).toEqual({
    id: '<one.publish.1@song-han.example>',
    mail: {
      subject: 'Cảng Hạ Môn <mở lại> & 厦门',
      reached: ['desk@one.example', 'desk@two.example'],
      refused: [],
    },
  });
  const [mail] = box.mails;
  expect(mail?.to).toEqual(['desk@one.example', 'desk@two.example']);
  const text = mail?.text ?? '';
  expect(header(text, 'message-id')).toBe('<one.publish.1@song-han.example>');
  expect(header(text, 'in-reply-to')).toBeUndefined();
  expect(text).toMatch(/filename=story\.ninjs\.json/);
  expect(text).toContain('cid:picture-1@pactwire');
  expect(text).toMatch(/Content-Id: <picture-1@pactwire>/i);
  const [item] = read(text).items;
  expect(item?.headline).toBe('Cảng Hạ Môn <mở lại> & 厦门');
});

test('a later version is a new mail that answers the first and says what it is; sent again it is the same mail', async () => {
  const first = await opened().deliver(shipment(), undefined);
  await opened().deliver(shipment(), first.remote);
  const next = await opened().deliver(shipment({ messageId: 'one.publish.2' }), first.remote);
  expect(next.remote).toEqual(first.remote);
  const [one, again, changed] = box.mails.map(({ text }) => text);
  expect(header(again ?? '', 'message-id')).toBe(header(one ?? '', 'message-id'));
  expect(header(again ?? '', 'in-reply-to')).toBeUndefined();
  expect(header(changed ?? '', 'in-reply-to')).toBe('<one.publish.1@song-han.example>');
  expect(header(changed ?? '', 'references')).toBe('<one.publish.1@song-han.example>');
  expect(subject(changed ?? '')).toMatch(/^ĐÍNH CHÍNH, CẬP NHẬT · 更正、更新 · CORRECTION, UPDATE: Cảng/);
});

test('what takes a story back is told in three languages on top, and never said to be gone', async () => {
  const first = await opened().deliver(shipment(), undefined);
  const stop = shipment({ messageId: 'one.kill.3', ninjs: '{}', headline: '' });
  const killed = await opened().withdraw({ ...stop, isKill: true }, first.remote);
  const withdrawn = await opened().withdraw(
    { ...stop, messageId: 'one.withdraw.4', isKill: false },
    undefined,
  );
  expect([killed.outcome, withdrawn.outcome]).toEqual(['told', 'told']);
  const [, kill, withdraw] = box.mails.map(({ text }) => text);
  expect(header(kill ?? '', 'in-reply-to')).toBe('<one.publish.1@song-han.example>');
  const [said] = read(kill ?? '').items;
  expect(subject(kill ?? '')).toBe('HỦY TIN · 撤稿 · KILL: Cảng Hạ Môn <mở lại> & 厦门');
  const words = JSON.stringify(said?.blocks);
  const places = ['HỦY TIN: không dùng', '撤稿：请勿使用', 'KILL: do not use'].map((one) =>
    words.indexOf(one),
  );
  expect(places.every((place) => place >= 0)).toBe(true);
  expect(subject(withdraw ?? '')).toBe('RÚT TIN · 撤回 · WITHDRAWN: cang-ha-mon');
});

test('a stop that one of them is refused for has failed, and goes to that one alone until it is taken', async () => {
  const remote = {
    id: '<one.publish.1@song-han.example>',
    mail: { subject: 'Cảng', reached: ['desk@one.example', 'nobody@two.example'], refused: [] },
  };
  const kill = { ...shipment({ messageId: 'one.kill.3' }), isKill: true };
  const first = await opened().withdraw(kill, remote);
  expect(first).toMatchObject({
    outcome: 'failed',
    answer: expect.stringContaining('refused for: nobody@two.example'),
    remote: { id: remote.id, mail: { told: { to: ['desk@one.example', 'desk@two.example'] } } },
  });
  expect(await opened().withdraw(kill, first.remote)).toMatchObject({ outcome: 'failed' });
  expect(box.mails.map(({ to }) => to)).toEqual([['desk@one.example', 'desk@two.example']]);
  box.takesForAll = true;
  const last = await opened().withdraw(kill, first.remote);
  expect(last.outcome).toBe('told');
  expect(box.mails.at(-1)?.to).toEqual(['nobody@two.example']);
  // What follows is another stop, for all of them.
  await opened().withdraw({ ...kill, messageId: 'one.kill.4' }, last.remote);
  expect(box.mails.at(-1)?.to).toHaveLength(3);
});

test('who was refused the story is not told of its end, and who may have it is', async () => {
  const some = opened({ settings: { to: 'desk@one.example, nobody@two.example' } });
  const { remote } = await some.deliver(shipment(), undefined);
  const kill = { ...shipment({ messageId: 'one.kill.3' }), isKill: true };
  expect(await some.withdraw(kill, remote)).toMatchObject({ outcome: 'told' });
  const moved = opened({ settings: { to: 'desk@three.example' } });
  expect(await moved.withdraw({ ...kill, messageId: 'one.kill.4' }, remote)).toMatchObject({
    outcome: 'told',
  });
  expect(box.mails.at(-1)?.to).toEqual(['desk@one.example', 'desk@three.example']);
});

test('a stop names its story, of which it says no word itself, also when the answer to it was lost', async () => {
  const at = instantOf(0);
  const placement = { id: 'one', destinationId: 'mail', itemId: 'item', slug: 'story-1a2b3c4d' } as const;
  const callBack = makeCallBack({
    placement: { ...placement, wanted: 'published', stands: 'nothing', failures: 1, orderedAt: at },
    outgoing: { item: testItem({ headline: '', pubStatus: 'canceled', blocks: [] }) },
    deed: 'kill',
    at,
  });
  const lost = await opened({ secret: 'not-this-one' }).deliver(shipment(), undefined);
  expect(lost.outcome).toBe('failed');
  await opened().withdraw(callBack, lost.remote);
  const [kill] = box.mails.map(({ text }) => text);
  expect(subject(kill ?? '')).toBe('HỦY TIN · 撤稿 · KILL: Cảng Hạ Môn <mở lại> & 厦门');
  expect(header(kill ?? '', 'in-reply-to')).toBeUndefined();
});

test('a name before the address of the sender is none of the name of a mail', async () => {
  const from = 'Hãng tin Sông Hàn <wire@song-han.example>';
  await opened({ settings: { from } }).deliver(shipment(), undefined);
  expect(header(box.mails[0]?.text ?? '', 'message-id')).toBe('<one.publish.1@song-han.example>');
});

test('nothing is sent once the story is not to be there', async () => {
  expect(await opened().deliver(shipment({ mayGoOn: async () => false }), undefined)).toMatchObject({
    outcome: 'stopped',
  });
  expect(box.mails).toEqual([]);
});

test('who was refused is named; where all are, it failed in the server’s words', async () => {
  const some = opened({ settings: { to: 'desk@one.example, nobody@two.example' } });
  expect(await some.deliver(shipment(), undefined)).toMatchObject({
    outcome: 'done',
    answer: expect.stringContaining('refused for: nobody@two.example'),
  });
  const none = opened({ settings: { to: 'nobody@two.example' } });
  expect(await none.deliver(shipment(), undefined)).toMatchObject({
    outcome: 'failed',
    answer: expect.stringContaining('No such mailbox'),
  });
});

test('a trial greets, begins TLS and signs in, and sends no mail', async () => {
  const place = `smtp://localhost:${box.startTlsPort}`;
  const steps = await opened({ place }).tryOut('m', instantOf(0));
  expect(steps.map(({ name, isDone }) => [name, isDone])).toEqual([
    ['reachable', true],
    ['credentials', true],
  ]);
  const wrong = await opened({ place, secret: 'not-this-one' }).tryOut('m', instantOf(0));
  expect(wrong).toMatchObject([
    { name: 'reachable', isDone: true },
    { name: 'credentials', isDone: false, answer: '535 Authentication credentials invalid' },
  ]);
  expect(box.mails).toEqual([]);
});

test('a server without TLS gets neither password nor story, and one in the house is not connected to', async () => {
  const heard: string[] = [];
  const open = createServer((socket) => {
    socket.on('error', () => undefined); // it hangs up on us
    socket.write('220 in the open\r\n');
    socket.on('data', (said) => {
      heard.push(String(said));
      socket.write('250-in the open\r\n250 AUTH PLAIN\r\n');
    });
  });
  await new Promise<void>((listening) => open.listen(0, '127.0.0.1', listening));
  const { port } = open.address() as AddressInfo;
  const inTheOpen = opened({ place: `smtp://localhost:${port}` }, [`localhost:${port}`]);
  expect(await inTheOpen.deliver(shipment(), undefined)).toMatchObject({ outcome: 'failed' });
  expect(heard.join('')).not.toMatch(/AUTH|MAIL FROM/);
  open.close();
  const inHouse = await opened({ place: `smtps://127.0.0.1:${box.tlsPort}` }, []).tryOut('m', instantOf(0));
  expect(inHouse).toEqual([
    { name: 'reachable', isDone: false, answer: expect.stringContaining('address-not-global: 127.0.0.1') },
  ]);
});
