import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { startDrill } from '#app/correction/start-drill.ts';
import { channelIdOf } from '#formats/envelope/channel-id.ts';
import type { Digest } from '#kernel/digest.ts';
import { accept, refuse } from '#kernel/result.ts';
import { deposit } from '#main/wire/bring-deposit.ts';
import { entryEffects, objectEffects } from '#main/wire/entry-effects.ts';
import { readOnce } from '#main/wire/read-links.ts';
import { partnerNode } from '#partners/partner-node.ts';
import type { GuardedFetch } from '#ports/fetch.ts';
import { backUp } from '#tests/town/back-up.ts';
import { exchangeDesk } from '#tests/town/exchange-desk.ts';
import { partnerOf, threeAgencies, type Town, type TownAgency } from '#tests/town/two-agencies.ts';
import { drillReads } from './reads/drills.ts';

const GUID = 'urn:newsml:wire.example:20270101:river';

let town: Town & { readonly vientiane: TownAgency };
let desk: ReturnType<typeof exchangeDesk>;
/** Where the doors of Nanning really are; nobody reaches those of Hanoi. */
let address = '';
beforeAll(async () => {
  town = await threeAgencies({ effects: entryEffects, objectEffects });
  await town.pin();
  desk = exchangeDesk(town);
  await desk.hire();
  await desk.agreements.signedByBoth();
  await desk.settle();
  address = await town.nanning.server.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => town.close());

/** HTTP over sockets, to Nanning alone. */
const network: GuardedFetch = async ({ method, url, headers, body }) => {
  if (!url.startsWith(town.nanning.origin))
    return refuse({ code: 'connection-failed', url, detail: 'nobody gets through' });
  const answer = await fetch(url.replace(town.nanning.origin, address), {
    method,
    headers: { ...headers },
    ...(body === undefined ? {} : { body: Buffer.from(body) }),
  });
  const heard = { 'content-type': answer.headers.get('content-type') ?? '' };
  return accept({
    status: answer.status,
    headers: heard,
    body: new Uint8Array(await answer.arrayBuffer()),
    url,
  });
};

const toolsOf = ({ tools, agency }: TownAgency) => ({
  ...tools,
  deposits: true,
  partnerNode: partnerNode({
    ...tools,
    fetch: network,
    allowHosts: [],
    requestSigner: () => tools.requestSigner(),
    formerRequestSigners: () => tools.formerRequestSigners(agency.id),
  }),
});

const bring = (from = town.hanoi) =>
  deposit(toolsOf(from), { agency: from.agency, partner: partnerOf(town.nanning, 'pinned') });
/** What a running node behind NAT does with each partner, again and again. */
const hear = () =>
  readOnce(
    toolsOf(town.hanoi),
    { agency: town.hanoi.agency, partner: partnerOf(town.nanning, 'pinned') },
    { seconds: 0 },
  );

const channelTo = (writer: TownAgency, at: TownAgency) =>
  town.within(at, ({ channels }) =>
    channels.find(channelIdOf(writer.agency.did, town.nanning.agency.did, at.tools.hash.sha256)),
  );

test('a node that nobody reaches brings a story and its kill, and the receipt is read as ever', async () => {
  const { hanoi, nanning } = town;
  await desk.admit({ guid: GUID });
  await desk.workAt(hanoi);
  expect(await hear()).toMatchObject({ ok: true });
  expect(await desk.itemAt(nanning, GUID)).toMatchObject({ state: 'usable', latestVersion: 1 });
  await desk.take(GUID);
  await desk.publish(GUID);
  await desk.kill(GUID);
  expect(await bring()).toEqual({ ok: true, value: true });
  expect((await desk.itemAt(nanning, GUID)).state).toBe('killed');
  await desk.workAt(nanning);
  await hear();
  expect(await desk.reachOf('kill')).toEqual(['v1 applied']);
  const ours = await channelTo(hanoi, hanoi);
  expect(await channelTo(hanoi, nanning)).toMatchObject({ seq: ours?.seq, hash: ours?.hash });
  expect(ours?.partnerSeq).toBe(ours?.seq);
});

test('brought again nothing changes, but that the head is fresh', async () => {
  const { hanoi, nanning } = town;
  await desk.admit({ guid: `${GUID}-2` });
  await desk.workAt(hanoi);
  await bring();
  const before = await channelTo(hanoi, nanning);
  town.pass(60);
  await bring();
  expect(await channelTo(hanoi, nanning)).toEqual({ ...before, headSeenAt: town.now() });
});

test('a page with a hole is refused, and the answer says where to go on; nothing of it is taken in', async () => {
  const { hanoi, nanning } = town;
  for (const guid of [`${GUID}-3`, `${GUID}-4`]) await desk.admit({ guid });
  await desk.workAt(hanoi);
  const held = await channelTo(hanoi, nanning);
  const page = await town.page(nanning);
  const to = { agencyId: hanoi.agency.id, partnerDid: nanning.agency.did, baseUrl: nanning.origin };
  const late = { head: page.head, entries: page.entries.slice(1), objects: [] };
  const refused = await toolsOf(hanoi).partnerNode.deposit(to, held!.ch, late);
  expect(refused).toMatchObject({ error: { status: 409, problem: 'deposit-refused' } });
  expect(JSON.stringify(refused)).toContain(`\\"seq\\":${held!.seq}`);
  expect(await channelTo(hanoi, nanning)).toMatchObject({ seq: held!.seq });
  await bring();
  expect((await desk.itemAt(nanning, `${GUID}-4`)).latestVersion).toBe(1);
});

test('nobody brings what is another’s', async () => {
  const { hanoi, nanning, vientiane } = town;
  await desk.admit({ guid: `${GUID}-5` });
  await desk.workAt(hanoi);
  const held = await channelTo(hanoi, nanning);
  const page = await town.page(nanning);
  const to = { agencyId: vientiane.agency.id, partnerDid: nanning.agency.did, baseUrl: nanning.origin };
  const { partnerNode: node } = toolsOf(vientiane);
  expect(await node.deposit(to, held!.ch, { ...page, objects: [] })).toMatchObject({
    error: { status: 404, problem: 'channel-unknown' },
  });
  const own = channelIdOf(vientiane.agency.did, nanning.agency.did, nanning.tools.hash.sha256);
  expect(await node.deposit(to, own, { ...page, objects: [] })).toMatchObject({
    error: { status: 409, problem: 'deposit-refused' },
  });
  expect(await channelTo(hanoi, nanning)).toEqual(held);
  expect(await bring(vientiane)).toMatchObject({ ok: true });
});

describe('pictures', () => {
  /** A picture as far as its first bytes show, of two parts and a bit. */
  const picture = (last: number) => {
    const bytes = new Uint8Array(1_200_000).fill(last);
    bytes.set([...Buffer.from('GIF89a'), 1, 0, 1, 0]);
    return bytes;
  };
  const shown = async (guid: string, last: number) => {
    const bytes = picture(last);
    const digest = await town.hanoi.tools.files.put(town.hanoi.agency.id, bytes);
    const href = 'https://wire.example/a.gif';
    await desk.admit({ guid, renditions: [{ role: 'web', href, mediaType: 'image/gif', digest }] });
    await desk.workAt(town.hanoi);
    await bring();
    return { bytes, digest };
  };
  const isHere = (digest: Digest) => town.nanning.tools.files.has(town.nanning.agency.id, digest);
  const to = () => ({
    agencyId: town.hanoi.agency.id,
    partnerDid: town.nanning.agency.did,
    baseUrl: town.nanning.origin,
  });
  const part = async (digest: Digest, size: number, at: number, bytes: Uint8Array) => {
    const { ch } = (await channelTo(town.hanoi, town.hanoi))!;
    return toolsOf(town.hanoi).partnerNode.bringBlob(to(), ch, { digest, size, at, bytes });
  };

  test('a picture of a story that was taken is brought in parts, and one that nobody took is not', async () => {
    const taken = await shown(`${GUID}-seen`, 1);
    const left = await shown(`${GUID}-unseen`, 2);
    expect(await isHere(taken.digest)).toBe(false);
    await desk.take(`${GUID}-seen`);
    await bring();
    expect(await isHere(taken.digest)).toBe(true);
    expect(await isHere(left.digest)).toBe(false);
    const given = await town.within(town.nanning, ({ blobs }) =>
      blobs.givenBy(town.hanoi.agency.did, [taken.digest]),
    );
    expect([...given]).toEqual([taken.digest]);
    const waiting = await town.within(town.nanning, ({ outbox }) => outbox.waiting(['fetch-pictures'], 0, 9));
    expect(waiting).toEqual([]);
    // Nobody waits for it any more.
    expect(await part(taken.digest, taken.bytes.length, 0, taken.bytes.subarray(0, 9))).toMatchObject({
      error: { status: 404, problem: 'object-unknown' },
    });
  });

  test('a part goes on where the last one ended, and a whole that is not what its name says is dropped', async () => {
    const { bytes, digest } = await shown(`${GUID}-parts`, 3);
    const size = bytes.length;
    await desk.take(`${GUID}-parts`);
    expect(await part(digest, size, 0, bytes.subarray(0, 0))).toEqual(accept(0));
    expect(await part(digest, size, 0, bytes.subarray(0, 500_000))).toEqual(accept(500_000));
    expect(await part(digest, size, 9, bytes.subarray(9, 500_000))).toEqual(accept(500_000));
    expect(await part(digest, size, 500_000, picture(9).subarray(500_000, size))).toEqual(accept(0));
    expect(await isHere(digest)).toBe(false);
    await part(digest, size, 0, bytes.subarray(0, 700_000));
    await bring();
    expect(await isHere(digest)).toBe(true);
  });

  test('what was killed meanwhile is neither brought nor taken', async () => {
    const { bytes, digest } = await shown(`${GUID}-killed`, 4);
    await desk.take(`${GUID}-killed`);
    expect(await part(digest, bytes.length, 0, bytes.subarray(0, 500_000))).toEqual(accept(500_000));
    await desk.kill(`${GUID}-killed`);
    await bring();
    expect(await isHere(digest)).toBe(false);
    expect(await part(digest, bytes.length, 500_000, bytes.subarray(500_000))).toMatchObject({
      error: { status: 404, problem: 'object-unknown' },
    });
  });

  test('no other partner brings it, and nothing beyond 64 MiB is begun', async () => {
    const { bytes, digest } = await shown(`${GUID}-own`, 5);
    await desk.take(`${GUID}-own`);
    expect(await part(digest, 64 * 1024 * 1024 + 1, 0, bytes.subarray(0, 9))).toMatchObject({
      error: { status: 413 },
    });
    const { vientiane, nanning } = town;
    const ch = channelIdOf(vientiane.agency.did, nanning.agency.did, nanning.tools.hash.sha256);
    const strange = toolsOf(vientiane).partnerNode.bringBlob({ ...to(), agencyId: vientiane.agency.id }, ch, {
      digest,
      size: bytes.length,
      at: 0,
      bytes: bytes.subarray(0, 9),
    });
    expect(await strange).toMatchObject({ error: { status: 404, problem: 'object-unknown' } });
  });
});

describe('a reader whose database was restored', () => {
  /** Nanning rehearses a kill with Hanoi, whose node clears it; then it loses all that with its database. */
  async function lostDrill(): Promise<void> {
    const { hanoi, nanning } = town;
    const before = await drills();
    const restore = await backUp(town.database, nanning.agency.id);
    expect(await startDrill(nanning.tools, desk.by(nanning), [hanoi.agency.did])).toMatchObject({ ok: true });
    expect(await town.hear(hanoi, nanning)).toBe('new');
    await restore();
    expect((await drills()).length).toBe(before.length);
  }
  const drills = async () =>
    (await drillReads(town.database.app.db).drills(town.nanning.agency.id, town.now())).map(
      ({ reach }) => reach[0]?.state,
    );
  afterEach(() => vi.restoreAllMocks());

  test('gets its own tail back before it believes a receipt of what it has lost', async () => {
    await lostDrill();
    expect(await bring()).toEqual({ ok: true, value: true });
    expect(await drills()).toEqual(['applied']);
  });

  test('is brought its own tail where it reaches nobody, and then the receipt', async () => {
    await desk.admit({ guid: `${GUID}-6` });
    await desk.workAt(town.hanoi);
    await lostDrill();
    vi.spyOn(town.nanning.tools.partnerNode, 'ownEntries').mockResolvedValue(
      refuse({ code: 'partner-unreachable', answer: 'nobody gets through' }),
    );
    const page = { ...(await town.page(town.nanning)), objects: [] };
    const to = {
      agencyId: town.hanoi.agency.id,
      partnerDid: town.nanning.agency.did,
      baseUrl: town.nanning.origin,
    };
    const held = await channelTo(town.hanoi, town.nanning);
    // As a node would that does not know that a tail may be brought: nothing of it is taken in.
    expect(await toolsOf(town.hanoi).partnerNode.deposit(to, held?.ch ?? '', page)).toMatchObject({
      error: { status: 409, problem: 'deposit-refused', tail: { epoch: 1 } },
    });
    expect(await channelTo(town.hanoi, town.nanning)).toEqual(held);
    expect(await bring()).toEqual({ ok: true, value: true });
    expect(await drills()).toEqual(['applied', 'applied']);
    expect((await desk.itemAt(town.nanning, `${GUID}-6`)).state).toBe('usable');
  });
});
