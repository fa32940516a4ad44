import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { draftAgreement, previewAgreement } from '#app/agreement/draft-agreement.ts';
import { gatherUse, judgeUse } from '#app/agreement/judge-use.ts';
import { exportAgreement, listAgreements } from '#app/agreement/show-agreement.ts';
import { signAgreement } from '#app/agreement/sign-agreement.ts';
import { verifySignedAgreement } from '#app/agreement/verify-signed-agreement.ts';
import { appendEntry } from '#app/channel/append-entry.ts';
import { admitVersion } from '#app/item/admit-version.ts';
import { instantOf } from '#kernel/instant.ts';
import { agreementDesk, DIRECTION, questionsFor } from '#tests/town/agreement-desk.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { testItem } from '#tests/town/test-item.ts';
import { partnerOf, twoAgencies, type Town } from '#tests/town/two-agencies.ts';

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

test('an agreement is in force on both sides once each has signed the same bytes, and not before', async () => {
  const { hanoi, nanning } = town;
  const uid = await desk.draft();
  expect(await desk.statesOf(uid)).toEqual(['draft', 'agreement-unknown']);

  expect(await desk.sign(hanoi, uid)).toEqual({ ok: true, value: { state: 'proposed' } });
  await town.exchange();
  expect(await desk.statesOf(uid)).toEqual(['proposed', 'received']);
  expect(await town.work(nanning, 'agreement-changed')).toEqual([]);

  expect(await desk.sign(nanning, uid)).toEqual({ ok: true, value: { state: 'in-force' } });
  expect(await desk.statesOf(uid)).toEqual(['proposed', 'in-force']);
  await town.exchange();
  expect(await desk.statesOf(uid)).toEqual(['in-force', 'in-force']);
  const [ours, theirs] = [await desk.filedAt(hanoi, uid), await desk.filedAt(nanning, uid)];
  expect(theirs?.canonical).toBe(ours?.canonical);
  expect(theirs?.proofs.map(({ kid }) => kid).toSorted()).toEqual(
    ours?.proofs.map(({ kid }) => kid).toSorted(),
  );
  const changed = { topic: 'agreement-changed', payload: { digest: ours?.digest } };
  expect(await town.work(hanoi, 'agreement-changed')).toEqual([changed]);
  expect(await town.work(nanning, 'agreement-changed')).toEqual([changed]);
  expect([await desk.refusalsAt(hanoi), await desk.refusalsAt(nanning)]).toEqual([[], []]);
});

test('what is exported verifies under both keys by itself, and a document with one bad signature is not signed by both', async () => {
  const { hanoi, nanning } = town;
  const uid = await desk.signedByBoth();
  const exported = await exportAgreement(nanning.tools, desk.by(nanning), uid);
  if (!exported.ok) throw new Error('no export');
  const keys = [...hanoi.keys, ...nanning.keys];
  const judged = verifySignedAgreement(exported.value, keys, hanoi.tools);
  expect(judged).toMatchObject({ ok: true, value: { isSignedByBoth: true } });
  const [one, two] = exported.value.signatures;
  const spoilt = { ...exported.value, signatures: [one!, { ...two!, signature: one!.signature }] };
  expect(verifySignedAgreement(spoilt, keys, hanoi.tools)).toMatchObject({
    value: { isSignedByBoth: false, signatures: [{ verdict: 'holds' }, { verdict: 'signature-wrong' }] },
  });
});

test('a signer signs the text they read: another digest is refused', async () => {
  const { hanoi } = town;
  const uid = await desk.draft();
  expect(await signAgreement(hanoi.tools, desk.by(hanoi), { uid, digest: 'sha-256:other' })).toMatchObject({
    error: { code: 'agreement-digest-differs' },
  });
  expect(await desk.stateAt(hanoi, uid)).toBe('draft');
});

test('several signers of one side at once make one signature and one entry (T05)', async () => {
  const { hanoi } = town;
  for (let round = 1; round <= 5; round += 1) {
    const uid = await desk.draft();
    const { digest } = (await desk.filedAt(hanoi, uid))!;
    const clicks = Array.from({ length: 6 }, () =>
      signAgreement(hanoi.tools, desk.by(hanoi), { uid, digest }),
    );
    const outcomes = await Promise.all(clicks);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await desk.filedAt(hanoi, uid))?.proofs).toHaveLength(1);
    const page = await town.page(town.nanning);
    expect(page.entries).toHaveLength(1 + round); // channel.opened and one proposal each round
  }
});

test('nobody signs with a partner whose keys are not pinned, or whose pinned key is not the one in the text', async () => {
  const { hanoi, nanning } = town;
  const uid = await desk.draft();
  const partner = partnerOf(nanning, 'pinned');
  const save = (change: Partial<typeof partner>) =>
    town.within(hanoi, ({ partners }) => partners.save({ ...partner, ...change }, town.now()));
  await save({ state: 'invited' });
  expect(await desk.sign(hanoi, uid)).toMatchObject({ error: { code: 'partner-not-pinned' } });
  await save({ keys: hanoi.keys });
  expect(await desk.sign(hanoi, uid)).toMatchObject({
    error: { code: 'agreement-key-differs', by: nanning.agency.did },
  });
  expect(await desk.stateAt(hanoi, uid)).toBe('draft');
});

test('the sentences of a draft can be read before anything is kept', async () => {
  const { hanoi, nanning } = town;
  const said = await previewAgreement(hanoi.tools, desk.by(hanoi), questionsFor(nanning));
  expect(said).toMatchObject({ ok: true, value: { title: { en: 'News exchange' } } });
  expect(said.ok && said.value.clauses.length).toBeGreaterThan(8);
  expect(await listAgreements(hanoi.tools, desk.by(hanoi))).toEqual([]);
});

