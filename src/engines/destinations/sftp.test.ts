import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { instantOf } from '#kernel/instant.ts';
import type { Shipment } from '#ports/destination.ts';
import { hasSshd, sshServer, type SshServer } from '#tests/town/ssh-server.ts';
import { sftpOpener } from '../remote/open-sftp.ts';
import { sftpDestination } from './sftp.ts';

const isThere = hasSshd();
let server: SshServer;
beforeEach(async () => {
  if (isThere) server = await sshServer();
});
afterEach(async () => {
  if (isThere) await server.close();
});

/** Against a real sshd; where none is installed these tests are skipped, and say so. */
const onServer = (name: string, work: () => Promise<void>) =>
  test.skipIf(!isThere)(
    `a real SFTP server: ${name}${isThere ? '' : ' (skipped: no openssh-server here)'}`,
    work,
  );

const opened = (over: Record<string, string> = {}, secret = server.privateKey) =>
  sftpDestination(sftpOpener({ allowHosts: [server.host] }), {
    place: server.place,
    settings: { user: server.user, hostKey: server.hostKey(), ...over },
    secret,
  });

const ID = '0190c1a0-0000-7000-8000-000000000001';
const shipment = (over: Partial<Shipment> = {}): Shipment => ({
  messageId: 'm',
  placementId: ID,
  slug: 'cang',
  language: 'vi',
  ninjs: '{"version":1}',
  at: instantOf(0),
  headline: 'Cảng',
  text: 'Cảng\n',
  html: () => '',
  pictures: [1, 2].map((number) => ({
    guid: `urn:p:${number}`,
    fileName: `${number}.jpg`,
    mediaType: 'image/jpeg',
    bytes: Buffer.from(`picture ${number}`),
    caption: '',
  })),
  mayGoOn: async () => true,
  ...over,
});
const there = (): readonly string[] => readdirSync(server.folder).toSorted();
const story = (): string => readFileSync(join(server.folder, `${ID}.ninjs.json`), 'utf8');

onServer('a story lies there whole with its pictures, and a newer version takes its place', async () => {
  expect(await opened().deliver(shipment(), undefined)).toMatchObject({
    outcome: 'done',
    remote: { id: ID },
  });
  expect(there()).toEqual([`${ID}-1.jpeg`, `${ID}-2.jpeg`, `${ID}.ninjs.json`]);
  expect(readFileSync(join(server.folder, `${ID}-2.jpeg`), 'utf8')).toBe('picture 2');
  expect(await opened().deliver(shipment({ ninjs: '{"version":2}' }), { id: ID })).toMatchObject({
    outcome: 'done',
  });
  expect(story()).toBe('{"version":2}');
});

onServer('what takes a story back stands in its place, without pictures, told twice too', async () => {
  await opened().deliver(shipment(), undefined);
  const callBack = { ...shipment({ ninjs: '{"pubStatus":"canceled"}' }), isKill: true };
  for (let time = 0; time < 2; time += 1) {
    expect(await opened().withdraw(callBack, undefined)).toMatchObject({ outcome: 'done' });
    expect(there()).toEqual([`${ID}.ninjs.json`]);
    expect(story()).toBe('{"pubStatus":"canceled"}');
  }
});

onServer('nothing more is written once the story is not to be there', async () => {
  let asked = 0;
  const stopped = await opened().deliver(shipment({ mayGoOn: async () => (asked += 1) < 3 }), undefined);
  expect(stopped.outcome).toBe('stopped');
  expect(there()).toEqual([`${ID}-1.jpeg`, `${ID}-2.jpeg`]);
});

onServer(
  'a trial writes a file and removes it, and says exactly what was answered where it fails',
  async () => {
    const done = await opened().tryOut('m', instantOf(0));
    expect(done.map(({ name, isDone }) => [name, isDone])).toEqual([
      ['reachable', true],
      ['credentials', true],
      ['draft-made', true],
      ['draft-removed', true],
    ]);
    expect(there()).toEqual([]);
    const unconfirmed = await opened({ hostKey: '' }).tryOut('m', instantOf(0));
    expect(unconfirmed).toEqual([
      { name: 'reachable', isDone: false, answer: expect.stringContaining(server.hostKey()) },
    ]);
    const wrong = await opened({}, 'not-this-one').tryOut('m', instantOf(0));
    expect(wrong).toMatchObject([
      { name: 'reachable', isDone: true },
      { name: 'credentials', isDone: false, answer: expect.stringMatching(/^login-refused: /) },
    ]);
  },
);

onServer('a server with another key gets no story', async () => {
  const destination = opened();
  await server.changeKey();
  expect(await destination.deliver(shipment(), undefined)).toMatchObject({
    outcome: 'failed',
    answer: expect.stringMatching(/^host-key-changed: .*Nothing was sent/),
  });
  expect(existsSync(join(server.folder, `${ID}-1.jpeg`))).toBe(false);
});
