import { afterAll, beforeAll, expect, test } from 'vitest';
import { fetchPictures } from '#app/take/fetch-pictures.ts';
import { readPicture } from '#app/take/read-picture.ts';
import { reportTake } from '#app/take/report-take.ts';
import { undoTake } from '#app/take/undo-take.ts';
import type { Digest } from '#kernel/digest.ts';
import { parseDigest } from '#kernel/digest.ts';
import { plusSeconds } from '#kernel/instant.ts';
import { accept, refuse } from '#kernel/result.ts';
import { entryEffects, objectEffects } from '#main/wire/entry-effects.ts';
import { outcomeOf } from '#main/wire/fetch-jobs.ts';
import type { PartnerNode } from '#ports/partner-node.ts';
import { jobQueue } from '#store/outbox.ts';
import { exchangeDesk } from '#tests/town/exchange-desk.ts';
import { twoAgencies, type Town } from '#tests/town/two-agencies.ts';
import { laneBell } from '#worker/drain-outbox.ts';

let town: Town;
let desk: ReturnType<typeof exchangeDesk>;
beforeAll(async () => {
  town = await twoAgencies({ effects: entryEffects, objectEffects });
  await town.pin();
  desk = exchangeDesk(town);
  await desk.hire();
  await desk.agreements.signedByBoth();
  await desk.settle();
});
afterAll(() => town.close());

const digestOf = (bytes: Uint8Array): Digest => parseDigest(town.hanoi.tools.hash.sha256(bytes))!;
const gif = (last: number): Uint8Array => new Uint8Array([...Buffer.from('GIF89a'), 1, 0, 1, 0, last]);

test('two people who press the key at once take the story once, and neither sees a fault', async () => {
  await desk.admit({ guid: 'urn:story:two-keys' });
  await desk.settle();
  const takes = await Promise.all([1, 2, 3].map(() => desk.take('urn:story:two-keys')));
  expect(new Set(takes.map(({ id }) => id)).size).toBe(1);
});

test('a take that is being undone is not told to the partner', async () => {
  await desk.admit({ guid: 'urn:story:undone' });
  await desk.settle();
  const { id } = await desk.take('urn:story:undone');
  const { nanning } = town;
  const before = (await town.page(town.hanoi)).entries.length;
  let reporting: Promise<void> | undefined;
  await town.within(nanning, async ({ takes }) => {
    await takes.lock(id);
    await takes.undo(id, town.now());
    reporting = reportTake(nanning.tools, { agency: nanning.agency, at: town.now() }, id);
    // Time to overtake, if it could.
    await new Promise((resolve) => {
      setTimeout(resolve, 300);
    });
  });
  await reporting;
  expect((await town.page(town.hanoi)).entries).toHaveLength(before);
});

test('a take that the partner was told of is told once, and is not taken back behind its back', async () => {
  await desk.admit({ guid: 'urn:story:told' });
  await desk.settle();
  const { id } = await desk.take('urn:story:told');
  const { nanning } = town;
  const by = { agency: nanning.agency, at: town.now() };
  const told = async () => {
    const before = (await town.page(town.hanoi)).entries.length;
    await reportTake(nanning.tools, by, id);
    return (await town.page(town.hanoi)).entries.length - before;
  };
  expect(await told()).toBe(1);
  expect(await told()).toBe(0);
  expect(await undoTake(nanning.tools, by, id)).toEqual({ ok: false, error: { code: 'take-told' } });
  const standing = await town.within(nanning, ({ takes }) => takes.lock(id));
  expect(standing?.undoneAt).toBeUndefined();
});

test('a picture that cannot be had does not keep the others away, and a file that a crash left gets its row', async () => {
  const [gone, left, there] = [gif(1), gif(2), gif(3)];
  const renditions = [gone, left, there].map((bytes, index) => ({
    role: `r${index}`,
    href: `https://wire.example/${index}.gif`,
    mediaType: 'image/gif',
    digest: digestOf(bytes),
  }));
  await desk.admit({ guid: 'urn:story:pictures', renditions });
  await desk.settle();
  await desk.take('urn:story:pictures');
  const { nanning } = town;
  const files = new Map<string, Uint8Array>([[digestOf(left), left]]);
  const outcome = await fetchPictures(
    {
      ...nanning.tools,
      files: {
        put: async (_agency, bytes) => {
          files.set(digestOf(bytes), bytes);
          return digestOf(bytes);
        },
        read: async (_agency, digest) => files.get(digest),
        has: async (_agency, digest) => files.has(digest),
      },
      partnerNode: {
        ...nanning.tools.partnerNode,
        blob: async (_to, digest) =>
          digest === digestOf(there)
            ? accept({ bytes: there, mediaType: 'image/gif' })
            : refuse({ code: 'partner-refused', status: 404, answer: '' }),
      },
    },
    { agency: nanning.agency, at: town.now() },
    (await desk.itemAt(nanning, 'urn:story:pictures')).id,
  );
  expect(outcome).toMatchObject({ error: { code: 'partner-refused' } });
  const known = await town.within(nanning, async ({ blobs }) => [
    await blobs.find(digestOf(gone)),
    await blobs.find(digestOf(left)),
    await blobs.find(digestOf(there)),
  ]);
  expect(known.map((one) => one !== undefined)).toEqual([false, true, true]);
});

