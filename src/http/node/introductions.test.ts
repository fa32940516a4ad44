import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { acceptPartner } from '#app/newsroom/accept-partner.ts';
import { invitePartner } from '#app/newsroom/invite-partner.ts';
import { lookUpPartner } from '#app/newsroom/look-up-partner.ts';
import type { Partner } from '#domain/newsroom/agency.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { twoAgencies, type Town, type TownAgency } from '#tests/town/two-agencies.ts';
import { partnerNode } from '#partners/partner-node.ts';
import { partnerReads } from '#store/reads/partners.ts';

let database: TestDatabase;
let town: Town;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  town = await twoAgencies({ database });
});
afterEach(() => town.close());

const inviter = ({ agency }: TownAgency) => ({ agency, at: town.now() });
const thumbprints = ({ keys }: TownAgency) => keys.map(({ thumbprint }) => thumbprint);
const partnersOf = (one: TownAgency): Promise<readonly Partner[]> =>
  town.within(one, ({ partners }) => partners.list());
const stateAt = async (one: TownAgency) => (await partnersOf(one)).map(({ state }) => state);
const invite = (from: TownAgency, to: TownAgency, compared = thumbprints(to)) =>
  invitePartner(from.tools, inviter(from), { url: to.origin, thumbprints: compared });
const acceptOf = (one: TownAgency, other: TownAgency, compared = thumbprints(other)) =>
  acceptPartner(one.tools, inviter(one), { did: other.agency.did, thumbprints: compared });

test('two agencies that compared each other’s keys trust them after invitation and acceptance, and no sooner', async () => {
  const { hanoi, nanning } = town;
  expect(await invite(hanoi, nanning)).toEqual({ ok: true, value: { did: nanning.agency.did } });
  expect(await stateAt(hanoi)).toEqual(['invited']);
  expect(await stateAt(nanning)).toEqual(['asking']);

  expect(await acceptOf(nanning, hanoi)).toEqual({ ok: true, value: { done: true } });
  expect(await stateAt(hanoi)).toEqual(['pinned']);
  expect(await stateAt(nanning)).toEqual(['pinned']);
  const [seen] = await partnersOf(nanning);
  expect(seen).toMatchObject({ name: hanoi.agency.name, ownership: 'state', baseUrl: hanoi.origin });
  expect(new Set(seen?.keys.map(({ thumbprint }) => thumbprint))).toEqual(new Set(thumbprints(hanoi)));
  // Once more, both ways, changes nothing (I2).
  expect(await acceptOf(nanning, hanoi)).toMatchObject({ ok: true });
  expect(await invite(nanning, hanoi)).toMatchObject({ error: { code: 'partner-already-pinned' } });
});

test('both inviting each other is as good as accepting', async () => {
  const { hanoi, nanning } = town;
  await invite(hanoi, nanning);
  await invite(nanning, hanoi);
  expect([await stateAt(hanoi), await stateAt(nanning)]).toEqual([['pinned'], ['pinned']]);
});

test('a look-up tells the card, the identity and thumbprints of our own reckoning, step by step', async () => {
  const { hanoi, nanning } = town;
  const found = await lookUpPartner(hanoi.tools, hanoi.agency, `${nanning.origin}/`);
  expect(found).toMatchObject({ ok: true, value: { partner: { did: nanning.agency.did } } });
  if (!found.ok) return;
  expect(found.value.partner.keys.map(({ thumbprint }) => thumbprint)).toEqual(thumbprints(nanning));
  expect(found.value.steps.map(({ step, ok }) => `${step} ${ok}`)).toEqual([
    'address true',
    'card true',
    'identity true',
    'keys true',
  ]);
});

test('keys that were not the ones compared are pinned on neither side', async () => {
  const { hanoi, nanning } = town;
  expect(await invite(hanoi, nanning, thumbprints(hanoi))).toMatchObject({
    error: { code: 'partner-thumbprints-differ', thumbprints: thumbprints(nanning) },
  });
  expect(await invite(hanoi, nanning, thumbprints(nanning).slice(1))).toMatchObject({ ok: false });
  expect(await stateAt(nanning)).toEqual([]);
  await invite(hanoi, nanning);
  expect(await acceptOf(nanning, hanoi, ['x'])).toMatchObject({
    error: { code: 'partner-thumbprints-differ' },
  });
  expect(await stateAt(hanoi)).toEqual(['invited']);
});

