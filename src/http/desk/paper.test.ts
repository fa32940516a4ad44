import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { callDesk } from '#tests/town/desk-call.ts';
import { questionsFor } from '#tests/town/agreement-desk.ts';
import { talksDesk } from '#tests/town/talks-desk.ts';
import { twoAgencies, type Town, type TownAgency } from '#tests/town/two-agencies.ts';
import { draftAgreement } from '#app/agreement/draft-agreement.ts';
import { parseDigest, type Digest } from '#kernel/digest.ts';

let town: Town;
let desk: ReturnType<typeof talksDesk>;
let folder: string;
beforeAll(async () => {
  town = await twoAgencies();
  await town.pin();
  desk = talksDesk(town);
  folder = mkdtempSync(join(tmpdir(), 'papers-'));
});
afterAll(async () => {
  await town.close();
  rmSync(folder, { recursive: true, force: true });
});

const PAPER = Buffer.from('%PDF-1.7 <script>alert(1)</script> hai bên đã ký');
const body = (bytes: Buffer, more: object = {}) => ({
  name: 'Thỏa thuận “Sông Hồng”.pdf',
  content: bytes.toString('base64'),
  ...more,
});
const bring = ({ server }: TownAgency, given: unknown, role: 'coordinator' | 'editor' = 'coordinator') =>
  callDesk(server, role, { method: 'POST', path: '/api/papers', body: given });

const TOKEN_LENGTH = 43;
const open = ({ server }: TownAgency, path: string, role = 'viewer') =>
  server.inject({
    method: 'GET',
    url: path,
    cookies: { [server.door.cookie.name]: role.padEnd(TOKEN_LENGTH, '_') },
  });

async function brought(): Promise<Digest> {
  const { json } = await bring(town.hanoi, body(PAPER));
  const digest = parseDigest(String(json['digest']));
  if (!digest) throw new Error(JSON.stringify(json));
  return digest;
}

async function signedWith(digest: Digest): Promise<string> {
  const { hanoi, nanning } = town;
  const asked = { ...questionsFor(nanning), text: { digest } };
  const made = await draftAgreement(hanoi.tools, desk.by(hanoi), asked);
  if (!made.ok) throw new Error(made.error.code);
  await desk.sign(hanoi, made.value.uid);
  await town.exchange();
  await desk.signHead(nanning, made.value.uid);
  await town.exchange();
  return made.value.uid;
}

test('a file is told by its bytes, bounded, kept once, and refused with its own code when it is another', async () => {
  const { hanoi } = town;
  const digest = await brought();
  expect(await bring(hanoi, body(PAPER, { name: 'again.pdf' }))).toMatchObject({
    status: 200,
    json: { digest, name: 'Thỏa thuận “Sông Hồng”.pdf', mediaType: 'application/pdf' },
  });
  const page = Buffer.from('<html>%PDF-1.7</html>');
  expect(await bring(hanoi, body(page))).toMatchObject({ status: 422, json: { code: 'paper-type-refused' } });
  const other = Buffer.from('%PDF-1.7 another');
  expect(await bring(hanoi, body(other, { wanted: digest }))).toMatchObject({
    status: 409,
    json: { code: 'paper-digest-differs' },
  });
  const large = Buffer.alloc(5 * 1024 * 1024 + 1, '%PDF-');
  expect(await bring(hanoi, body(large))).toMatchObject({ status: 413, json: { code: 'paper-too-large' } });
  expect(await bring(hanoi, body(PAPER), 'editor')).toMatchObject({ status: 403 });
  const cut = { name: 'x.pdf', content: 'not base64!' };
  expect(await bring(hanoi, cut)).toMatchObject({ status: 400, json: { code: 'input-invalid' } });
});

test('both sides open it as a file and never as a page, and only under an agreement that names it', async () => {
  const digest = await brought();
  const uid = await signedWith(digest);
  for (const one of town.agencies) {
    const { json } = await callDesk(one.server, 'viewer', { method: 'GET', path: `/api/agreements/${uid}` });
    expect(json['paperDigest']).toBe(digest);
    const file = await open(one, `/desk-paper/${uid}/${digest}`);
    expect(file.statusCode).toBe(200);
    expect(file.rawPayload.equals(PAPER)).toBe(true);
    expect(file.headers['content-disposition']).toBe(
      "attachment; filename*=UTF-8''Th%E1%BB%8Fa%20thu%E1%BA%ADn%20%E2%80%9CS%C3%B4ng%20H%E1%BB%93ng%E2%80%9D.pdf",
    );
    expect(file.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringMatching(/^default-src 'none'.*; sandbox$/),
      'cache-control': 'private, no-store',
    });
  }
  const stray = await open(town.hanoi, `/desk-paper/urn:uuid:none/${digest}`);
  expect(stray.statusCode).toBe(404);
  const nobody = await town.hanoi.server.inject({ method: 'GET', url: `/desk-paper/${uid}/${digest}` });
  expect(nobody.statusCode).toBe(401);
});

test('the evidence names the paper, and anybody can check that a file is the one that was signed', async () => {
  const digest = await brought();
  const uid = await signedWith(digest);
  const evidence = await open(town.nanning, `/desk-evidence/${uid}`);
  const [pdf, paper, other] = ['evidence.pdf', 'paper.pdf', 'other.pdf'].map((name) => join(folder, name));
  if (!pdf || !paper || !other) throw new Error('three files');
  writeFileSync(pdf, evidence.rawPayload);
  writeFileSync(paper, PAPER);
  writeFileSync(other, '%PDF-1.7 another');
  const verify = (file: string) =>
    spawnSync(process.execPath, [PACTWIRE, 'verify', pdf, '--paper', file], { encoding: 'utf8' });
  const same = verify(paper);
  expect(same.stdout).toContain(digest);
  expect(same.stdout).toContain('The file is the paper text that they signed with it.');
  expect(same.status).toBe(0);
  const differs = verify(other);
  expect(differs.status).toBe(2);
  expect(differs.stdout + differs.stderr).toContain('paper-digest-differs');
});

const PACTWIRE = join(import.meta.dirname, '../../main/pactwire.ts');
