import { afterAll, beforeAll, expect, test } from 'vitest';
import { draftAgreement } from '#app/agreement/draft-agreement.ts';
import { bringPaper } from '#app/agreement/paper/bring-paper.ts';
import { keepPaper } from '#app/agreement/paper/keep-paper.ts';
import { appendEntry } from '#app/channel/append-entry.ts';
import { findPaper } from '#app/agreement/paper/find-paper.ts';
import { fetchPaper } from '#app/agreement/paper/fetch-paper.ts';
import type { Digest } from '#kernel/digest.ts';
import { poolOf, questionsFor } from '#tests/town/agreement-desk.ts';
import { talksDesk } from '#tests/town/talks-desk.ts';
import { threeAgencies, type TownAgency } from '#tests/town/two-agencies.ts';

let town: Awaited<ReturnType<typeof threeAgencies>>;
let desk: ReturnType<typeof talksDesk>;

beforeAll(async () => {
  town = await threeAgencies();
  await town.pin();
  desk = talksDesk(town);
});
afterAll(() => town.close());

const pdf = (text: string) => new TextEncoder().encode(`%PDF-1.7 ${text}`);

async function kept(one: TownAgency, bytes: Uint8Array, name = 'Thoa thuan.pdf'): Promise<Digest> {
  const paper = await keepPaper(one.tools, desk.by(one), { name, bytes });
  if (!paper.ok) throw new Error(paper.error.code);
  return paper.value.digest;
}

async function drafted(
  one: TownAgency,
  digest: Digest,
  among: readonly TownAgency[] = [town.hanoi, town.nanning],
): Promise<string> {
  const questions = among.length > 2 ? poolOf(one, among) : questionsFor(town.nanning);
  const made = await draftAgreement(one.tools, desk.by(one), { ...questions, text: { digest } });
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  return made.value.uid;
}

const foundAt = (one: TownAgency, uid: string, digest: string) =>
  findPaper(one.tools, one.agency, { uid, digest });
const askedFor = (one: TownAgency, from: TownAgency, digest: Digest) =>
  one.tools.partnerNode.blob(
    { agencyId: one.agency.id, partnerDid: from.agency.did, baseUrl: from.origin },
    digest,
  );

test('a paper goes with the agreement that names it to every party, byte for byte, and to nobody before', async () => {
  const bytes = pdf('pool');
  const digest = await kept(town.hanoi, bytes, 'Tho\u0309a thua\u0323\u0302n.pdf');
  const uid = await drafted(town.hanoi, digest, town.agencies);
  expect(await askedFor(town.nanning, town.hanoi, digest)).toMatchObject({ ok: false });
  await desk.share(town.hanoi, uid);
  await town.exchange();
  for (const one of town.agencies)
    expect(await foundAt(one, uid, digest)).toMatchObject({
      ok: true,
      value: { paper: { name: 'Thỏa thuận.pdf', mediaType: 'application/pdf', sizeBytes: bytes.length } },
    });
});

test('a paper brought after its document was laid down comes to every party, and to nobody twice', async () => {
  const bytes = pdf('late');
  const digest = town.hanoi.tools.hash.sha256(bytes);
  const uid = await drafted(town.hanoi, digest, town.agencies);
  await desk.share(town.hanoi, uid);
  await town.exchange();
  expect(await foundAt(town.nanning, uid, digest)).toMatchObject({ ok: false });
  // Who brings it need not be who laid the document down.
  const bring = () => bringPaper(town.nanning.tools, desk.by(town.nanning), { name: 'Muộn.pdf', bytes });
  expect(await bring()).toMatchObject({ ok: true });
  await town.exchange();
  for (const one of town.agencies)
    expect(await foundAt(one, uid, digest)).toMatchObject({ value: { paper: { name: 'Muộn.pdf' } } });
  await bring();
  await town.exchange();
  expect(await desk.refusalsAt(town.hanoi)).toEqual([]);
});

test('word of a paper that comes before its document waits for it; under another’s agreement it is unknown', async () => {
  const bytes = pdf('early');
  const digest = town.hanoi.tools.hash.sha256(bytes);
  const uid = await drafted(town.hanoi, digest, town.agencies);
  await desk.share(town.hanoi, uid);
  await town.hear(town.nanning, town.hanoi);
  await town.work(town.nanning, 'fetch-object');
  await bringPaper(town.nanning.tools, desk.by(town.nanning), { name: 'Sớm.pdf', bytes });
  await town.hear(town.vientiane, town.nanning);
  expect(await town.within(town.vientiane, ({ papers }) => papers.find(digest))).toBeUndefined();
  await town.exchange();
  expect(await foundAt(town.vientiane, uid, digest)).toMatchObject({ ok: true });

  const between = await drafted(town.hanoi, digest);
  const filed = await desk.filedAt(town.hanoi, between);
  await town.within(town.vientiane, (stores) =>
    appendEntry(stores, town.vientiane.tools, desk.by(town.vientiane), {
      partnerDid: town.hanoi.agency.did,
      type: 'agreement.paper',
      subject: between,
      data: { digest: filed?.digest ?? '', paper: { name: 'x.pdf' } },
    }),
  );
  await town.exchange();
  expect(await desk.refusalsAt(town.hanoi)).toMatchObject([
    { code: 'agreement-unknown', type: 'agreement.paper' },
  ]);
});

test('a paper is not for a partner that is no party, and not under another agreement', async () => {
  const digest = await kept(town.hanoi, pdf('two'));
  const uid = await drafted(town.hanoi, digest);
  await desk.share(town.hanoi, uid);
  await town.exchange();
  expect(await foundAt(town.nanning, uid, digest)).toMatchObject({ ok: true });
  expect(await askedFor(town.vientiane, town.hanoi, digest)).toMatchObject({ ok: false });
  const other = await desk.draft();
  expect(await foundAt(town.hanoi, other, digest)).toEqual({ ok: false, error: { code: 'paper-unknown' } });
});

test('a file that is not what the document names is not kept, and its refusal is noted under its own code', async () => {
  const wanted = await kept(town.hanoi, pdf('right'));
  const by = desk.by(town.nanning);
  const brought = await keepPaper(town.nanning.tools, by, { name: 'x.pdf', bytes: pdf('wrong'), wanted });
  expect(brought).toMatchObject({ ok: false, error: { code: 'paper-digest-differs', wanted } });

  const { tools, agency } = town.nanning;
  const lying = { ...tools.partnerNode, blob: askedOther };
  async function askedOther() {
    return { ok: true as const, value: { bytes: pdf('wrong'), mediaType: 'application/pdf' } };
  }
  const awaited = { partnerDid: town.hanoi.agency.did, digest: wanted, name: 'x.pdf' };
  const to = { agency, at: town.now() };
  expect(await fetchPaper({ ...tools, partnerNode: lying }, to, awaited)).toEqual({
    ok: true,
    value: 'refused',
  });
  expect(await town.within(town.nanning, ({ papers }) => papers.find(wanted))).toBeUndefined();
  expect(await desk.notedAt(town.nanning, 'paper-refused')).toMatchObject([{ code: 'paper-digest-differs' }]);
});

test.each([
  ['a page', new TextEncoder().encode('<html></html>'), 'paper-type-refused'],
  ['a book of pictures', new Uint8Array(5 * 1024 * 1024 + 1), 'paper-too-large'],
])('%s is no paper text', async (_what, bytes, code) => {
  const refused = await keepPaper(town.hanoi.tools, desk.by(town.hanoi), { name: 'x.pdf', bytes });
  expect(refused).toMatchObject({ ok: false, error: { code } });
});
