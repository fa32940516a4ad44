import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { showAgreement } from '#app/agreement/show-agreement.ts';
import { appendEntry } from '#app/channel/append-entry.ts';
import { talksDesk } from '#tests/town/talks-desk.ts';
import { threeAgencies, type Town, type TownAgency } from '#tests/town/two-agencies.ts';

type ThreeTown = Awaited<ReturnType<typeof threeAgencies>>;

let town: ThreeTown;
let desk: ReturnType<typeof talksDesk>;

beforeAll(async () => {
  town = await threeAgencies();
  await town.pin();
  desk = talksDesk(town);
});
afterAll(() => town.close());

/** Hanoi's pool of all three, laid before the others unsigned. */
async function pooled(): Promise<string> {
  const uid = await desk.draftPool();
  const shared = await desk.share(town.hanoi, uid);
  if (!shared.ok) throw new Error(shared.error.code);
  return uid;
}

const statesOf = (uid: string) => Promise.all(town.agencies.map((one) => desk.stateAt(one, uid)));

async function signedByAll(): Promise<string> {
  const uid = await pooled();
  for (const one of town.agencies) {
    await town.exchange();
    const signed = await desk.signHead(one, uid);
    if (!signed.ok) throw new Error(signed.error.code);
  }
  await town.exchange();
  return uid;
}

/** Every way in which one hears another. */
function pairsOf({ agencies }: Town): readonly (readonly [TownAgency, TownAgency])[] {
  return agencies.flatMap((reader) =>
    agencies.filter((writer) => writer !== reader).map((writer) => [reader, writer] as const),
  );
}

describe('an agreement of three', () => {
  test('lies before every party in exactly the same bytes, and is in force only with the last signature', async () => {
    const uid = await pooled();
    await town.exchange();
    const texts = await Promise.all(
      town.agencies.map(async (one) => (await desk.filedAt(one, uid))?.canonical),
    );
    expect(new Set(texts).size).toBe(1);
    expect(texts[0]).toContain(town.vientiane.agency.did);
    expect(await statesOf(uid)).toEqual(['shared', 'shared', 'shared']);

    await desk.signHead(town.vientiane, uid);
    await town.exchange();
    expect(await statesOf(uid)).toEqual(['received', 'received', 'proposed']);
    await desk.signHead(town.hanoi, uid);
    await town.exchange();
    expect(await statesOf(uid)).toEqual(['proposed', 'received', 'proposed']);
    await desk.signHead(town.nanning, uid);
    expect(await statesOf(uid)).toEqual(['proposed', 'in-force', 'proposed']);
    await town.exchange();
    expect(await statesOf(uid)).toEqual(['in-force', 'in-force', 'in-force']);
    expect((await desk.filedAt(town.vientiane, uid))?.proofs.map(({ by }) => by).toSorted()).toEqual(
      town.agencies.map(({ agency }) => agency.did).toSorted(),
    );
  });

  test('comes to the same end in whatever order its entries and documents reach each party', async () => {
    const pairs = pairsOf(town);
    const step = fc.record({
      pair: fc.nat(pairs.length - 1),
      fetches: fc.boolean(),
      order: fc.constantFrom(undefined, 'last-first' as const),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 2, maxLength: 6 }),
        fc.nat(2),
        async (steps, suspender) => {
          const uid = await pooled();
          await town.exchange();
          const wander = async () => {
            for (const { pair, fetches, order } of steps) {
              const [reader, writer] = pairs[pair] ?? [town.hanoi, town.nanning];
              await town.hear(reader, writer);
              if (fetches) await town.work(reader, 'fetch-object', order);
            }
          };
          for (const one of town.agencies) {
            await desk.signHead(one, uid);
            await wander();
          }
          // Whoever holds all three signatures may already speak of it, while others still lack one.
          const early = town.agencies[suspender];
          const said = early && (await desk.declare(early, uid, { kind: 'suspended', reason: 'audit' }));
          await wander();
          await town.exchange();
          const expected = town.agencies.map((one) => (said?.ok && one === early ? 'suspended' : 'open'));
          for (const one of town.agencies) {
            const { parties } = await desk.talksAt(one, uid);
            expect(parties.map(({ standing }) => standing)).toEqual(expected);
          }
          const goOn = (await statesOf(uid)).filter((state) => state === 'in-force').length;
          expect(goOn).toBe(said?.ok ? 2 : 3);
        },
      ),
      { numRuns: 4 },
    );
  }, 240_000);

  test('counts a signature and a comment that came before the document they are about', async () => {
    const uid = await pooled();
    // Nanning hears nothing of Hanoi, who laid it, until the end.
    await town.hear(town.vientiane, town.hanoi);
    await town.work(town.vientiane, 'fetch-object');
    await desk.signHead(town.vientiane, uid);
    const said = await desk.comment(town.vientiane, uid, '#p1-publish', 'Chúng tôi đồng ý');
    expect(said).toMatchObject({ ok: true });
    await town.hear(town.nanning, town.vientiane);
    expect(await desk.stateAt(town.nanning, uid)).toBe('agreement-unknown');
    expect(await desk.refusalsAt(town.nanning)).toEqual([]);
    expect((await desk.notedAt(town.nanning, 'agreement-set-aside')).slice(-2)).toMatchObject([
      { partner: town.vientiane.agency.did },
      { partner: town.vientiane.agency.did },
    ]);
    await town.exchange();
    expect(await desk.stateAt(town.nanning, uid)).toBe('received');
    expect((await desk.talksAt(town.nanning, uid)).comments.map(({ text }) => text)).toEqual([
      'Chúng tôi đồng ý',
    ]);
  });

  test('is not changed by a page that is taken in twice', async () => {
    const uid = await pooled();
    await town.exchange();
    await desk.signHead(town.vientiane, uid);
    const page = await town.page(town.nanning, town.vientiane);
    for (let time = 0; time < 2; time += 1)
      expect(await town.takeIn(town.nanning, page, town.vientiane)).toMatchObject({ ok: true });
    expect((await desk.filedAt(town.nanning, uid))?.proofs.length).toBe(1);
    await town.exchange();
  });
});

