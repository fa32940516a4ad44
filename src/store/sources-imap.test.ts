import { createServer, type AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { mailboxOpener } from '#engines/remote/open-mailbox.ts';
import { instantOf } from '#kernel/instant.ts';
import type { Source } from '#ports/source-store.ts';
import { firstDocument } from '#sources/first-document.ts';
import { brokenLine, type BrokenLine } from '#tests/town/broken-line.ts';
import { hasDovecot, mailServer, type MailServer } from '#tests/town/mail-server.ts';
import { sourceTown, type SourceTown } from '#tests/town/source-town.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { testSafe } from '#tests/town/test-source.ts';

const isThere = hasDovecot();
let database: TestDatabase;
let town: SourceTown;
let server: MailServer;
const lines: BrokenLine[] = [];

beforeAll(async () => {
  if (isThere) database = await testDatabase();
});
afterAll(() => database?.drop());
beforeEach(async () => {
  if (!isThere) return;
  town = await sourceTown(database);
  server = await mailServer();
});
afterEach(async () => {
  if (!isThere) return;
  for (const line of lines.splice(0)) line.close();
  await server.close();
  await town.close();
});

/** Against a real Dovecot; where none is installed these tests are skipped, and say so. */
const onServer = (name: string, work: () => Promise<void>) =>
  test.skipIf(!isThere)(`a real mailbox: ${name}${isThere ? '' : ' (skipped: no dovecot-imapd here)'}`, work);

const mail = (id: string, subject: string, body = 'Nước lên ba mét.'): string =>
  [
    'From: Hãng tin <desk@wire.example>',
    `Message-ID: <${id}@wire.example>`,
    `Subject: ${subject}`,
    `Date: ${new Date().toUTCString()}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    body,
    '',
  ].join('\r\n');

const placeAt = (port: number): string => `imaps://localhost:${port}/INBOX`;

function mailbox(over: Partial<Source> = {}): Promise<Source> {
  return town.addSource({
    kind: 'imap',
    place: placeAt(server.tlsPort),
    sealedSecret: testSafe.sealSecret(server.password, ''),
    ...over,
    settings: { user: server.user, ...over.settings },
  });
}

type Limits = NonNullable<Parameters<typeof mailboxOpener>[0]['limits']>;
const needs = (limits: Limits = {}) => {
  const allowHosts = [server.tlsPort, server.startTlsPort, ...lines.map(({ port }) => port)].map(
    (port) => `localhost:${port}`,
  );
  return town.needsOf({ openMailbox: mailboxOpener({ allowHosts, ca: server.ca, limits }) });
};
const run = (source: Source, limits?: Limits): Promise<number> =>
  town.run(source, needs(limits), instantOf(Date.now()));
const now = (source: Source) => town.within(({ sources }) => sources.find(source.id));
const outcomeOf = async (source: Source) => (await now(source))?.lastOutcome;
const refusedOf = async (source: Source) =>
  (await town.refusedOf(source)).map(({ name, code, detail }) => [name, code, detail]);

async function brokenAfter(bytes: number): Promise<BrokenLine> {
  const line = await brokenLine(server.tlsPort, bytes);
  lines.push(line);
  return line;
}

onServer('new mail becomes stories, once each, and nothing in the mailbox is changed', async () => {
  const source = await mailbox();
  server.put(mail('flood-1', 'Lũ lên'));
  server.put(mail('flood-2', 'Lũ xuống'));
  expect(await run(source)).toBe(2);
  expect(await run(source)).toBe(0);
  server.put(mail('flood-3', 'Nắng lên'));
  expect(await run(source)).toBe(1);
  expect(server.look('INBOX')).toEqual(['1', '2', '3'].map((uid) => ({ uid, flags: '' })));
  expect(await outcomeOf(source)).toMatchObject({ ok: true, items: 1, detail: '' });
});

onServer('STARTTLS is begun before anybody signs in, and without it nobody does', async () => {
  server.put(mail('flood-1', 'Lũ lên'));
  const source = await mailbox({ place: `imap://localhost:${server.startTlsPort}/` });
  expect(await run(source)).toBe(1);
  const heard: string[] = [];
  const open = createServer((socket) => {
    socket.on('error', () => undefined); // it hangs up on us
    socket.write('* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] in the open\r\n');
    socket.on('data', (said) => {
      heard.push(String(said));
      const tag = String(said).split(' ')[0];
      socket.write(`* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n${tag} OK done\r\n`);
    });
  });
  await new Promise<void>((listening) => open.listen(0, '127.0.0.1', listening));
  const port = (open.address() as AddressInfo).port;
  const inTheOpen = await mailbox({ place: `imap://localhost:${port}/INBOX` });
  const openMailbox = mailboxOpener({ allowHosts: [`localhost:${port}`] });
  await town.run(inTheOpen, town.needsOf({ openMailbox }), instantOf(Date.now()));
  open.close();
  expect(await outcomeOf(inTheOpen)).toMatchObject({
    ok: false,
    detail: expect.stringContaining('STARTTLS'),
  });
  expect(heard.join('')).not.toMatch(/LOGIN|AUTHENTICATE|sesame/);
});

onServer('a wrong password is told without being shown, and asked again later and later', async () => {
  const source = await mailbox({ sealedSecret: testSafe.sealSecret('not-this-one', '') });
  expect(await run(source)).toBe(0);
  const after = await now(source);
  expect(after?.lastOutcome).toMatchObject({ ok: false, detail: expect.stringMatching(/^login-refused: /) });
  expect(JSON.stringify(after)).not.toContain('not-this-one');
  expect(after?.cursor.failures).toBe(1);
  await run(source);
  expect((await now(source))?.cursor.failures).toBe(2);
});

onServer('a certificate that nobody vouches for gets no password', async () => {
  const source = await mailbox();
  const openMailbox = mailboxOpener({ allowHosts: [`localhost:${server.tlsPort}`] });
  await town.run(source, town.needsOf({ openMailbox }), instantOf(Date.now()));
  expect(await outcomeOf(source)).toMatchObject({ ok: false, detail: expect.stringMatching(/self.signed/) });
});

onServer('what was taken is marked as seen and moved, if a person wants that', async () => {
  const source = await mailbox({ settings: { markSeen: true, moveTo: 'Đã lấy' } });
  server.put(mail('flood-1', 'Lũ lên'));
  expect(await run(source)).toBe(1);
  expect(server.look('INBOX')).toEqual([]);
  expect(server.look('Đã lấy').map(({ flags }) => flags)).toEqual([String.raw`\Seen`]);
});

onServer('mail that the server has numbered anew is not taken twice, and none is missed', async () => {
  const source = await mailbox();
  for (const id of ['flood-1', 'flood-2', 'flood-3']) server.put(mail(id, `Lũ ${id}`));
  expect(await run(source)).toBe(3);
  server.expunge('1:2');
  server.renumber();
  server.put(mail('flood-4', 'Lũ xuống'));
  expect(server.look('INBOX').map(({ uid }) => uid)).toEqual(['1', '2']);
  expect(await run(source)).toBe(1);
  expect((await now(source))?.cursor.uidValidity).toBe('4000000000');
  expect(await run(source)).toBe(0);
});

onServer('mail that lay there for long before the source was added is left alone', async () => {
  server.put(mail('old-1', 'Chuyện cũ'), 10);
  server.put(mail('flood-1', 'Lũ lên'));
  const source = await mailbox();
  expect(await run(source)).toBe(1);
});

onServer('what came before the connection broke is kept, and the rest comes when it holds', async () => {
  server.put(mail('flood-1', 'Lũ lên'));
  server.put(mail('flood-2', 'Dài', 'Nước lên. '.repeat(60_000)));
  const line = await brokenAfter(200_000);
  const source = await mailbox({ place: placeAt(line.port) });
  expect(await run(source)).toBe(1);
  expect(await outcomeOf(source)).toMatchObject({ ok: false, items: 1 });
  line.mend();
  expect(await run(source)).toBe(1);
  expect(await outcomeOf(source)).toMatchObject({ ok: true, items: 1 });
  expect((await now(source))?.cursor).not.toHaveProperty('stuckAt');
});

onServer('a mail at which three readings break off is set aside, and those behind it come', async () => {
  server.put(mail('flood-1', 'Dài', 'Nước lên. '.repeat(60_000)));
  server.put(mail('flood-2', 'Lũ xuống'));
  const line = await brokenAfter(200_000);
  const source = await mailbox({ place: placeAt(line.port) });
  for (const count of [0, 0, 0, 1]) expect(await run(source)).toBe(count);
  expect(await refusedOf(source)).toEqual([
    ['INBOX UID 1', 'document-unreachable', expect.stringContaining('Three readings broke off')],
  ]);
  expect(server.look('INBOX')).toHaveLength(2);
});

onServer('a mail over which this program stumbles is set aside like one that cannot be brought', async () => {
  server.put(mail('flood-1', 'Lũ lên'));
  server.put(mail('flood-2', 'Lũ xuống'));
  const source = await mailbox();
  const tools = needs();
  const stumbling: typeof tools = {
    ...tools,
    ingest: (document) => {
      if (document.name === 'INBOX UID 1') throw new Error('a bug');
      return tools.ingest(document);
    },
  };
  const counts: number[] = [];
  for (let time = 0; time < 4; time += 1)
    counts.push(await town.run(source, stumbling, instantOf(Date.now())));
  expect(counts).toEqual([0, 0, 0, 1]);
  expect((await refusedOf(source)).map(([name]) => name)).toEqual(['INBOX UID 1']);
});

onServer(
  'a mail of 30 MB is refused with its size, one that is no story with its reason, and the next is taken',
  async () => {
    server.put(mail('large-1', 'Rất dài', `${'x'.repeat(76)}\r\n`.repeat(404_000)));
    server.put(mail('empty-1', '', ''));
    server.put(mail('flood-1', 'Lũ lên'));
    const source = await mailbox();
    expect(await run(source)).toBe(1);
    expect(await outcomeOf(source)).toMatchObject({ ok: true, items: 1, refused: 2 });
    expect(await refusedOf(source)).toEqual(
      expect.arrayContaining([
        ['INBOX UID 1', 'document-too-large', expect.stringMatching(/^The mail has 3\d{7} bytes/)],
        ['INBOX UID 2', 'document-without-items', expect.any(String)],
      ]),
    );
  },
);

onServer('a server that says nothing ends by its time and holds up no other source', async () => {
  server.put(mail('flood-1', 'Lũ lên'));
  const silent = await brokenAfter(0);
  const [slow, quick] = [await mailbox({ place: placeAt(silent.port) }), await mailbox()];
  const ends: string[] = [];
  const running = run(slow, { connectMs: 600_000 }).then(() => ends.push('slow'));
  await run(quick).then(() => ends.push('quick'));
  silent.close();
  await running;
  expect(ends).toEqual(['quick', 'slow']);
  const mute = await brokenAfter(0);
  const waiting = await mailbox({ place: placeAt(mute.port) });
  await run(waiting, { totalMs: 300 });
  expect(await outcomeOf(waiting)).toMatchObject({
    ok: false,
    detail: expect.stringContaining('total-timeout'),
  });
});

onServer(
  'an address in the house is not connected to unless the operator allows it, whatever its name',
  async () => {
    const opened = mailboxOpener({ allowHosts: [], resolve: async () => ['203.0.114.7', '127.0.0.1'] });
    const places = [placeAt(server.tlsPort), 'imaps://127.0.0.1/INBOX', 'imaps://mail.wire-agency.vn/INBOX'];
    for (const place of places) {
      const source = await mailbox({ place });
      await town.run(source, town.needsOf({ openMailbox: opened }), instantOf(Date.now()));
      expect(await outcomeOf(source)).toMatchObject({
        ok: false,
        detail: expect.stringMatching(/^(?:url-single-label|address-not-global): /),
      });
    }
  },
);

onServer('a look shows the newest mail and leaves everything as it is', async () => {
  const source = await mailbox({ settings: { markSeen: true, moveTo: 'Taken' } });
  expect(await firstDocument(needs(), source)).toMatchObject({
    ok: false,
    error: { code: 'source-without-document', detail: expect.stringContaining('no mail') },
  });
  server.put(mail('flood-1', 'Lũ lên'));
  server.put(mail('flood-2', 'Lũ xuống'));
  const first = await firstDocument(needs(), source);
  expect(first).toMatchObject({ ok: true, value: { name: 'INBOX UID 2', contentType: 'message/rfc822' } });
  expect(first.ok && new TextDecoder().decode(first.value.bytes)).toContain('Lũ xuống');
  expect(server.look('INBOX').map(({ flags }) => flags)).toEqual(['', '']);
  const nowhere = await mailbox({ place: `imaps://localhost:${server.tlsPort}/Nowhere` });
  expect(await firstDocument(needs(), nowhere)).toMatchObject({
    ok: false,
    error: { detail: expect.stringContaining('folder-unknown: Nowhere') },
  });
});