test('our own address, one that is none and one where nobody lives are refused with what came back', async () => {
  const { hanoi } = town;
  const lookUp = (url: string) => lookUpPartner(hanoi.tools, hanoi.agency, url);
  expect(await lookUp(hanoi.origin)).toMatchObject({ error: { code: 'partner-is-ourselves' } });
  for (const url of [
    '',
    'https://a.example/path',
    'ftp://a.example',
    'https://u:p@a.example',
    'https://[::1]',
  ])
    expect(await lookUp(url)).toMatchObject({ error: { code: 'partner-address-invalid' } });
  expect(await lookUp('https://nobody.example')).toMatchObject({
    error: {
      code: 'partner-unreachable',
      steps: [{ ok: true }, { step: 'card', ok: false, answer: 'connection-failed: nobody lives there' }],
    },
  });
});

describe('another node’s word goes as far as its own address', () => {
  const changed = (path: string, change: (document: Record<string, unknown>) => unknown): void => {
    const { server } = town.nanning;
    server.addHook('onSend', async (request, _reply, payload) =>
      request.url === path ? JSON.stringify(change(JSON.parse(String(payload)))) : payload,
    );
  };
  const lookUp = () => lookUpPartner(town.hanoi.tools, town.hanoi.agency, town.nanning.origin);

  // Hooks can be added until a server has answered, so each test spoils one document of a fresh town.
  test('a DID of another host is refused', async () => {
    changed('/.well-known/did.json', (document) =>
      JSON.parse(JSON.stringify(document).replaceAll(town.nanning.agency.slug, 'elsewhere')),
    );
    expect(await lookUp()).toMatchObject({ error: { code: 'partner-did-foreign' } });
  });

  test('a card that claims another address is refused', async () => {
    changed('/.well-known/pactwire', (card) => ({ ...card, base: 'https://elsewhere.example/pxp/v1' }));
    expect(await lookUp()).toMatchObject({ error: { code: 'partner-not-a-node', at: '/base' } });
  });

  test('an agency that does not say who stands behind it is refused', async () => {
    changed('/.well-known/pactwire', (card) =>
      JSON.parse(JSON.stringify(card).replace('"ownership":"state",', '')),
    );
    expect(await lookUp()).toMatchObject({
      error: { code: 'partner-not-a-node', at: '/agencies/0/ownership' },
    });
  });

  test('a key of small order is refused, though it has the form of one', async () => {
    const [sign] = town.nanning.keys;
    changed('/.well-known/did.json', (document) =>
      JSON.parse(
        JSON.stringify(document).replace(sign!.jwk.x, 'AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'),
      ),
    );
    expect(await lookUp()).toMatchObject({
      error: { code: 'partner-keys-refused', why: 'key-small-order' },
    });
  });

  test('a node whose request key also signs agreements is refused', async () => {
    changed('/.well-known/did.json', (document) => ({
      ...document,
      authentication: document['assertionMethod'],
    }));
    expect(await lookUp()).toMatchObject({ error: { code: 'partner-not-a-node' } });
  });
});

