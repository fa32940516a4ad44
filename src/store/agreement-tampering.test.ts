import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { listRefused } from '#app/agreement/list-refused.ts';
import { listAgreements } from '#app/agreement/show-agreement.ts';
import { showTalks } from '#app/agreement/talks/show-talks.ts';
import { appendEntry, type Message } from '#app/channel/append-entry.ts';
import { canonicalJson } from '#formats/envelope/canonical-json.ts';
import { signSeparately } from '#formats/envelope/general-jws.ts';
import { agreementDesk } from '#tests/town/agreement-desk.ts';
import { callDesk } from '#tests/town/desk-call.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { partnerOf, twoAgencies, type Town, type TownAgency } from '#tests/town/two-agencies.ts';

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

describe('what a partner sends that does not hold is noted and puts nothing in force:', () => {
  /** Hanoi's node as an attacker would run it: a signed entry with whatever it likes inside. */
  const send = async (message: Omit<Message, 'partnerDid'>, secondsAhead = 0): Promise<void> => {
    const { hanoi, nanning } = town;
    await town.within(hanoi, (stores) =>
      appendEntry(
        stores,
        hanoi.tools,
        { ...desk.by(hanoi), at: town.after(secondsAhead) },
        { ...message, partnerDid: nanning.agency.did },
      ),
    );
    await town.exchange();
  };
  const proposalOf = async (
    change: (document: Record<string, unknown>) => unknown,
    signedBy: TownAgency = town.hanoi,
    kid?: string,
  ): Promise<Omit<Message, 'partnerDid'>> => {
    const filed = await desk.filedAt(town.hanoi, await desk.draft());
    const text = canonicalJson(JSON.parse(JSON.stringify(change(JSON.parse(filed!.canonical)))));
    const bytes = new TextEncoder().encode(text);
    const signer = signedBy.tools.entrySigner();
    const proof = signSeparately(
      { kid: kid ?? signer.kid, typ: 'pactwire-agreement+jws' },
      bytes,
      signer.sign,
    );
    const digest = town.hanoi.tools.hash.sha256(bytes);
    return {
      type: 'agreement.proposed',
      object: { mediaType: 'application/ld+json', text },
      data: { digest, ...proof },
    };
  };
  const nothingAt = async (one: TownAgency, code: string, because?: string): Promise<void> => {
    expect(await listAgreements(one.tools, desk.by(one))).toEqual([]);
    expect(await desk.refusalsAt(one)).toMatchObject([{ code, ...(because ? { because } : {}) }]);
    await canBeRead(one, code);
  };

  /** Whoever has a seat sees what came, from whom, why it does not count and what to do, in three languages. */
  const canBeRead = async (one: TownAgency, code: string): Promise<void> => {
    const { status, json } = await callDesk(one.server, 'viewer', {
      method: 'GET',
      path: '/api/register/refused',
    });
    expect(status).toBe(200);
    const said = expect.stringMatching(/\S{3}/);
    const words = { vi: said, 'zh-Hans': said, en: said };
    expect(json['refused']).toMatchObject([
      { code, partner: { did: town.hanoi.agency.did }, came: words, why: words, next: words },
    ]);
    const read = await listRefused(one.tools, one.agency.id);
    expect(read).toMatchObject([{ code, type: expect.stringMatching(/^agreement\./) }]);
  };

  test('(the untouched proposal, sent the same way, is filed)', async () => {
    await send(await proposalOf((document) => document));
    expect(await listAgreements(town.nanning.tools, desk.by(town.nanning))).toMatchObject([
      { state: 'received' },
    ]);
  });

  test('a proposal without its document', async () => {
    const { object: _object, ...message } = await proposalOf((document) => document);
    await send(message);
    await nothingAt(town.nanning, 'agreement-entry-invalid', 'no-object');
  });

  test('a proposal with half a signature', async () => {
    const message = await proposalOf((document) => document);
    const { signature: _signature, ...data } = message.data!;
    await send({ ...message, data });
    await nothingAt(town.nanning, 'agreement-entry-invalid', 'no-signature');
  });

  test('a proposal that does not say which bytes it lays down', async () => {
    const message = await proposalOf((document) => document);
    await send({ ...message, data: {} });
    await nothingAt(town.nanning, 'agreement-entry-invalid', 'other-digest');
  });

  test('a signature over other terms', async () => {
    const message = await proposalOf((document) => document);
    const other = await proposalOf((document) => ({ ...document, freshness: 'P1D' }));
    await send({ ...message, data: other.data! });
    await nothingAt(town.nanning, 'agreement-document-invalid', 'jws-signature');
  });

  test('the digest of other terms', async () => {
    const message = await proposalOf((document) => document);
    const other = await proposalOf((document) => ({ ...document, freshness: 'P1D' }));
    await send({ ...message, data: { ...message.data, digest: other.data!['digest']! } });
    await nothingAt(town.nanning, 'agreement-entry-invalid', 'other-digest');
  });

  test('a key that was not pinned', async () => {
    await send(await proposalOf((document) => document, town.nanning, `${town.hanoi.agency.did}#sign-9`));
    await nothingAt(town.nanning, 'agreement-document-invalid', 'key-unknown');
  });

  test('another key under the pinned name', async () => {
    await send(await proposalOf((document) => document, town.nanning, `${town.hanoi.agency.did}#sign-1`));
    await nothingAt(town.nanning, 'agreement-document-invalid', 'jws-signature');
  });

  test('our own signature handed back as the partner’s', async () => {
    await send(await proposalOf((document) => document, town.nanning));
    await nothingAt(town.nanning, 'agreement-document-invalid', 'key-unknown');
  });

  test('a signature by a second pinned key of the partner, which the text does not name', async () => {
    const { hanoi, nanning } = town;
    const kid = `${hanoi.agency.did}#sign-2`;
    const spare = nanning.keys.find(({ role }) => role === 'sign')!;
    const partner = { ...partnerOf(hanoi, 'pinned'), keys: [...hanoi.keys, { ...spare, kid }] };
    await town.within(nanning, ({ partners }) => partners.save(partner, town.now()));
    await send(await proposalOf((document) => document, nanning, kid));
    await nothingAt(nanning, 'agreement-key-differs');
  });

  test('a text that names another key for us', async () => {
    const thumbprint = town.nanning.keys.find(({ role }) => role === 'sign')?.thumbprint ?? '';
    await send(
      await proposalOf((document) =>
        JSON.parse(JSON.stringify(document).replace(thumbprint, 'A'.repeat(43))),
      ),
    );
    await nothingAt(town.nanning, 'agreement-key-differs');
  });

  test('a text between the partner and somebody else', async () => {
    await send(
      await proposalOf((document) =>
        JSON.parse(JSON.stringify(document).replaceAll(town.nanning.agency.did, 'did:web:third.example')),
      ),
    );
    await nothingAt(town.nanning, 'agreement-not-a-party');
  });

  test('a term that we do not know', async () => {
    await send(await proposalOf((document) => ({ ...document, autoRenew: true })));
    await nothingAt(town.nanning, 'agreement-document-invalid', 'agreement-invalid');
  });

  test('a spelling of the document that is not the canonical one', async () => {
    const filed = await desk.filedAt(town.hanoi, await desk.draft());
    const text = JSON.stringify(JSON.parse(filed!.canonical), null, 1);
    const bytes = new TextEncoder().encode(text);
    const { kid, sign: withKey } = town.hanoi.tools.entrySigner();
    const proof = signSeparately({ kid, typ: 'pactwire-agreement+jws' }, bytes, withKey);
    const digest = town.hanoi.tools.hash.sha256(bytes);
    await send({
      type: 'agreement.proposed',
      object: { mediaType: 'application/ld+json', text },
      data: { digest, ...proof },
    });
    await nothingAt(town.nanning, 'agreement-document-invalid', 'not-canonical');
  });

  test('a document in which a term stands twice', async () => {
    const filed = await desk.filedAt(town.hanoi, await desk.draft());
    const text = filed!.canonical.replace('{', '{"freshness":"P1D",');
    const bytes = new TextEncoder().encode(text);
    const { kid, sign: withKey } = town.hanoi.tools.entrySigner();
    const proof = signSeparately({ kid, typ: 'pactwire-agreement+jws' }, bytes, withKey);
    const digest = town.hanoi.tools.hash.sha256(bytes);
    const object = { mediaType: 'application/ld+json', text };
    await send({ type: 'agreement.proposed', object, data: { digest, ...proof } });
    await nothingAt(town.nanning, 'agreement-document-invalid', 'json-duplicate-key');
  });

  test('the same unsigned', async () => {
    const filed = await desk.filedAt(town.hanoi, await desk.draft());
    const text = filed!.canonical.replace('{', '{"freshness":"P1D",');
    const digest = town.hanoi.tools.hash.sha256(new TextEncoder().encode(text));
    const object = { mediaType: 'application/ld+json', text };
    await send({ type: 'agreement.proposed', object, data: { digest } });
    await nothingAt(town.nanning, 'agreement-document-invalid', 'json-duplicate-key');
  });

  test('a laying dated hours ahead wins nothing by it: it counts from when it came', async () => {
    const message = await proposalOf((document) => document);
    await send(message, 6 * 3600);
    const uid = (await listAgreements(town.nanning.tools, desk.by(town.nanning)))[0]?.filed.uid ?? '';
    const talks = await showTalks(town.nanning.tools, desk.by(town.nanning), uid);
    if (!talks.ok) throw new Error(talks.error.code);
    const [one] = talks.value.documents;
    expect(one?.document.laid).toMatchObject({ by: town.hanoi.agency.did, at: town.now() });
  });

  test('a laying that would lapse before it came, had its own date counted', async () => {
    const message = await proposalOf((document) => document);
    const data = { ...message.data, expiresAt: town.after(-60) };
    await send({ ...message, data }, 6 * 3600);
    await nothingAt(town.nanning, 'agreement-expiry-invalid');
  });

  test('a signature dated hours ahead counts from when it came', async () => {
    const { hanoi, nanning } = town;
    const uid = await desk.draft(nanning, hanoi);
    await desk.sign(nanning, uid);
    await town.exchange();
    const filed = await desk.filedAt(nanning, uid);
    const { kid, sign: withKey } = hanoi.tools.entrySigner();
    const bytes = new TextEncoder().encode(filed!.canonical);
    const ours = signSeparately({ kid, typ: 'pactwire-agreement+jws' }, bytes, withKey);
    await send({ type: 'agreement.accepted', data: { digest: filed!.digest, ...ours } }, 6 * 3600);
    expect(await desk.stateAt(nanning, uid)).toBe('in-force');
    const proof = (await desk.filedAt(nanning, uid))!.proofs.find(({ by }) => by === hanoi.agency.did);
    expect(proof?.signedAt).toBe(town.now());
  });

  test('a second version of nothing', async () => {
    await send(await proposalOf((document) => ({ ...document, agreementVersion: 2 })));
    await nothingAt(town.nanning, 'agreement-version-unexpected');
  });

  test('a corrupted countersignature, though the first one is good', async () => {
    const { hanoi, nanning } = town;
    const uid = await desk.draft(nanning, hanoi);
    await desk.sign(nanning, uid);
    await town.exchange();
    const filed = await desk.filedAt(nanning, uid);
    const [good] = filed!.proofs;
    const { kid } = hanoi.tools.entrySigner();
    const bytes = new TextEncoder().encode(filed!.canonical);
    const ours = signSeparately({ kid, typ: 'pactwire-agreement+jws' }, bytes, () =>
      new Uint8Array(64).fill(7),
    );
    await send({ type: 'agreement.accepted', data: { digest: filed!.digest, ...ours } });
    expect(await desk.stateAt(nanning, uid)).toBe('proposed');
    await send({
      type: 'agreement.accepted',
      data: { digest: filed!.digest, protected: good!.protected, signature: good!.signature },
    });
    expect(await desk.stateAt(nanning, uid)).toBe('proposed');
    expect(await desk.refusalsAt(nanning)).toMatchObject([
      { code: 'agreement-document-invalid', because: 'jws-signature' },
      { code: 'agreement-document-invalid', because: 'key-unknown' },
    ]);
    expect(await town.work(nanning, 'agreement-changed')).toEqual([]);
  });

  test('an acceptance of, or a suspension of, an agreement that is not on file with this partner', async () => {
    const digest = `sha-256:${'A'.repeat(43)}`;
    await send({ type: 'agreement.accepted', data: { digest, protected: 'x', signature: 'y' } });
    await send({ type: 'agreement.suspended', data: { digest } });
    expect(await desk.refusalsAt(town.nanning)).toMatchObject([
      { code: 'agreement-unknown', type: 'agreement.accepted' },
      { code: 'agreement-unknown', type: 'agreement.suspended' },
    ]);
  });

  test('a resumption by the side that did not suspend', async () => {
    const { hanoi, nanning } = town;
    const uid = await desk.signedByBoth();
    await desk.declare(nanning, uid, { kind: 'suspended', reason: 'keys' });
    await town.exchange();
    expect(await desk.declare(hanoi, uid, { kind: 'resumed' })).toMatchObject({
      error: { code: 'agreement-not-suspended-by' },
    });
    await send({ type: 'agreement.resumed', data: { digest: (await desk.filedAt(hanoi, uid))!.digest } });
    expect(await desk.stateAt(nanning, uid)).toBe('suspended');
    expect(await desk.refusalsAt(nanning)).toMatchObject([{ code: 'agreement-not-suspended-by' }]);
  });
});
