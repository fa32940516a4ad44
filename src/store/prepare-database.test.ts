import { inject, expect, test } from 'vitest';
import { testDatabase } from '#tests/town/test-database.ts';
import { TEST_PASSWORDS } from '#tests/town/test-passwords.ts';
import { prepareDatabase } from './prepare-database.ts';

test('as many commands as like may prepare the same database at once', async () => {
  const made = await testDatabase();
  const { database } = made.address('pactwire_app');
  const port = inject('clusterPort');
  const one = () =>
    prepareDatabase({
      port,
      superuserPassword: TEST_PASSWORDS.postgres,
      database,
      passwords: TEST_PASSWORDS,
    });
  const outcomes = await Promise.allSettled(Array.from({ length: 12 }, one));
  await made.drop();
  expect(outcomes.filter(({ status }) => status === 'rejected')).toEqual([]);
});
