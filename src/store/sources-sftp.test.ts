import { mkdirSync, readdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { sftpOpener } from '#engines/remote/open-sftp.ts';
import { instantOf } from '#kernel/instant.ts';
import type { Source } from '#ports/source-store.ts';
import { firstDocument } from '#sources/first-document.ts';
import { brokenLine, type BrokenLine } from '#tests/town/broken-line.ts';
import { sourceStory, sourceTown, type SourceTown } from '#tests/town/source-town.ts';
import { hasSshd, sshServer, type SshServer } from '#tests/town/ssh-server.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { testSafe } from '#tests/town/test-source.ts';

const isThere = hasSshd();
let database: TestDatabase;
let town: SourceTown;
let server: SshServer;
const lines: BrokenLine[] = [];

beforeAll(async () => {
  if (isThere) database = await testDatabase();
});
afterAll(() => database?.drop());
beforeEach(async () => {
  if (!isThere) return;
  town = await sourceTown(database);
  server = await sshServer();
});
afterEach(async () => {
  if (!isThere) return;
  for (const line of lines.splice(0)) line.close();
  await server.close();
  await town.close();
});

/** Against a real sshd; where none is installed these tests are skipped, and say so. */
const onServer = (name: string, work: () => Promise<void>) =>
  test.skipIf(!isThere)(
    `a real SFTP server: ${name}${isThere ? '' : ' (skipped: no openssh-server here)'}`,
    work,
  );

function drop(over: Partial<Source> = {}): Promise<Source> {
  return town.addSource({
    kind: 'sftp',
    place: server.place,
    sealedSecret: testSafe.sealSecret(server.privateKey, ''),
    ...over,
    settings: { user: server.user, hostKey: server.hostKey(), ...over.settings },
  });
}

type Limits = NonNullable<Parameters<typeof sftpOpener>[0]['limits']>;
const needs = (limits: Limits = {}) => {
  const allowHosts = [server.host, ...lines.map(({ port }) => `127.0.0.1:${port}`)];
  return town.needsOf({ openSftp: sftpOpener({ allowHosts, limits }) });
};
const run = (source: Source, limits?: Limits): Promise<number> =>
  town.run(source, needs(limits), instantOf(Date.now()));
const now = (source: Source) => town.within(({ sources }) => sources.find(source.id));
const outcomeOf = async (source: Source) => (await now(source))?.lastOutcome;
const lay = (name: string, content: string | Uint8Array = sourceStory({ guid: `urn:x:${name}` })): void =>
  writeFileSync(join(server.folder, name), content);
const there = (): readonly string[] => readdirSync(server.folder).toSorted();

onServer(
  'a file is taken once two looks have seen it the same, then never again, and stays there',
  async () => {
    const source = await drop();
    lay('a.json', '{"half": ');
    lay('.b.json');
    lay('c.json.part');
    symlinkSync(join(server.folder, 'a.json'), join(server.folder, 'link.json'));
    expect(await run(source)).toBe(0);
    lay('a.json');
    expect(await run(source)).toBe(0);
    expect(await run(source)).toBe(1);
    expect(await run(source)).toBe(0);
    expect(await town.refusedOf(source)).toEqual([]);
    expect(there()).toEqual(['.b.json', 'a.json', 'c.json.part', 'link.json']);
    lay('a.json', sourceStory({ guid: 'urn:x:a.json', version: 2, headline: 'Bản mới hơn' }));
    await run(source);
    expect(await run(source)).toBe(1);
  },
);

onServer('what was taken is moved, with the pictures that were named, under a free name', async () => {
  const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: 'teal' } })
    .png()
    .toBuffer();
  const source = await drop({ settings: { moveTo: 'taken' } });
  mkdirSync(join(server.folder, 'taken'));
  lay('taken/a.json', 'an older one');
  lay('port.png', picture);
  const story = JSON.parse(sourceStory({ guid: 'urn:x:a' }));
  story.associations = [
    {
      name: 'p1',
      uri: 'urn:p:1',
      type: 'picture',
      renditions: [{ name: 'original', href: 'https://wire.example/m/port.png', contentType: 'image/png' }],
    },
  ];
  lay('a.json', JSON.stringify(story));
  await run(source);
  expect(await run(source)).toBe(1);
  expect(await outcomeOf(source)).toMatchObject({ ok: true, detail: '' });
  expect(there()).toEqual(['taken']);
  expect(readdirSync(join(server.folder, 'taken')).toSorted()).toEqual(['2-a.json', 'a.json', 'port.png']);
  expect(readFileSync(join(server.folder, 'taken/a.json'), 'utf8')).toBe('an older one');
});

