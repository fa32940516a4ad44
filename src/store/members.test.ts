import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changeMemberRoles, renewLink } from '#app/newsroom/change-member.ts';
import { invitePerson } from '#app/newsroom/invite-person.ts';
import { startSession } from '#domain/newsroom/session.ts';
import { nodeHash, systemChance, systemIds } from '#engines/world.ts';
import { instantOf } from '#kernel/instant.ts';
import { testAgency } from '#tests/town/test-agency.ts';
import { testDatabase, type TestDatabase } from '#tests/town/test-database.ts';
import { accountStores } from './account-stores.ts';
import { agencyDirectory } from './agency-directory.ts';
import { openStores } from './open-stores.ts';
import { transactWith } from './transact.ts';

const AT = instantOf(Date.UTC(2027, 0, 1));
let database: TestDatabase;
let danang: string;
let xiamen: string;

function needsOf() {
  const { db } = database.app;
  return {
    transact: transactWith(db, openStores),
    agencies: agencyDirectory(db),
    chance: systemChance,
    hash: nodeHash,
    ids: systemIds,
  };
}

async function invite(agencyId: string, email: string) {
  const invitation = { agencyId, name: 'Lan', email, language: 'vi', roles: ['administrator'] as const };
  const invited = await invitePerson(needsOf(), invitation, AT);
  if (!invited.ok) throw new Error(invited.error.code);
  return invited.value;
}

beforeAll(async () => {
  database = await testDatabase();
  danang = await testAgency(database);
  xiamen = await testAgency(database);
});
afterAll(() => database.drop());

describe('on a node that two agencies share', () => {
  test('inviting another agency’s person hands out no link to their account', async () => {
    const first = await invite(danang, 'both@demo.example');
    const second = await invite(xiamen, 'both@demo.example');
    expect(first.linkToken).toBeDefined();
    expect(second.person.id).toBe(first.person.id);
    expect(second.linkToken).toBeUndefined();
    const ref = { agencyId: xiamen, personId: first.person.id, by: first.person.id };
    expect(await renewLink(needsOf(), { ...ref, purpose: 'password' }, AT)).toMatchObject({
      error: { code: 'person-unknown' },
    });
  });

  test('each sees its own people only, and ends their sessions at itself only (I14)', async () => {
    const { transact } = needsOf();
    const { person } = await invite(danang, 'split@demo.example');
    await invite(xiamen, 'split@demo.example');
    const { sessions } = accountStores(database.app.db);
    const tokens = {
      [danang]: nodeHash.sha256(Buffer.from('a')),
      [xiamen]: nodeHash.sha256(Buffer.from('b')),
    };
    for (const [agencyId, token] of Object.entries(tokens)) {
      const who = { personId: person.id, agencyId, roles: ['administrator'], csrf: 'c' } as const;
      await sessions.add(token, startSession(who, 'account', AT));
    }
    const ref = { agencyId: xiamen, personId: person.id, by: person.id };
    expect(await changeMemberRoles(needsOf(), ref, ['administrator', 'chief'], AT)).toMatchObject({
      ok: true,
    });

    expect(await sessions.find(tokens[danang] ?? nodeHash.sha256(Buffer.of()))).toBeDefined();
    expect(await sessions.find(tokens[xiamen] ?? nodeHash.sha256(Buffer.of()))).toBeUndefined();
    const rolesAt = (agency: string) => transact(agency, ({ members }) => members.find(person.id));
    expect((await rolesAt(danang))?.roles).toEqual(['administrator']);
    expect((await rolesAt(xiamen))?.roles).toEqual(['administrator', 'chief']);
    await invite(danang, 'only@demo.example');
    const emails = await transact(xiamen, async ({ members }) =>
      (await members.list()).map(({ email }) => email),
    );
    expect(emails).not.toContain('only@demo.example');
  });
});

test('who changes members holds them until it is kept, so that two changes never judge the same list', async () => {
  const { transact } = needsOf();
  const agency = await testAgency(database);
  const { person } = await invite(agency, 'held@demo.example');
  let isSecondDone = false;
  let second: Promise<readonly string[] | undefined> | undefined;
  await transact(agency, async ({ members }) => {
    await members.lockAll();
    second = transact(agency, async (stores) => {
      const [member] = await stores.members.lockAll();
      isSecondDone = true;
      return member?.roles;
    });
    await expect.poll(async () => isSecondDone || (await someoneWaits()), { interval: 10 }).toBe(true);
    await members.save({ personId: person.id, roles: ['chief'] }, AT);
  });
  expect(await second).toEqual(['chief']);
});

async function someoneWaits(): Promise<boolean> {
  const { rows } = await sql<{ waiting: boolean }>`
    select count(*) > 0 as waiting from pg_locks where not granted`.execute(database.app.db);
  return rows[0]?.waiting ?? false;
}
