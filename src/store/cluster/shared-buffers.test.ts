import { totalmem } from 'node:os';
import { expect, test } from 'vitest';
import { memoryHere, sharedBuffers } from './shared-buffers.ts';

const GIGABYTE = 1024 ** 3;

test('a large machine keeps more pages of the database than a small one, each within measure', () => {
  const sizes = [0.5, 1, 4, 24, 256].map((gigabytes) => sharedBuffers(gigabytes * GIGABYTE));
  expect(sizes).toEqual(['96MB', '96MB', '256MB', '1536MB', '2048MB']);
});

test('never more is counted on than the machine has', () => {
  expect(memoryHere()).toBeGreaterThan(0);
  expect(memoryHere()).toBeLessThanOrEqual(totalmem());
});
