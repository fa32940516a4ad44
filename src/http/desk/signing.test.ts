import { Secret, TOTP } from 'otpauth';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { approveAgreement } from '#app/agreement/approve-agreement.ts';
import { judgeEvidence } from '#app/agreement/judge-evidence.ts';
import { askProof, provePerson, type GivenProof } from '#app/agreement/prove-person.ts';
import { signAgreement, type SignOrder } from '#app/agreement/sign-agreement.ts';
import { beginCode, confirmCode } from '#app/newsroom/set-up-code.ts';
import { addPasskey, beginPasskey } from '#app/newsroom/use-passkey.ts';
import type { Role } from '#contract/permissions.ts';
import type { SigningRole } from '#domain/agreement/signing/person-evidence.ts';
import { millisecondsOf } from '#kernel/instant.ts';
import { isJsonObject } from '#kernel/json.ts';
import { agreementDesk } from '#tests/town/agreement-desk.ts';
import { callDesk } from '#tests/town/desk-call.ts';
import { softAuthenticator } from '#tests/town/soft-authenticator.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { townPeople } from '#tests/town/town-people.ts';
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

const TWO = { twoPerson: true, outside: 'nobody' };
const call = ({ server }: TownAgency, role: Role, asks: string, body?: unknown) => {
  const [method = '', path = ''] = asks.split(' ');
  if (method !== 'GET' && method !== 'POST' && method !== 'PUT') throw new Error(asks);
  return callDesk(server, role, { method, path, ...(body === undefined ? {} : { body }) });
};
const personsAt = async (one: TownAgency, uid: string) => {
  const filed = await desk.filedAt(one, uid);
  return town.within(one, ({ signing }) => signing.persons(filed ? [filed.digest] : []));
};

/** Somebody with an account of their own at Hanoi, and what the node needs to know them by. */
async function someone(name: string) {
  const { hanoi } = town;
  const { needs } = townPeople(hanoi.tools, database.app.db);
  const id = hanoi.tools.ids.uuid();
  const email = `${id}@hanoi.example`;
  await needs.accounts.add({ id, email, name, language: 'vi', isDemoSeat: false }, town.now());
  const act = async (uid: string, role: SigningRole) => {
    const filed = await desk.filedAt(hanoi, uid);
    if (!filed) throw new Error(uid);
    return { side: hanoi.agency.did, digest: filed.digest, role };
  };
  return {
    id,
    needs,
    by: { ...desk.by(hanoi), personId: id },
    ask: async (uid: string, role: SigningRole = 'signatory') =>
      askProof(needs, id, await act(uid, role), town.now()),
    prove: async (uid: string, given?: GivenProof, role: SigningRole = 'signatory') =>
      provePerson(needs, id, { act: await act(uid, role), given }, town.now()),
    async withPasskey() {
      const key = softAuthenticator(hanoi.origin);
      const begun = await beginPasskey(needs, id, town.now());
      if (!begun.ok) throw new Error(begun.error.code);
      const response = key.register(challengeIn(begun.value.options));
      const { ceremony } = begun.value;
      expect(await addPasskey(needs, id, { ceremony, response }, town.now())).toMatchObject({ ok: true });
      return key;
    },
  };
}

function challengeIn(options: unknown): string {
  const challenge = isJsonObject(options) ? options['challenge'] : undefined;
  if (typeof challenge !== 'string') throw new Error('options have a challenge');
  return challenge;
}

async function orderFor(uid: string, person: SignOrder['person']) {
  const { digest = '' } = (await desk.filedAt(town.hanoi, uid)) ?? {};
  return { uid, digest, ...(person ? { person } : {}) };
}

