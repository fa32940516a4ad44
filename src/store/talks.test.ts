import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sql } from 'kysely';
import { listAgreements, showAgreement } from '#app/agreement/show-agreement.ts';
import { saveDraft } from '#app/agreement/talks/save-draft.ts';
import { discardDraft } from '#app/agreement/talks/share-draft.ts';
import { compareDocuments } from '#app/agreement/talks/show-talks.ts';
import { appendEntry, type Message } from '#app/channel/append-entry.ts';
import { canonicalJson } from '#formats/envelope/canonical-json.ts';
import { signSeparately } from '#formats/envelope/general-jws.ts';
import { questionsFor } from '#tests/town/agreement-desk.ts';
import { talksDesk } from '#tests/town/talks-desk.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { twoAgencies, type Town, type TownAgency } from '#tests/town/two-agencies.ts';

let database: TestDatabase;
let town: Town;
let desk: ReturnType<typeof talksDesk>;
let hanoi: TownAgency;
let nanning: TownAgency;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  town = await twoAgencies({ database });
  await town.pin();
  desk = talksDesk(town);
  ({ hanoi, nanning } = town);
});
afterEach(() => town.close());

/** An agreement that Hanoi has drafted and laid before Nanning. */
async function shared(): Promise<string> {
  const uid = await desk.draft();
  expect(await desk.share(hanoi, uid)).toMatchObject({ ok: true });
  await town.exchange();
  return uid;
}
const refusals = async () => [await desk.refusalsAt(hanoi), await desk.refusalsAt(nanning)];
const sameTables = async (uid: string, expected: readonly string[]) => {
  expect([await desk.tableAt(hanoi, uid), await desk.tableAt(nanning, uid)]).toEqual([expected, expected]);
};

test('draft, counter, counter, and both sign: each sees the same documents, and the bytes that it signs', async () => {
  const uid = await shared();
  await sameTables(uid, ['1 shared']);
  await desk.lay(nanning, uid, { quota: 100 });
  await town.exchange();
  await sameTables(uid, ['1 replaced', '2 shared']);
  const last = await desk.lay(hanoi, uid, { quota: 150 });
  await town.exchange();
  await sameTables(uid, ['1 replaced', '2 replaced', '3 shared']);

  expect(await desk.signHead(nanning, uid)).toMatchObject({ ok: true, value: { state: 'proposed' } });
  await town.exchange();
  expect(await desk.signHead(hanoi, uid)).toMatchObject({ ok: true, value: { state: 'in-force' } });
  await town.exchange();
  await sameTables(uid, ['1 replaced', '2 replaced', '3 in-force']);
  for (const one of [hanoi, nanning])
    expect(await showAgreement(one.tools, desk.by(one), uid)).toMatchObject({
      value: { filed: { digest: last }, state: 'in-force' },
    });
  expect(await refusals()).toEqual([[], []]);
});

test('a counter keeps the parties, the names of rules and what no answer changed; the redline shows the rest', async () => {
  const uid = await shared();
  await desk.lay(nanning, uid, { quota: 100 });
  await town.exchange();
  const [first, second] = (await desk.talksAt(hanoi, uid)).documents.map(
    ({ document }) => document.filed.digest,
  );
  const compared = await compareDocuments(hanoi.tools, desk.by(hanoi), { uid, from: first!, to: second! });
  if (!compared.ok) throw new Error('nothing to compare');
  expect(compared.value.clauses.filter(({ change }) => change !== 'same')).toMatchObject([
    { name: '#give-publish', change: 'changed' },
  ]);
});

test('a draft can be changed until it is shared, and thrown away; the partner sees none of it', async () => {
  const uid = await desk.draft();
  const before = (await desk.filedAt(hanoi, uid))?.digest;
  const written = await desk.write(hanoi, uid, { correctionHours: 9 });
  expect(written).toMatchObject({ ok: true });
  expect((await desk.answersAt(hanoi, uid)) ?? 'no head').toBe('no head');
  const [draft, ...others] = (await desk.talksAt(hanoi, uid)).documents;
  expect(others).toEqual([]);
  expect(draft?.document.filed.digest).not.toBe(before);
  await town.exchange();
  expect(await desk.stateAt(nanning, uid)).toBe('agreement-unknown');
  expect(await discardDraft(hanoi.tools, desk.by(hanoi), uid)).toMatchObject({ ok: true });
  expect(await desk.stateAt(hanoi, uid)).toBe('agreement-unknown');
  expect(await discardDraft(hanoi.tools, desk.by(hanoi), uid)).toMatchObject({
    error: { code: 'agreement-draft-missing' },
  });
});

