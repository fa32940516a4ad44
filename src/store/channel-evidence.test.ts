import { createHash, createPublicKey, verify } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { resumeChannel } from '#app/channel/reopen-channel.ts';
import { showEvidence, type ChannelEvidence } from '#app/channel/show-evidence.ts';
import { writeNew } from '#cli/write-new.ts';
import { signCompact } from '#formats/envelope/compact-jws.ts';
import { channelIdOf } from '#formats/envelope/channel-id.ts';
import { signedPair, type SignedPair } from '#tests/town/signed-pair.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import type { Town } from '#tests/town/two-agencies.ts';

let database: TestDatabase;
let town: Town;
let desk: SignedPair['desk'];
let folder: string;
beforeAll(async () => {
  database = await testDatabase();
  ({ town, desk } = await signedPair(database));
  folder = await mkdtemp(join(tmpdir(), 'pactwire-evidence-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await town.close();
  await database.drop();
});

const show = () => showEvidence(town.nanning.tools, desk.by(town.nanning), town.hanoi.agency.did);

/** The partner signs the last entry that we hold of it a second time, in other words. */
async function signTwice(): Promise<void> {
  await desk.say('note', { text: 'The first' });
  const page = await town.page(town.nanning);
  const jws = page.entries.at(-1) ?? '';
  expect(await town.takeIn(town.nanning, page)).toMatchObject({ ok: true });
  const said = Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString();
  const { kid, sign } = town.hanoi.tools.entrySigner();
  const other = signCompact({ kid, typ: 'pactwire-entry+jws' }, said.replace('The first', 'Another'), sign);
  expect(await town.takeIn(town.nanning, { ...page, entries: [other] })).toMatchObject({
    error: { code: 'fork' },
  });
}

/** As the file tells a third party to, with nothing but what stands in it. */
function checked({ signed, keys, channel }: ChannelEvidence): readonly (readonly [string, string])[] {
  return signed.map(({ text }) => {
    const [head = '', payload = '', signature = ''] = text.split('.');
    const part = (one: string) => JSON.parse(Buffer.from(one, 'base64url').toString());
    const key = keys.find(({ kid }) => kid === part(head).kid);
    if (!key) throw new Error('the key is not in the file');
    const { kty, crv, x } = key.jwk;
    const thumbprint = createHash('sha256').update(JSON.stringify({ crv, kty, x })).digest('base64url');
    expect(key.thumbprint).toContain(thumbprint);
    const publicKey = createPublicKey({ key: { kty, crv, x }, format: 'jwk' });
    const covered = Buffer.from(`${head}.${payload}`, 'ascii');
    expect(verify(null, covered, publicKey, Buffer.from(signature, 'base64url'))).toBe(true);
    const { ch, epoch, seq } = part(payload);
    expect(ch).toBe(channel);
    return [`${epoch} ${seq}`, createHash('sha256').update(text, 'ascii').digest('base64url')];
  });
}

test('of a channel that nothing has stopped there is no evidence', async () => {
  expect(await show()).toMatchObject({ error: { code: 'channel-evidence-none' } });
  const stranger = 'did:web:stranger.example';
  expect(await showEvidence(town.nanning.tools, desk.by(town.nanning), stranger)).toMatchObject({
    error: { code: 'channel-unknown' },
  });
});

test('what a partner signed twice is written into a file that anybody checks, also after its channel is read on', async () => {
  await signTwice();
  const shown = await show();
  if (!shown.ok) throw new Error(shown.error.code);
  const file = join(folder, 'fork.json');
  expect(await writeNew('--to', file, JSON.stringify(shown.value))).toMatchObject({ ok: true });
  expect(await writeNew('--to', file, '')).toMatchObject({ error: { code: 'input-invalid' } });
  const written: ChannelEvidence = JSON.parse(await readFile(file, 'utf8'));
  expect(written).toMatchObject({
    evidence: 'pactwire-channel-evidence/1',
    channel: channelIdOf(town.hanoi.agency.did, town.nanning.agency.did, town.hanoi.tools.hash.sha256),
    publisher: town.hanoi.agency.did,
    subscriber: town.nanning.agency.did,
    stoppedBy: expect.stringMatching(/^fork at /),
    check: { vi: expect.any(Array), 'zh-Hans': expect.any(Array), en: expect.any(Array) },
  });
  const [[one, first] = [], [same, second] = [], ...more] = checked(written);
  expect(more).toEqual([]);
  expect(same).toBe(one);
  expect(second).not.toBe(first);
  expect(written.signed.map(({ hash }) => hash)).toEqual([`sha-256:${first}`, `sha-256:${second}`]);
  expect(written.contradictions).toEqual([{ epoch: written.signed[0]?.epoch, seq: written.signed[0]?.seq }]);

  await resumeChannel(town.nanning.tools, desk.by(town.nanning), town.hanoi.agency.did);
  const later = await show();
  expect(later).toMatchObject({ ok: true, value: { signed: written.signed } });
  expect(later.ok && later.value).not.toHaveProperty('stoppedBy');
});
