import { sign, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { draftAgreement } from '#app/agreement/draft-agreement.ts';
import { signSeparately } from '#formats/envelope/general-jws.ts';
import { agreementDesk, questionsFor } from '#tests/town/agreement-desk.ts';
import { testKey } from '#tests/town/signed-evidence.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { twoAgencies, type Town, type TownAgency } from '#tests/town/two-agencies.ts';

let database: TestDatabase;
let town: Town;
let desk: ReturnType<typeof agreementDesk>;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  town = await twoAgencies({ database });
  await town.pin();
  desk = agreementDesk(town);
});
afterEach(() => town.close());

const TOKEN_LENGTH = 43;

async function evidenceAt({ server }: TownAgency, uid: string, role = 'viewer') {
  const cookies = { [server.door.cookie.name]: role.padEnd(TOKEN_LENGTH, '_') };
  return server.inject({ method: 'GET', url: `/desk-evidence/${uid}`, cookies });
}

/** Brings a file, as a browser without JavaScript sends it. */
async function bring({ server }: TownAgency, bytes: Uint8Array, lang = 'en') {
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(bytes)]), 'evidence.pdf');
  const request = new Request('http://node.example/', { method: 'POST', body: form });
  return server.inject({
    method: 'POST',
    url: `/verify?lang=${lang}`,
    headers: { 'content-type': request.headers.get('content-type') ?? '' },
    payload: Buffer.from(await request.arrayBuffer()),
  });
}

test('what one side issues, anybody can check at the other, in three languages, and is told whom to call', async () => {
  const { hanoi, nanning } = town;
  const uid = await desk.signedByBoth();
  const issued = await evidenceAt(hanoi, uid);
  expect(issued.statusCode).toBe(200);
  expect(issued.headers['content-type']).toBe('application/pdf');
  expect(Buffer.compare((await evidenceAt(hanoi, uid)).rawPayload, issued.rawPayload)).toBe(0);
  for (const [lang, genuine] of [
    ['vi', 'mọi bên đã ký chính văn bản này'],
    ['zh-Hans', '各方签署的正是这份文本'],
    ['en', 'all parties have signed exactly this text'],
  ] as const) {
    const page = await bring(nanning, issued.rawPayload, lang);
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain(genuine);
  }
  const page = await bring(nanning, issued.rawPayload);
  // Nanning knows its own key; Hanoi's is for people to compare, by ten words.
  expect(page.body).toContain('This node knows this key.');
  expect(page.body).toContain('This key is not known here.');
  expect(page.body).toContain('signed by the side that issued them');
  expect(page.body).not.toContain('in other words');
  expect(page.body).not.toContain('<script');
});

test('of evidence in the words of an older release the page says so, in three languages, and that it is genuine', async () => {
  const older = readFileSync(join(import.meta.dirname, '../../../tests/evidence/older-wording.pdf'));
  for (const [lang, said] of [
    ['vi', 'lời văn của bản phát hành 0.0.9'],
    ['zh-Hans', '0.0.9 版程序的措辞'],
    ['en', 'the words of release 0.0.9'],
  ] as const) {
    const page = await bring(town.hanoi, older, lang);
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain(said);
  }
});

test('a changed file is refused with its code and words, and so are a large one and none', async () => {
  const { hanoi } = town;
  const uid = await desk.signedByBoth();
  const { rawPayload } = await evidenceAt(hanoi, uid);
  const cut = await bring(hanoi, rawPayload.subarray(0, -100), 'zh-Hans');
  expect(cut.statusCode).toBe(422);
  expect(cut.body).toContain('PDF 文件不完整');
  expect(cut.body).toContain('evidence-pdf-truncated');
  expect((await bring(hanoi, Buffer.from('{}'))).body).toContain('evidence-not-read');
  const large = await bring(hanoi, Buffer.alloc(10 * 1024 * 1024 + 8192, 32));
  expect(large.statusCode).toBe(413);
  expect(large.body).toContain('evidence-too-large');
  const none = await hanoi.server.inject({ method: 'GET', url: '/verify' });
  expect(none.body).toContain('type="file"');
}, 120_000);

test('there is no evidence before both have signed, nor for who may not read', async () => {
  const uid = await desk.draft();
  await desk.sign(town.hanoi, uid);
  const early = await evidenceAt(town.hanoi, uid);
  expect(early.statusCode).toBe(409);
  expect(early.json()).toMatchObject({ code: 'evidence-not-signed' });
  const stranger = await town.hanoi.server.inject({ method: 'GET', url: `/desk-evidence/${uid}` });
  expect(stranger.statusCode).toBe(401);
});

/** A partner with a key of its own and no node: what it signs is as real. */
async function partnerWithKey(
  number: number,
): Promise<{ readonly did: string; readonly key: KeyObject; readonly kid: string }> {
  const did = `did:web:agency-${number}.example`;
  const { kid, x, thumbprint, key } = testKey(did);
  const name = { vi: `Hãng số ${number}`, 'zh-Hans': `第${number}社`, en: `Agency ${number}` };
  const keys = [{ kid, role: 'sign', jwk: { kty: 'OKP', crv: 'Ed25519', x }, thumbprint } as const];
  const partner = {
    did,
    name,
    ownership: 'state',
    baseUrl: `https://agency-${number}.example`,
    keys,
    state: 'pinned',
  } as const;
  await town.within(town.hanoi, ({ partners }) => partners.save(partner, town.now()));
  return { did, key, kid };
}

test('a pool of twelve has evidence when the twelfth has signed, and it shows the signatures of all', async () => {
  const { hanoi, nanning } = town;
  const eleven = [];
  for (let number = 2; number <= 12; number += 1) eleven.push(await partnerWithKey(number));
  const { receive: _receive, ...questions } = questionsFor(nanning);
  const [partner = '', ...others] = eleven.map(({ did }) => did);
  const pool = { ...questions, template: 'event-pool', partner, others } as const;
  const drafted = await draftAgreement(hanoi.tools, desk.by(hanoi), pool);
  if (!drafted.ok) throw new Error(JSON.stringify(drafted.error));
  const { uid } = drafted.value;
  expect(await desk.sign(hanoi, uid)).toMatchObject({ ok: true });
  const filed = await desk.filedAt(hanoi, uid);
  if (!filed) throw new Error('it was drafted');
  const bytes = new TextEncoder().encode(filed.canonical);
  for (const { did, kid, key } of eleven) {
    expect(await desk.stateAt(hanoi, uid)).toBe('proposed');
    expect((await evidenceAt(hanoi, uid)).statusCode).not.toBe(200);
    const head = { kid, typ: 'pactwire-agreement+jws' } as const;
    const signature = signSeparately(head, bytes, (message) => sign(null, message, key));
    await town.within(hanoi, ({ agreements }) =>
      agreements.addSignature(filed.digest, { by: did, kid, signedAt: town.now(), ...signature }),
    );
  }
  expect(await desk.stateAt(hanoi, uid)).toBe('in-force');

  const page = await bring(nanning, (await evidenceAt(hanoi, uid)).rawPayload);
  expect(page.statusCode).toBe(200);
  expect(page.body).toContain('all parties have signed exactly this text');
  expect(page.body.match(/The signature holds/g)).toHaveLength(12);
  for (const { did } of eleven) expect(page.body).toContain(did);
});