test('a draft upon a document that the partner has answered meanwhile is refused and kept', async () => {
  const uid = await shared();
  await desk.lay(nanning, uid, { quota: 90 });
  await town.exchange();
  expect(await desk.write(hanoi, uid, { quota: 120 })).toMatchObject({ ok: true });
  await desk.withdraw(nanning, uid);
  await desk.lay(nanning, uid, { quota: 80 });
  await town.exchange();
  expect(await desk.share(hanoi, uid)).toMatchObject({ error: { code: 'agreement-base-stale' } });
  const questions = questionsFor(nanning);
  const stale = { uid, base: undefined, questions, unchanged: questions, asked: {} };
  expect(await saveDraft(hanoi.tools, desk.by(hanoi), stale)).toMatchObject({
    error: { code: 'agreement-base-stale' },
  });
  expect((await desk.talksAt(hanoi, uid)).draft).toBeDefined();
  const elsewhere = { ...stale, questions: { ...questions, partner: 'did:web:c.example' } };
  expect(await saveDraft(hanoi.tools, desk.by(hanoi), elsewhere)).toMatchObject({
    error: { code: 'agreement-draft-invalid' },
  });
});

test('counters that cross end with the same one open on both sides, whichever it is', async () => {
  const uid = await shared();
  await desk.lay(nanning, uid, { quota: 90 });
  await town.exchange();
  await desk.withdraw(nanning, uid);
  const ours = await desk.lay(hanoi, uid, { quota: 120 });
  const theirs = await desk.lay(nanning, uid, { quota: 80 });
  await town.exchange();
  const [winner] = [ours, theirs].toSorted();
  for (const one of [hanoi, nanning]) expect((await desk.talksAt(one, uid)).head?.filed.digest).toBe(winner);
  expect((await desk.tableAt(hanoi, uid)).filter((line) => line.endsWith('shared'))).toEqual(['3 shared']);
  expect((await desk.tableAt(nanning, uid)).toSorted()).toEqual((await desk.tableAt(hanoi, uid)).toSorted());
  expect(await refusals()).toEqual([[], []]);
});

test('what was taken back or has lapsed is signed by nobody', async () => {
  const uid = await shared();
  expect(await desk.withdraw(nanning, uid)).toMatchObject({ error: { code: 'agreement-not-proposed-by' } });
  await desk.withdraw(hanoi, uid);
  await town.exchange();
  await sameTables(uid, ['1 withdrawn']);
  for (const one of [hanoi, nanning])
    expect(await desk.signHead(one, uid)).toMatchObject({
      error: { code: 'agreement-proposal-closed', state: 'withdrawn' },
    });

  await desk.write(hanoi, uid, { quota: 10 });
  expect(await desk.share(hanoi, uid, -1)).toMatchObject({ error: { code: 'agreement-expiry-invalid' } });
  await desk.share(hanoi, uid, 2);
  await town.exchange();
  await sameTables(uid, ['1 withdrawn', '2 shared']);
  town.pass(2 * 86_400);
  await sameTables(uid, ['1 withdrawn', '2 lapsed']);
  expect(await desk.signHead(nanning, uid)).toMatchObject({
    error: { code: 'agreement-proposal-closed', state: 'lapsed' },
  });
  // Talks go on: the next document answers the one that lapsed.
  await desk.lay(nanning, uid, { quota: 20 });
  await town.exchange();
  await sameTables(uid, ['1 withdrawn', '2 replaced', '3 shared']);
});

test('a signature that crosses the withdrawal stands on both sides; nothing is left between', async () => {
  const uid = await desk.draft();
  await desk.sign(hanoi, uid);
  await town.exchange();
  expect(await desk.signHead(nanning, uid)).toMatchObject({ value: { state: 'in-force' } });
  expect(await desk.withdraw(hanoi, uid)).toMatchObject({ ok: true });
  await town.exchange();
  await sameTables(uid, ['1 in-force']);
});