describe('where an agency signs by two people', () => {
  beforeEach(async () => {
    expect(await call(town.hanoi, 'chief', 'PUT /api/signing-rule', TWO)).toMatchObject({
      status: 200,
      json: { rule: { twoPerson: false }, waiting: { seat: 'chief' } },
    });
    expect(await call(town.hanoi, 'chief', 'PUT /api/signing-rule', TWO)).toMatchObject({
      status: 409,
      json: { code: 'signing-rule-same-person' },
    });
    expect(await call(town.hanoi, 'administrator', 'PUT /api/signing-rule', TWO)).toMatchObject({
      status: 200,
      json: { rule: TWO },
    });
  });

  test('one approves the exact text, another signs it, and the partner sees both with what shows it', async () => {
    const { hanoi, nanning } = town;
    const uid = await desk.draft();
    const path = `/api/agreements/${uid}`;
    const { digest } = (await call(hanoi, 'chief', `GET ${path}`)).json;
    expect(await call(hanoi, 'chief', `POST ${path}/signature`, { digest })).toMatchObject({
      status: 409,
      json: { code: 'signing-approval-missing' },
    });
    expect(await call(hanoi, 'coordinator', `POST ${path}/approval`, { digest })).toMatchObject({
      status: 200,
    });
    expect(await call(hanoi, 'coordinator', `POST ${path}/approval`, { digest })).toMatchObject({
      json: { code: 'signing-already-approved' },
    });
    const seen = await call(hanoi, 'chief', `GET ${path}`);
    expect(seen.json).toMatchObject({ state: 'draft', may: { approve: { ok: false }, sign: { ok: true } } });
    expect(await call(hanoi, 'chief', `POST ${path}/signature`, { digest })).toMatchObject({
      json: { state: 'proposed' },
    });
    await town.exchange();
    const received = await call(nanning, 'chief', `GET ${path}`);
    expect(received.json).toMatchObject({
      state: 'received',
      persons: [
        { role: 'approver', name: 'Demo coordinator', method: 'demo-seat', verdict: 'on-its-word' },
        { role: 'signatory', name: 'Demo chief', agency: { did: hanoi.agency.did } },
      ],
    });
  });

  test('nobody both approves and signs, and the same answer stands on the button', async () => {
    const uid = await desk.draft();
    const path = `/api/agreements/${uid}`;
    const { digest } = (await call(town.hanoi, 'chief', `GET ${path}`)).json;
    expect(await call(town.hanoi, 'chief', `POST ${path}/approval`, { digest })).toMatchObject({
      status: 200,
    });
    const code = 'signing-same-person';
    expect((await call(town.hanoi, 'chief', `GET ${path}`)).json).toMatchObject({
      may: { sign: { ok: false, because: [{ code }] } },
    });
    expect(await call(town.hanoi, 'chief', `POST ${path}/signature`, { digest })).toMatchObject({
      json: { code },
    });
    // Nor does the node by itself, or by its command line without a person.
    expect(await desk.sign(town.hanoi, uid)).toMatchObject({ error: { code } });
  });

  test('two approvals at once make one', async () => {
    const uid = await desk.draft();
    const people = await Promise.all(['An', 'Bình', 'Chi', 'Dũng'].map(someone));
    const outcomes = await Promise.all(
      people.map(async ({ id, by }, index) =>
        approveAgreement(town.hanoi.tools, by, {
          uid,
          digest: (await desk.filedAt(town.hanoi, uid))?.digest ?? '',
          person: { name: `P${index}`, personId: id, proof: { method: 'demo-seat' } },
        }),
      ),
    );
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await personsAt(town.hanoi, uid)).toHaveLength(1);
  });
});