test.each([
  ['an end before its beginning', { effectiveUntil: instantOf(Date.UTC(2026, 0, 1)) }, 'effectiveUntil'],
  ['no governing language', { governingLanguage: '-' }, '/governingLanguage'],
  ['a topic that is none', { give: { ...DIRECTION, topics: ['sport'] } }, '/permission'],
  ['a title with U+0000', { title: { en: 'a\0b' } }, 'title'],
])('a draft with %s is refused at once', async (_what, change, field) => {
  const { hanoi, nanning } = town;
  const drafted = await draftAgreement(hanoi.tools, desk.by(hanoi), { ...questionsFor(nanning), ...change });
  expect(drafted).toMatchObject({ error: { code: 'agreement-draft-invalid' } });
  expect(!drafted.ok && 'field' in drafted.error && drafted.error.field.startsWith(field)).toBe(true);
});

test('a proposal that comes twice is one agreement, one signature and no refusal (I2)', async () => {
  const { hanoi, nanning } = town;
  const uid = await desk.draft();
  await desk.sign(hanoi, uid);
  await town.exchange();
  const filed = await desk.filedAt(hanoi, uid);
  const [proof] = filed!.proofs;
  const { protected: head, signature } = proof!;
  await town.within(hanoi, (stores) =>
    appendEntry(stores, hanoi.tools, desk.by(hanoi), {
      partnerDid: nanning.agency.did,
      type: 'agreement.proposed',
      object: { mediaType: 'application/ld+json', text: filed!.canonical },
      data: { digest: filed!.digest, protected: head, signature },
    }),
  );
  await town.exchange();
  expect((await desk.filedAt(nanning, uid))?.proofs).toHaveLength(1);
  expect(await desk.refusalsAt(nanning)).toEqual([]);
});

describe('what one side declares', () => {
  /** May Hanoi publish a story of Nanning now? */
  const mayUse = async (): Promise<boolean> => {
    const { hanoi, nanning } = town;
    return town.within(hanoi, async (stores) => {
      const provider = nanning.agency.did;
      const version = testItem({
        provider,
        subjects: [{ code: 'medtop:04000000', broader: [] }],
        language: 'zh-Hans',
      });
      const admitted = await admitVersion(
        { stores, ids: hanoi.tools.ids, hash: hanoi.tools.hash },
        { version, origin: 'partner', at: town.now() },
      );
      const item = await stores.items.findByName({ provider, guid: version.guid });
      if (!item) throw new Error(JSON.stringify(admitted));
      const subject = { item, version, actor: hanoi.agency.did, at: town.now() };
      const context = await gatherUse(stores.useState, subject);
      const use = { actor: hanoi.agency.did, action: 'publish', channel: 'web', territory: 'VN' } as const;
      return judgeUse(context, use, town.now()).permitted;
    });
  };

  test('a suspension stops uses at once on the side that declares it and, with its entry, on the other', async () => {
    const { hanoi, nanning } = town;
    const uid = await desk.signedByBoth();
    await town.work(hanoi, 'agreement-changed');
    expect(await mayUse()).toBe(true);

    expect(await desk.declare(nanning, uid, { kind: 'suspended', reason: 'A key was lost' })).toMatchObject({
      ok: true,
    });
    expect(await desk.statesOf(uid)).toEqual(['in-force', 'suspended']);
    await town.exchange();
    expect(await desk.statesOf(uid)).toEqual(['suspended', 'suspended']);
    expect(await mayUse()).toBe(false);
    expect((await desk.filedAt(hanoi, uid))?.events).toMatchObject([
      { kind: 'suspended', reason: 'A key was lost' },
    ]);
    expect(await town.work(hanoi, 'agreement-changed')).toHaveLength(1);

    await desk.declare(nanning, uid, { kind: 'resumed' });
    await town.exchange();
    expect(await desk.statesOf(uid)).toEqual(['in-force', 'in-force']);
    expect(await mayUse()).toBe(true);
  });

  test('notice ends it when its period has passed, on both sides at the same moment', async () => {
    const uid = await desk.signedByBoth();
    await desk.declare(town.hanoi, uid, { kind: 'notice' });
    town.pass(3600);
    await town.exchange();
    town.pass(30 * 86_400 - 3601);
    expect(await desk.statesOf(uid)).toEqual(['in-force', 'in-force']);
    town.pass(1);
    expect(await desk.statesOf(uid)).toEqual(['terminated', 'terminated']);
  });

  test('both together end it at once, one alone does not', async () => {
    const uid = await desk.signedByBoth();
    await desk.declare(town.hanoi, uid, { kind: 'terminated' });
    await town.exchange();
    expect(await desk.statesOf(uid)).toEqual(['in-force', 'in-force']);
    await desk.declare(town.nanning, uid, { kind: 'terminated' });
    await town.exchange();
    expect(await desk.statesOf(uid)).toEqual(['terminated', 'terminated']);
    expect(await desk.declare(town.hanoi, uid, { kind: 'suspended', reason: 'late' })).toMatchObject({
      error: { code: 'agreement-not-in-state' },
    });
  });
});

test('an export of an agreement that nobody has signed proves nothing', async () => {
  const { hanoi } = town;
  const uid = await desk.draft();
  const exported = await exportAgreement(hanoi.tools, desk.by(hanoi), uid);
  expect(exported).toMatchObject({ ok: true, value: { signatures: [] } });
  expect(exported.ok && verifySignedAgreement(exported.value, hanoi.keys, hanoi.tools)).toMatchObject({
    error: { code: 'agreement-document-invalid' },
  });
});