describe('what one party declares', () => {
  test('reaches all, and stops that party alone', async () => {
    const uid = await signedByAll();
    await desk.declare(town.nanning, uid, { kind: 'suspended', reason: 'audit' });
    await town.exchange();
    expect(await statesOf(uid)).toEqual(['in-force', 'suspended', 'in-force']);
    const seen = (await desk.talksAt(town.vientiane, uid)).parties.map(({ standing }) => standing);
    expect(seen).toEqual(['open', 'suspended', 'open']);
    await desk.declare(town.nanning, uid, { kind: 'resumed' });
    await town.exchange();
    expect(await statesOf(uid)).toEqual(['in-force', 'in-force', 'in-force']);
  });

  test('ends it together only when all have said so, not two', async () => {
    const uid = await signedByAll();
    await desk.declare(town.hanoi, uid, { kind: 'terminated' });
    await desk.declare(town.nanning, uid, { kind: 'terminated' });
    await town.exchange();
    expect(await statesOf(uid)).toEqual(['in-force', 'in-force', 'in-force']);
    await desk.declare(town.vientiane, uid, { kind: 'terminated' });
    await town.exchange();
    expect(await statesOf(uid)).toEqual(['terminated', 'terminated', 'terminated']);
  });

  test('for cause takes that party out, is told to all, and any of them answers before all', async () => {
    const uid = await signedByAll();
    const cause = { clause: `${uid}#p1-report`, words: 'No report in March' };
    expect(await desk.declare(town.hanoi, uid, { kind: 'terminated', cause })).toMatchObject({ ok: true });
    await town.exchange();
    expect(await statesOf(uid)).toEqual(['terminated', 'in-force', 'in-force']);
    const reason = 'They were reported on 1 March';
    expect(await desk.declare(town.vientiane, uid, { kind: 'contested', reason })).toMatchObject({
      ok: true,
    });
    await town.exchange();
    for (const one of town.agencies) {
      const view = await showAgreement(one.tools, desk.by(one), uid);
      expect(view).toMatchObject({
        value: {
          endings: {
            events: [
              { kind: 'terminated', by: town.hanoi.agency.did, cause },
              { kind: 'contested', by: town.vientiane.agency.did, reason },
            ],
          },
        },
      });
    }
  });

  test('is withdrawn before all', async () => {
    const uid = await pooled();
    await town.exchange();
    await desk.withdraw(town.hanoi, uid);
    await town.exchange();
    expect(await statesOf(uid)).toEqual(['withdrawn', 'withdrawn', 'withdrawn']);
    expect(await desk.signHead(town.vientiane, uid)).toMatchObject({
      error: { code: 'agreement-proposal-closed', state: 'withdrawn' },
    });
  });
});

