import { expect, test } from 'vitest';
import { instantOf } from '#kernel/instant.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import { createBell } from './bell.ts';
import { forEachAgency } from './for-each-agency.ts';

const name = { vi: 'A', 'zh-Hans': 'A', en: 'A' };
const agency = (id: string): Agency => ({
  id,
  slug: id,
  did: `did:web:${id}.example`,
  name,
  ownership: 'state',
  languages: ['vi'],
  territory: 'VN',
  timeZone: 'Asia/Ho_Chi_Minh',
  place: name,
});

test('a fault at one agency holds up no other, and the next look asks both again', async () => {
  const chased: string[] = [];
  const logged: string[] = [];
  const bell = createBell();
  const needs = {
    agencies: async () => [agency('one'), agency('two')],
    clock: { now: () => instantOf(0) },
    bell,
    log: ({ what }: { readonly what: string }) => logged.push(what),
  };
  const chasing = forEachAgency(needs, {
    name: 'deadlines',
    everyMs: 60_000,
    async atEach({ id }) {
      chased.push(id);
      if (id === 'one') throw new Error('no');
    },
  });
  await expect.poll(() => chased).toEqual(['one', 'two']);
  bell.ring('deadlines');
  await expect.poll(() => chased).toEqual(['one', 'two', 'one', 'two']);
  await chasing.stop();
  expect(logged).toEqual(['deadlines-fault', 'deadlines-fault']);
});