onServer('a key that nobody has confirmed is shown by a look, and nobody signs in', async () => {
  lay('a.json');
  const { hostKey: _none, ...settings } = (await drop()).settings;
  const source: Source = { ...(await drop()), settings };
  expect(await firstDocument(needs(), source)).toMatchObject({
    ok: false,
    error: { code: 'host-key-unconfirmed', hostKey: server.hostKey() },
  });
  const confirmed = { ...source, settings: { ...settings, hostKey: server.hostKey() } };
  expect(await firstDocument(needs(), confirmed)).toMatchObject({ ok: true, value: { name: 'a.json' } });
  expect(there()).toEqual(['a.json']);
});

onServer(
  'a server that shows another key stops its source at once, with both keys, until a person goes on',
  async () => {
    const source = await drop();
    lay('a.json');
    await run(source);
    const before = server.hostKey();
    await server.changeKey();
    expect(await run(source)).toBe(0);
    const stopped = await now(source);
    expect([stopped?.state, stopped?.stoppedAt !== undefined]).toEqual(['paused', true]);
    expect(stopped?.lastOutcome?.detail).toContain(
      `shows the key ${server.hostKey()}, confirmed is ${before}`,
    );
  },
);

onServer('a wrong password and a key that is none are told without being shown', async () => {
  for (const secret of ['not-this-one', '-----BEGIN OPENSSH PRIVATE KEY-----\nnot this one\n']) {
    const source = await drop({ sealedSecret: testSafe.sealSecret(secret, '') });
    await run(source);
    expect(await outcomeOf(source)).toMatchObject({
      ok: false,
      detail: expect.stringMatching(/^login-refused: /),
    });
    expect(JSON.stringify(await now(source))).not.toMatch(/not.this.one/);
  }
});

onServer('what came before the connection broke is kept, and the rest comes when it holds', async () => {
  const line = await brokenLine(Number(server.host.split(':')[1]), 400_000);
  lines.push(line);
  const source = await drop({ place: server.place.replace(server.host, `127.0.0.1:${line.port}`) });
  lay('a.json');
  lay('b.json', sourceStory({ guid: 'urn:x:b' }).padEnd(600_000, ' '));
  utimesSync(join(server.folder, 'a.json'), 1, 1);
  await run(source);
  expect(await run(source)).toBe(1);
  expect(await outcomeOf(source)).toMatchObject({
    ok: false,
    items: 1,
    detail: expect.stringContaining('connection-failed'),
  });
  line.mend();
  expect(await run(source)).toBe(1);
  expect(await outcomeOf(source)).toMatchObject({ ok: true });
});

onServer(
  'a file that is too large or no document is refused with its reason, and the others come',
  async () => {
    const source = await drop();
    lay('large.json', new Uint8Array(21 * 1024 * 1024));
    lay('broken.json', '{"half": ');
    lay('z.json');
    await run(source);
    expect(await run(source)).toBe(1);
    expect((await town.refusedOf(source)).map(({ name, code }) => `${name} ${code}`).toSorted()).toEqual([
      'broken.json json-malformed',
      'large.json document-too-large',
    ]);
    expect(await run(source)).toBe(0);
    expect(await outcomeOf(source)).toMatchObject({ ok: true, refused: 0 });
  },
);

onServer(
  'a server that says nothing ends by its time, and one in the house is not connected to',
  async () => {
    const mute = await brokenLine(1, 0);
    lines.push(mute);
    const source = await drop({ place: `sftp://127.0.0.1:${mute.port}/drop` });
    await run(source, { totalMs: 300 });
    expect(await outcomeOf(source)).toMatchObject({
      ok: false,
      detail: expect.stringContaining('total-timeout'),
    });
    const inHouse = await drop();
    await town.run(inHouse, town.needsOf(), instantOf(Date.now()));
    expect(await outcomeOf(inHouse)).toMatchObject({
      ok: false,
      detail: expect.stringContaining('address-not-global: 127.0.0.1'),
    });
    const nowhere = await drop({ place: `${server.place}/nowhere` });
    await run(nowhere);
    expect(await outcomeOf(nowhere)).toMatchObject({ detail: expect.stringContaining('folder-unknown') });
  },
);
