import { expect, test } from 'vitest';
import { ownCopyStanding } from './own-copy-standing.ts';

const kill = { kind: 'kill', version: 2 } as const;
const correction = { kind: 'correction', version: 2 } as const;

test.each([
  ['a kill waits while it is up', kill, { isUp: true, hasFailed: false, shownVersion: 2 }, 'waiting'],
  ['a kill fails while it is up', kill, { isUp: true, hasFailed: true, shownVersion: 2 }, 'failing'],
  ['a kill is done when it is out', kill, { isUp: false, hasFailed: true, shownVersion: 2 }, 'applied'],
  ['a kill is told', kill, { isUp: false, isTold: true, hasFailed: true }, 'told'],
  ['a kill waits while it is up again', kill, { isUp: true, isTold: true, hasFailed: false }, 'waiting'],
  ['a correction waits', correction, { isUp: true, hasFailed: false, shownVersion: 1 }, 'waiting'],
  ['a correction fails', correction, { isUp: true, hasFailed: true, shownVersion: 1 }, 'failing'],
  ['a correction is there', correction, { isUp: true, hasFailed: false, shownVersion: 2 }, 'applied'],
  ['what nobody saw there may be wrong', correction, { isUp: true, hasFailed: true }, 'failing'],
] as const)('%s', (_, asked, copy, standing) => {
  expect(ownCopyStanding(asked, copy)).toBe(standing);
});
