import { expect, test } from 'vitest';
import { instantOf, plusSeconds } from '#kernel/instant.ts';
import { judgeCopy, nextLook, type AskedOfCopy, type CopyFinding, type SeenPage } from './judge-copy.ts';

const KILL: AskedOfCopy = { kind: 'kill' };
const STOP: AskedOfCopy = { kind: 'withhold' };
const CORRECTION: AskedOfCopy = { kind: 'correction', version: 3 };

test.each<readonly [string, AskedOfCopy, SeenPage | undefined, CopyFinding]>([
  ['a tombstone of a killed story', KILL, { status: 410, mark: 'withdrawn' }, 'confirmed'],
  ['a killed story at a system that only forgets', KILL, { status: 404 }, 'confirmed'],
  ['a killed story that still stands', KILL, { status: 200, mark: 'live', version: 1 }, 'contradicted'],
  ['some page that says nothing of itself', KILL, { status: 200 }, 'unclear'],
  ['a notice answered with 200 that says it is one', KILL, { status: 200, mark: 'withdrawn' }, 'confirmed'],
  ['a stopped story whose page waits', STOP, { status: 404, mark: 'withheld' }, 'confirmed'],
  ['a stopped story that still stands', STOP, { status: 200, mark: 'live' }, 'contradicted'],
  [
    'a corrected story in the right version',
    CORRECTION,
    { status: 200, mark: 'live', version: 3 },
    'confirmed',
  ],
  [
    'a corrected story in a later version',
    CORRECTION,
    { status: 200, mark: 'live', version: 4 },
    'confirmed',
  ],
  ['a corrected story as it was', CORRECTION, { status: 200, mark: 'live', version: 2 }, 'contradicted'],
  ['a corrected story that says no version', CORRECTION, { status: 200, mark: 'live' }, 'unclear'],
  ['a corrected story that was taken down', CORRECTION, { status: 410, mark: 'withdrawn' }, 'confirmed'],
  ['no answer', KILL, undefined, 'unreached'],
  ['a broken server', KILL, { status: 503 }, 'unreached'],
  ['a door that asks for a password', KILL, { status: 403 }, 'unreached'],
])('of %s the look is judged', (_, asked, seen, finding) => {
  expect(judgeCopy(asked, seen)).toEqual({ finding });
});

test('what is not confirmed is looked at again, ever more rarely and at least every day', () => {
  const at = instantOf(Date.UTC(2027, 0, 1));
  expect(nextLook('confirmed', 1, at)).toBeUndefined();
  expect([1, 2, 3, 16, 400].map((looks) => nextLook('contradicted', looks, at))).toEqual(
    [5, 10, 20, 86_400, 86_400].map((seconds) => plusSeconds(at, seconds)),
  );
});
