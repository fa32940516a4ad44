import { expect, test } from 'vitest';
import { CallRefused } from '../desk-client.ts';
import { doOnce, NotSeen, until } from './until.ts';

const refused = (status: number) => new CallRefused('POST /x', { code: 'no', status, detail: '' });

test('a thing whose answer was lost is looked for before it is done again', async () => {
  let done = 0;
  const seen = await doOnce(
    'the thing',
    () => Promise.resolve(done > 0 ? 'there' : undefined),
    () => {
      done += 1;
      return Promise.reject(refused(0));
    },
  );
  expect([seen, done]).toEqual(['there', 1]);
});

test('a refusal ends the attempt at once, because waiting would not change it', async () => {
  let tries = 0;
  const attempt = doOnce(
    'the thing',
    () => Promise.resolve(undefined),
    () => {
      tries += 1;
      return Promise.reject(refused(403));
    },
  );
  await expect(attempt).rejects.toThrow('403');
  expect(tries).toBe(1);
});

test('what is never seen is told with the last fault met while looking', async () => {
  const looking = until('a page', () => Promise.reject(new Error('connection refused')), 0.1);
  await expect(looking).rejects.toThrow(NotSeen);
  await expect(looking).rejects.toThrow(/a page; last: connection refused/);
});