test('pictures wait while the partner that gave the story is not to be asked, and nothing else does (I23)', async () => {
  const { nanning, hanoi } = town;
  const guid = 'urn:story:pictures-wait';
  await desk.admit({ guid });
  await desk.settle();
  await desk.take(guid);
  const { id } = await desk.itemAt(nanning, guid);
  const at = plusSeconds(town.now(), 7200);
  await town.within(nanning, ({ outbox }) =>
    outbox.put({ topic: 'fetch-pictures', payload: { itemId: id } }, at),
  );
  const queue = jobQueue(town.database.app.db);
  const claim = async (except: readonly string[]) => {
    const seen = [];
    for (;;) {
      const job = await queue.claim(nanning.agency.id, ['fetch-pictures'], at, except);
      if (!job) return seen;
      seen.push(job.partner);
    }
  };
  expect(await claim([hanoi.agency.did, 'did:web:another.example'])).toEqual([]);
  const seen = await claim(['did:web:another.example']);
  expect(new Set(seen)).toEqual(new Set([hanoi.agency.did]));
});

test('who names a picture is asked for it once, also when we have it of somebody else (I6)', async () => {
  const picture = gif(4);
  const guid = 'urn:story:picture-of-another';
  const href = 'https://wire.example/4.gif';
  await desk.admit({
    guid,
    renditions: [{ role: 'web', href, mediaType: 'image/gif', digest: digestOf(picture) }],
  });
  await desk.settle();
  await desk.take(guid);
  const { nanning } = town;
  await nanning.tools.files.put(nanning.agency.id, picture);
  const facts = { digest: digestOf(picture), mediaType: 'image/gif', sizeBytes: picture.length };
  await town.within(nanning, ({ blobs }) => blobs.record([facts], town.now()));
  const asked: string[] = [];
  const partnerNode: PartnerNode = {
    ...nanning.tools.partnerNode,
    blob: async (_to, digest) => {
      asked.push(digest);
      return accept({ bytes: picture, mediaType: 'image/gif' });
    },
  };
  const { id } = await desk.itemAt(nanning, guid);
  const fetch = () =>
    fetchPictures({ ...nanning.tools, partnerNode }, { agency: nanning.agency, at: town.now() }, id);
  expect(await fetch()).toEqual({ ok: true, value: 0 });
  expect(await fetch()).toEqual({ ok: true, value: 0 });
  expect(asked).toEqual([digestOf(picture)]);
});

test('a picture that the disk has lost counts as not come, and comes again from who gave it (C8)', async () => {
  const [picture, guid] = [gif(5), 'urn:story:picture-lost'];
  const { hanoi, nanning } = town;
  const digest = digestOf(picture);
  const href = 'https://wire.example/5.gif';
  await desk.admit({ guid, renditions: [{ role: 'web', href, mediaType: 'image/gif', digest }] });
  await desk.settle();
  await desk.take(guid);
  await town.work(nanning, 'fetch-pictures');
  // It is named, and the giver does not have its bytes: no definite no, or it would never be asked for again.
  const to = {
    agencyId: nanning.agency.id,
    partnerDid: hanoi.agency.did,
    baseUrl: hanoi.tools.publicOrigin,
  };
  const away = await nanning.tools.partnerNode.blob(to, digest);
  expect(away).toMatchObject({ error: { status: 503, problem: 'object-away' } });
  await hanoi.tools.files.put(hanoi.agency.id, picture);
  const { id: itemId } = await desk.itemAt(nanning, guid);
  const of = { agencyId: nanning.agency.id, itemId, at: town.now() };
  const given = () =>
    town.within(nanning, async ({ blobs }) => (await blobs.givenBy(hanoi.agency.did, [digest])).size);
  const fetch = () => fetchPictures(nanning.tools, { agency: nanning.agency, at: town.now() }, itemId);
  await fetch();
  expect([await given(), await readPicture(nanning.tools, of, digest)]).toEqual([1, Buffer.from(picture)]);

  const lost = { ...nanning.tools, files: { read: async () => undefined } };
  expect([await readPicture(lost, of, digest), await given()]).toEqual([undefined, 0]);
  const jobs = await town.work(nanning, 'fetch-pictures');
  expect(jobs).toContainEqual({ topic: 'fetch-pictures', payload: { itemId } });
  await fetch();
  expect(await given()).toBe(1);
});

test('other bytes than were named are not kept, and asked for again', async () => {
  const guid = 'urn:story:picture-garbled';
  const digest = digestOf(gif(6));
  const href = 'https://wire.example/6.gif';
  await desk.admit({ guid, renditions: [{ role: 'web', href, mediaType: 'image/gif', digest }] });
  await desk.settle();
  await desk.take(guid);
  const { tools, agency } = town.nanning;
  const blob: PartnerNode['blob'] = async () => accept({ bytes: gif(7), mediaType: 'image/gif' });
  const garbled = { ...tools, partnerNode: { ...tools.partnerNode, blob } };
  const { id } = await desk.itemAt(town.nanning, guid);
  const outcome = outcomeOf(await fetchPictures(garbled, { agency, at: town.now() }, id));
  expect(outcome).toMatchObject({ again: expect.stringContaining('partner-answer-invalid') });
  expect(await tools.files.has(agency.id, digest)).toBe(false);
});

test('a kill from a wire gives its own reason, and does not stand behind what waits to be offered', async () => {
  const guid = 'urn:story:wire-kill';
  await desk.admit({ guid, editorialNote: 'Editors: the minister is not to be quoted' });
  await desk.settle();
  await desk.admit({ guid, pubStatus: 'canceled', editorialNote: 'Withdrawn by the wire' });
  expect(laneBell('item-killed')).not.toBe(laneBell('item-admitted'));
  await desk.settle();
  expect(await desk.recallsOf()).toMatchObject([
    { kind: 'kill', publicReason: 'Withdrawn by the wire', reach: [{ state: 'not-applicable' }] },
  ]);
});