test('comments reach the other side at their clause, with who says it, once', async () => {
  const uid = await shared();
  expect(await desk.comment(nanning, uid, '#give-publish', 'Quá ít cho một tháng.')).toMatchObject({
    ok: true,
  });
  expect(await desk.comment(hanoi, uid, '#nothing', 'x')).toMatchObject({
    error: { code: 'agreement-clause-unknown' },
  });
  expect(await desk.comment(hanoi, uid, '#give-publish', 'x'.repeat(4001))).toMatchObject({
    error: { code: 'agreement-comment-invalid', because: 'text' },
  });
  await town.exchange();
  await town.exchange();
  for (const one of [hanoi, nanning])
    expect((await desk.talksAt(one, uid)).comments).toMatchObject([
      { clause: '#give-publish', text: 'Quá ít cho một tháng.', by: nanning.agency.did, language: 'vi' },
    ]);
});

describe('an amendment', () => {
  const amended = async () => {
    const uid = await desk.signedByBoth();
    const inForce = (await desk.talksAt(hanoi, uid)).head?.filed.digest;
    const next = await desk.lay(nanning, uid, { quota: 5 });
    await town.exchange();
    return { uid, inForce, next };
  };

  test('changes nothing in lists, pages or decisions until both have signed, then takes the place of the former', async () => {
    const { uid, inForce, next } = await amended();
    await sameTables(uid, ['1 in-force', '2 shared']);
    for (const one of [hanoi, nanning]) {
      expect(await listAgreements(one.tools, desk.by(one))).toMatchObject([
        { filed: { digest: inForce }, state: 'in-force', latest: { digest: next, state: 'shared' } },
      ]);
      expect(await desk.stateAt(one, uid)).toBe('in-force');
    }
    await desk.signHead(nanning, uid);
    await town.exchange();
    expect(await desk.statesOf(uid)).toEqual(['in-force', 'in-force']);
    // What is suspended is the agreement in force, not the paper beside it.
    await desk.declare(hanoi, uid, { kind: 'suspended', reason: 'x' });
    await town.exchange();
    expect(await desk.tableAt(hanoi, uid)).toEqual(['1 suspended', '2 received']);
    expect(await desk.tableAt(nanning, uid)).toEqual(['1 suspended', '2 proposed']);
    await desk.declare(hanoi, uid, { kind: 'resumed' });
    await town.exchange();
    expect(await desk.signHead(hanoi, uid)).toMatchObject({ value: { state: 'in-force' } });
    await town.exchange();
    await sameTables(uid, ['1 replaced', '2 in-force']);
    expect(await listAgreements(hanoi.tools, desk.by(hanoi))).toMatchObject([{ filed: { digest: next } }]);
  });

  test('by the draft of one side hides nothing of what is in force', async () => {
    const uid = await desk.signedByBoth();
    await desk.write(hanoi, uid, { quota: 7 });
    expect(await desk.stateAt(hanoi, uid)).toBe('in-force');
    expect(await desk.tableAt(hanoi, uid)).toEqual(['1 in-force', '2 draft']);
    expect(await listAgreements(hanoi.tools, desk.by(hanoi))).toMatchObject([{ state: 'in-force' }]);
  });
});

