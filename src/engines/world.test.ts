import { expect, test } from 'vitest';
import { nodeHash, systemChance, systemClock, systemIds, uuidV7 } from './world.ts';

test('ids are UUIDs of version 7 that sort by the time they were made', () => {
  expect(systemIds.uuid()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  const random = new Uint8Array(10).fill(255);
  // The example of RFC 9562 appendix A.6 has this time.
  expect(uuidV7(0x017f22e279b0, random)).toBe('017f22e2-79b0-7fff-bfff-ffffffffffff');
  expect(uuidV7(1_000, random) < uuidV7(1_001, new Uint8Array(10))).toBe(true);
});

test('the hash of nothing is the one everybody knows', () => {
  expect(nodeHash.sha256(new Uint8Array())).toBe('sha-256:47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU');
});

test('the clock tells UTC to the millisecond, and chance does not repeat', () => {
  expect(systemClock.now()).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  expect(systemChance.bytes(16)).toHaveLength(16);
  expect(systemChance.bytes(16)).not.toEqual(systemChance.bytes(16));
});