describe('an introduction', () => {
  /** What stands at Nanning's door, changed on the way or signed by somebody else. */
  const knock = async (
    change: (body: Record<string, unknown>) => unknown,
    as: TownAgency = town.hanoi,
  ): Promise<{ readonly status: number; readonly code?: string }> => {
    const { hanoi, nanning } = town;
    const { did, name, ownership } = hanoi.agency;
    const keys = hanoi.keys.map(({ kid, role, jwk }) => ({ kid, role, jwk }));
    const body = change({ did, name, ownership, baseUrl: hanoi.origin, keys });
    const answer = await as.tools.partnerNode.introduce(
      { agencyId: as.agency.id, partnerDid: nanning.agency.did, baseUrl: nanning.origin },
      JSON.parse(JSON.stringify(body)),
    );
    if (answer.ok) return { status: 202 };
    return {
      status: answer.error.status ?? 0,
      ...(answer.error.problem ? { code: answer.error.problem } : {}),
    };
  };

  test('waits for a person, once however often it comes', async () => {
    expect(await knock((body) => body)).toEqual({ status: 202 });
    expect(await knock((body) => body)).toEqual({ status: 202 });
    expect(await stateAt(town.nanning)).toEqual(['asking']);
  });

  test.each([
    ['a name of another host', (body: object) => ({ ...body, baseUrl: 'https://elsewhere.example' })],
    ['no ownership', (body: object) => ({ ...body, ownership: 'unknown' })],
    [
      'a name that hides characters',
      (body: object) => ({ ...body, name: { vi: 'a\0', 'zh-Hans': 'a', en: 'a' } }),
    ],
    ['no keys', (body: object) => ({ ...body, keys: [] })],
    [
      'a key in another’s name',
      (body: object) =>
        JSON.parse(JSON.stringify(body).replace(/did:web:[^#"]+#sign-1/, 'did:web:b.example#sign-1')),
    ],
  ])('with %s is refused before anything is kept', async (_what, change) => {
    expect(await knock(change)).toEqual({ status: 400, code: 'introduction-invalid' });
    expect(await stateAt(town.nanning)).toEqual([]);
  });

  test('that somebody else signed is refused: whoever names keys must hold them', async () => {
    expect(await knock((body) => body, town.nanning)).toEqual({ status: 401, code: 'signature-refused' });
    expect(await stateAt(town.nanning)).toEqual([]);
  });

  /** Somebody who signs with Nanning's request key in Hanoi's name, and may change the text once it is signed. */
  const forge = async (
    keys: readonly { readonly kid: string; readonly role: string; readonly jwk: unknown }[],
    kid: string,
    onTheWay: (body: string) => string = (body) => body,
  ): Promise<number> => {
    const { hanoi, nanning } = town;
    let status = 0;
    const forger = partnerNode({
      ...nanning.tools,
      async fetch({ url, headers, body }) {
        const answer = await nanning.server.inject({
          method: 'POST',
          url: new URL(url).pathname,
          headers: { ...headers },
          payload: onTheWay(Buffer.from(body ?? '').toString()),
        });
        status = answer.statusCode;
        return { ok: true, value: { status, headers: {}, body: new Uint8Array(), url } };
      },
      allowHosts: [],
      requestSigner: () => ({ kid, sign: nanning.tools.requestSigner().sign }),
    });
    const { did, name, ownership } = hanoi.agency;
    const body = { did, name: { ...name }, ownership, baseUrl: hanoi.origin, keys };
    await forger.introduce(
      { agencyId: hanoi.agency.id, partnerDid: nanning.agency.did, baseUrl: nanning.origin },
      JSON.parse(JSON.stringify(body)),
    );
    return status;
  };
  /** Nanning's keys under names in Hanoi's DID. */
  const forgedKeys = () =>
    town.nanning.keys.map(({ role, jwk }) => ({ kid: `${town.hanoi.agency.did}#${role}-9`, role, jwk }));
  const forgedKid = () => `${town.hanoi.agency.did}#http-9`;

  test('that names the keys of another and is signed by one’s own is refused', async () => {
    const { hanoi, nanning } = town;
    expect(await forge(hanoi.keys, `${hanoi.agency.did}#http-1`)).toBe(401);
    expect(await stateAt(nanning)).toEqual([]);
  });

  test('that was changed on the way is refused', async () => {
    const swap = (body: string): string => body.replace('Red River', 'Red Rival');
    expect(await forge(forgedKeys(), forgedKid(), swap)).toBe(401);
    expect(await stateAt(town.nanning)).toEqual([]);
  });

  test('with other keys never replaces pinned ones, and its sender cannot tell that they are there (I12)', async () => {
    const { hanoi, nanning } = town;
    await town.pin();
    expect(await forge(forgedKeys(), forgedKid())).toBe(202);
    const [kept] = await partnersOf(nanning);
    expect(kept).toMatchObject({ state: 'pinned', keys: hanoi.keys });
  });

  test('with other keys than those compared does not complete an invitation', async () => {
    const { hanoi, nanning } = town;
    await invite(nanning, hanoi);
    expect(await forge(forgedKeys(), forgedKid())).toBe(202);
    expect(await partnersOf(nanning)).toMatchObject([{ state: 'invited', keys: hanoi.keys }]);
  });

  test('comes at most twenty times an hour from one place', async () => {
    const statuses: number[] = [];
    for (let call = 0; call < 22; call += 1) statuses.push((await knock((body) => body)).status);
    expect(statuses.filter((status) => status === 202)).toHaveLength(20);
    expect(statuses.slice(-2)).toEqual([429, 429]);
  });
});

test('the list of partners shows who asks first, and how far each link has come', async () => {
  const { hanoi, nanning } = town;
  await town.pin();
  const reads = partnerReads(town.database.app.db);
  expect(await reads.list(hanoi.agency.id)).toEqual([
    {
      did: nanning.agency.did,
      name: nanning.agency.name,
      ownership: 'state',
      baseUrl: nanning.origin,
      keys: nanning.keys,
      state: 'pinned',
      since: town.now(),
      counts: { received: 0, offered: 0, taken: 0, usesReported: 0 },
    },
  ]);
});