describe('what a partner lays down that has no place is noted and files nothing:', () => {
  const send = async (message: Omit<Message, 'partnerDid'>): Promise<void> => {
    await town.within(hanoi, (stores) =>
      appendEntry(stores, hanoi.tools, desk.by(hanoi), { ...message, partnerDid: nanning.agency.did }),
    );
    await town.exchange();
  };
  /** The document on Hanoi's table with changes, laid down unsigned. */
  const lay = async (
    uid: string,
    change: Record<string, unknown>,
    data: Record<string, string> = {},
  ): Promise<string> => {
    const filed = await desk.filedAt(hanoi, uid);
    const text = canonicalJson(JSON.parse(JSON.stringify({ ...JSON.parse(filed!.canonical), ...change })));
    const digest = hanoi.tools.hash.sha256(new TextEncoder().encode(text));
    await send({
      type: 'agreement.proposed',
      object: { mediaType: 'application/ld+json', text },
      data: { digest, ...data },
    });
    return digest;
  };
  const expectRefused = async (code: string): Promise<void> => {
    expect(await desk.refusalsAt(nanning)).toMatchObject([{ code }]);
  };

  test('an amendment that names the wrong predecessor', async () => {
    const uid = await desk.signedByBoth();
    const { digest } = (await desk.filedAt(hanoi, uid))!;
    const wrong = `sha-256:${'A'.repeat(43)}`;
    await lay(uid, { agreementVersion: 2, supersedes: wrong }, { base: digest });
    await expectRefused('agreement-predecessor-wrong');
    expect(await desk.tableAt(nanning, uid)).toEqual(['1 in-force']);
  });

  test('a second document on the same base, and one upon a document that nobody laid', async () => {
    const uid = await shared();
    const { digest } = (await desk.filedAt(hanoi, uid))!;
    await lay(uid, { agreementVersion: 2, freshness: 'PT1M' }, { base: digest });
    await lay(uid, { agreementVersion: 2, freshness: 'PT2M' }, { base: digest });
    await lay(uid, { agreementVersion: 3 }, { base: `sha-256:${'B'.repeat(43)}` });
    expect(await desk.refusalsAt(nanning)).toMatchObject([
      { code: 'agreement-base-stale' },
      { code: 'agreement-base-stale' },
    ]);
    expect(await desk.tableAt(nanning, uid)).toEqual(['1 replaced', '2 shared']);
  });

  test('a document larger than any agreement is not even fetched', async () => {
    const uid = await desk.draft();
    await lay(uid, { title: { en: 'x'.repeat(300_000) } });
    await expectRefused('agreement-too-large');
    expect(await town.work(nanning, 'fetch-object')).toEqual([]);
  });

  test('a base or an end that is none', async () => {
    const uid = await desk.draft();
    await lay(uid, {}, { base: 'yesterday' });
    await lay(uid, {}, { expiresAt: 'never' });
    expect(await desk.refusalsAt(nanning)).toMatchObject([
      { code: 'agreement-entry-invalid', because: 'base' },
      { code: 'agreement-entry-invalid', because: 'expiresAt' },
    ]);
  });

  test('a withdrawal of, or a comment on, what it never laid before us', async () => {
    const digest = `sha-256:${'A'.repeat(43)}`;
    await send({ type: 'agreement.withdrawn', data: { digest } });
    await send({ type: 'agreement.commented', data: { digest, text: 'x' } });
    expect(await desk.refusalsAt(nanning)).toMatchObject([
      { code: 'agreement-unknown' },
      { code: 'agreement-unknown' },
    ]);
  });

  test('a comment without words or on a clause that is not there', async () => {
    const uid = await shared();
    const { digest } = (await desk.filedAt(hanoi, uid))!;
    const said = { digest, language: 'vi', author: { name: 'Lan', role: 'coordinator' } };
    await send({ type: 'agreement.commented', data: { ...said, text: ' ' } });
    await send({ type: 'agreement.commented', data: { ...said, text: 'x', clause: '#none' } });
    expect(await desk.refusalsAt(nanning)).toMatchObject([
      { code: 'agreement-comment-invalid' },
      { code: 'agreement-clause-unknown' },
    ]);
    expect((await desk.talksAt(nanning, uid)).comments).toEqual([]);
  });

  test('a signature under what its signer has itself answered', async () => {
    const uid = await desk.draft(nanning, hanoi);
    await desk.sign(nanning, uid);
    await town.exchange();
    const { digest, canonical } = (await desk.filedAt(hanoi, uid))!;
    await desk.lay(hanoi, uid, { quota: 3 });
    const { sign, kid } = hanoi.tools.entrySigner();
    const proof = signSeparately(
      { kid, typ: 'pactwire-agreement+jws' },
      new TextEncoder().encode(canonical),
      sign,
    );
    await send({ type: 'agreement.accepted', data: { digest, ...proof } });
    await expectRefused('agreement-proposal-closed');
    expect(await desk.tableAt(nanning, uid)).toEqual(['1 replaced', '2 shared']);
  });
});

test('a withdrawal and a later document that come before the first was fetched find the same end', async () => {
  const uid = await desk.draft();
  await desk.share(hanoi, uid);
  await desk.withdraw(hanoi, uid);
  await desk.lay(hanoi, uid, { quota: 33 });
  // All entries are in before any document, and the last document comes first.
  await town.takeIn(nanning, await town.page(nanning));
  await town.work(nanning, 'fetch-object', 'last-first');
  await town.exchange();
  await sameTables(uid, ['1 withdrawn', '2 shared']);
  expect(await refusals()).toEqual([[], []]);
});

test('moves and comments are added and changed by nobody', async () => {
  const uid = await shared();
  await desk.comment(hanoi, uid, '#give-publish', 'x');
  for (const table of ['agreement_move', 'agreement_comment'] as const) {
    const changing = database.app.db.transaction().execute(async (trx) => {
      await sql`select set_config('pactwire.agency', ${hanoi.agency.id}, true)`.execute(trx);
      await trx.updateTable(table).set({ digest: 'x' }).execute();
    });
    await expect(changing).rejects.toThrow(/permission denied/);
  }
});
