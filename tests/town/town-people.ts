import { randomBytes } from 'node:crypto';
import { ROLES } from '#contract/permissions.ts';
import { makeOneTimeCodes } from '#engines/one-time-codes.ts';
import { makePasskeys } from '#engines/passkeys.ts';
import { makePasswords } from '#engines/passwords.ts';
import { makeSeal } from '#engines/seal.ts';
import { makeCeremonyBook, makeTryBook } from '#engines/sign-in-books.ts';
import type { Instant } from '#kernel/instant.ts';
import { accountStores } from '#store/account-stores.ts';
import { personIn } from './desk-call.ts';
import type { TestDatabase } from './test-database.ts';

/** The people of a town's newsroom, one demo seat for each role, and what its desk needs to know them by. */
export function townPeople<Tools extends { readonly publicOrigin: string }>(
  tools: Tools,
  db: TestDatabase['app']['db'],
) {
  const needs = {
    ...tools,
    ...accountStores(db),
    passwords: makePasswords(),
    codes: makeOneTimeCodes('Pactwire'),
    seal: makeSeal(randomBytes(32)),
    tries: makeTryBook(),
    ceremonies: makePasskeys(tools.publicOrigin, 'Pactwire'),
    ceremonyBook: makeCeremonyBook(),
  };
  return {
    needs,
    async sitDown(at: Instant): Promise<void> {
      for (const role of ROLES) {
        const id = personIn(role);
        if (await needs.accounts.find(id)) continue;
        const person = { id, email: `${role}@demo.example`, name: `Demo ${role}`, language: 'vi' };
        await needs.accounts.add({ ...person, isDemoSeat: true }, at);
      }
    },
  };
}