describe('counter-proposals among three', () => {
  test('a third party’s counter goes to all and can be signed by all', async () => {
    const uid = await pooled();
    await town.exchange();
    await desk.lay(town.vientiane, uid, { killHours: 3 });
    await town.exchange();
    expect(await desk.tableAt(town.nanning, uid)).toEqual(['1 replaced', '2 shared']);
    for (const one of town.agencies) await desk.signHead(one, uid);
    await town.exchange();
    expect(await statesOf(uid)).toEqual(['in-force', 'in-force', 'in-force']);
    expect((await desk.filedAt(town.hanoi, uid))?.version).toBe(2);
  });

  test('two at once are seen by all, one stands for all, and neither is half in force', async () => {
    const uid = await pooled();
    await town.exchange();
    await desk.lay(town.nanning, uid, { killHours: 4 });
    await desk.lay(town.vientiane, uid, { killHours: 5 });
    await town.exchange();
    const heads = await Promise.all(
      town.agencies.map(async (one) => (await desk.talksAt(one, uid)).head?.filed.digest),
    );
    expect(new Set(heads).size).toBe(1);
    for (const one of town.agencies)
      expect((await desk.tableAt(one, uid)).toSorted()).toEqual(['1 replaced', '2 replaced', '2 shared']);
    for (const one of town.agencies) await desk.signHead(one, uid);
    await town.exchange();
    for (const one of town.agencies)
      expect((await desk.tableAt(one, uid)).toSorted()).toEqual(['1 replaced', '2 in-force', '2 replaced']);
  });

  test('an amendment changes nothing until the last has signed it', async () => {
    const uid = await signedByAll();
    await desk.lay(town.nanning, uid, { killHours: 6 });
    await town.exchange();
    await desk.signHead(town.nanning, uid);
    await desk.signHead(town.hanoi, uid);
    await town.exchange();
    const versions = async () =>
      Promise.all(town.agencies.map(async (one) => (await desk.talksAt(one, uid)).standing?.filed.version));
    expect(await versions()).toEqual([1, 1, 1]);
    await desk.signHead(town.vientiane, uid);
    await town.exchange();
    expect(await versions()).toEqual([2, 2, 2]);
  });
});

describe('refused, with nothing half-applied', () => {
  test('a signature where two parties have no link, and the signer is told which', async () => {
    const apart = await threeAgencies();
    try {
      const there = talksDesk(apart);
      const { hanoi, nanning, vientiane } = apart;
      await apart.pin([hanoi, nanning]);
      await apart.pin([hanoi, vientiane]);
      const uid = await there.draftPool();
      expect(await there.share(hanoi, uid)).toMatchObject({ ok: true });
      await apart.exchange();
      expect(await there.signHead(nanning, uid)).toEqual({
        ok: false,
        error: { code: 'agreement-party-unlinked', parties: [vientiane.agency.did] },
      });
      expect((await there.filedAt(nanning, uid))?.proofs).toEqual([]);
      await apart.pin([nanning, vientiane]);
      expect(await there.signHead(nanning, uid)).toMatchObject({ ok: true });
    } finally {
      await apart.close();
    }
  });

  test('a document under the name of an agreement between others', async () => {
    const uid = await pooled();
    await town.exchange();
    const filed = await desk.filedAt(town.hanoi, uid);
    if (!filed) throw new Error('no pool');
    const { vientiane, nanning } = town;
    const two = await desk.filedAt(vientiane, await desk.draft(vientiane, nanning));
    if (!two) throw new Error('no draft');
    const canonical = two.canonical.replaceAll(two.uid, uid);
    const digest = vientiane.tools.hash.sha256(new TextEncoder().encode(canonical));
    await town.within(vientiane, (stores) =>
      appendEntry(stores, vientiane.tools, desk.by(vientiane), {
        partnerDid: nanning.agency.did,
        type: 'agreement.proposed',
        subject: uid,
        object: { mediaType: 'application/ld+json', text: canonical },
        data: { digest },
      }),
    );
    await town.exchange();
    expect((await desk.refusalsAt(nanning)).at(-1)).toMatchObject({ code: 'agreement-id-taken' });
    expect((await desk.filedAt(nanning, uid))?.canonical).toBe(filed.canonical);
  });
});