describe('a person with an account', () => {
  test('signs with their passkey over the exact text; the partner verifies the assertion by itself', async () => {
    const { hanoi, nanning } = town;
    const uid = await desk.draft();
    const an = await someone('Nguyễn Thị Ấm');
    const key = await an.withPasskey();
    const asked = await an.ask(uid);
    if (!asked.ok || asked.value.method !== 'passkey') throw new Error('a passkey is asked for');
    const { options, ceremony } = asked.value;
    const given = { ceremony, response: key.signIn(challengeIn(options)) };
    const proven = await an.prove(uid, given);
    if (!proven.ok) throw new Error(proven.error.code);
    expect(await an.prove(uid, given)).toMatchObject({ error: { code: 'ceremony-unknown' } });
    const signed = await signAgreement(hanoi.tools, an.by, await orderFor(uid, proven.value));
    expect(signed).toMatchObject({ value: { state: 'proposed' } });
    await town.exchange();
    const [told] = await personsAt(nanning, uid);
    expect(told).toMatchObject({ name: 'Nguyễn Thị Ấm', role: 'signatory', proof: { method: 'passkey' } });
    expect(told && judgeEvidence(told, nanning.tools)).toEqual({ verdict: 'holds' });
    expect(told).not.toHaveProperty('personId');
  });

  test('who has a passkey is not let in by password, nor by an answer made for another text', async () => {
    const uid = await desk.draft();
    const other = await desk.draft();
    const an = await someone('An');
    const key = await an.withPasskey();
    expect(await an.prove(uid)).toMatchObject({ error: { code: 'signer-proof-missing', method: 'passkey' } });
    expect(await an.prove(uid, { password: 'x', code: '1' })).toMatchObject({
      error: { code: 'signer-proof-missing' },
    });
    const asked = await an.ask(other);
    if (!asked.ok || asked.value.method !== 'passkey') throw new Error('a passkey is asked for');
    const { options, ceremony } = asked.value;
    const answer = { ceremony, response: key.signIn(challengeIn(options)) };
    expect(await an.prove(uid, answer)).toMatchObject({ error: { code: 'ceremony-unknown' } });
    const again = await an.ask(uid);
    if (!again.ok || again.value.method !== 'passkey') throw new Error('a passkey is asked for');
    const forOther = { ceremony: again.value.ceremony, response: answer.response };
    expect(await an.prove(uid, forOther)).toMatchObject({ error: { code: 'passkey-refused' } });
  });

  test('without a passkey types password and a fresh code, which is recorded as weaker; a code counts once', async () => {
    const uid = await desk.draft();
    const an = await someone('An');
    expect(await an.ask(uid)).toMatchObject({ error: { code: 'signer-proof-unset' } });
    await an.needs.accounts.setPassword(an.id, await an.needs.passwords.hash('four words in a row'));
    const begun = await beginCode(an.needs, an.id);
    if (!begun.ok) throw new Error(begun.error.code);
    const app = new TOTP({ secret: Secret.fromBase32(begun.value.secret) });
    const codeNow = () => app.generate({ timestamp: millisecondsOf(town.now()) });
    await confirmCode(an.needs, an.id, codeNow(), town.now());
    expect(await an.ask(uid)).toMatchObject({ value: { method: 'password-and-code' } });

    town.pass(60);
    const right = { password: 'four words in a row', code: codeNow() };
    expect(await an.prove(uid, { ...right, password: 'guess' })).toMatchObject({
      error: { code: 'signer-proof-wrong' },
    });
    expect(await an.prove(uid, right)).toMatchObject({ value: { proof: { method: 'password-and-code' } } });
    expect(await an.prove(uid, right)).toMatchObject({ error: { code: 'signer-proof-wrong' } });
    for (let guess = 0; guess < 8; guess += 1) await an.prove(uid, { ...right, code: '000000' });
    town.pass(60);
    expect(await an.prove(uid, { ...right, code: codeNow() })).toMatchObject({
      error: { code: 'sign-in-throttled' },
    });
  });
});

describe('sealing never hangs half done', () => {
  const person = { name: 'An', proof: { method: 'demo-seat' } } as const;
  const nothingKept = async (uid: string): Promise<void> => {
    expect(await desk.stateAt(town.hanoi, uid)).toBe('draft');
    expect(await personsAt(town.hanoi, uid)).toEqual([]);
    expect((await desk.filedAt(town.hanoi, uid))?.proofs).toEqual([]);
  };

  test('a key that cannot be read is said by name, nothing is signed, and trying again signs', async () => {
    const { hanoi } = town;
    const uid = await desk.draft();
    const entrySigner = () => {
      throw new Error('unsupported state or unable to authenticate data');
    };
    const order = await orderFor(uid, person);
    expect(await signAgreement({ ...hanoi.tools, entrySigner }, desk.by(hanoi), order)).toMatchObject({
      error: { code: 'signing-key-unreadable' },
    });
    await nothingKept(uid);
    expect(await signAgreement(hanoi.tools, desk.by(hanoi), order)).toMatchObject({
      value: { state: 'proposed' },
    });
  });

  test('a database that goes away at the last step leaves the text as it was, and trying again signs', async () => {
    const { hanoi } = town;
    const uid = await desk.draft();
    const order = await orderFor(uid, person);
    const cut: typeof hanoi.tools.transact = (agencyId, work) =>
      hanoi.tools.transact(agencyId, async (stores) => {
        await work(stores);
        throw new Error('terminating connection due to administrator command');
      });
    await expect(signAgreement({ ...hanoi.tools, transact: cut }, desk.by(hanoi), order)).rejects.toThrow(
      'terminating connection',
    );
    await nothingKept(uid);
    expect(await signAgreement(hanoi.tools, desk.by(hanoi), order)).toMatchObject({
      value: { state: 'proposed' },
    });
    await town.exchange();
    expect(await desk.stateAt(town.nanning, uid)).toBe('received');
  });
});

test('evidence of the partner that does not read is left out and noted; its signature counts', async () => {
  const { hanoi, nanning } = town;
  const uid = await desk.draft();
  const name = 'a name longer than any name '.repeat(20);
  const order = await orderFor(uid, { name, proof: { method: 'demo-seat' } });
  expect(await signAgreement(hanoi.tools, desk.by(hanoi), order)).toMatchObject({ ok: true });
  await town.exchange();
  expect(await desk.stateAt(nanning, uid)).toBe('received');
  expect(await personsAt(nanning, uid)).toEqual([]);
  expect(await desk.notedAt(nanning, 'evidence-refused')).toHaveLength(1);
});
