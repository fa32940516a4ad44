import { expect, test } from 'vitest';
import { ACTIONS, type Action } from '#domain/agreement/agreement.ts';
import { houseFiles, isCode, isTest, readHouse } from './house-files.ts';

/** The words in which a use is asked about: `UseRequest` is made in these places alone. */
const ASKING = /^src\/(?:app\/|domain\/agreement\/(?:page-requests|decide-sight|decide-passing-on)\.ts$)/;

function askedIn(texts: readonly string[]): readonly Action[] {
  return ACTIONS.filter((action) => texts.some((text) => text.includes(`action: '${action}'`)));
}

test('every action that an agreement can grant is asked about by a door', () => {
  const texts = houseFiles('src')
    .filter((path) => isCode(path) && !isTest(path) && ASKING.test(path))
    .map(readHouse);
  expect(texts.length).toBeGreaterThan(100);
  const asked = askedIn(texts);
  expect(asked.toSorted()).toEqual([...ACTIONS].toSorted());
  expect(askedIn([`{ actor, action: 'mineData' }`, 'mineData'])).toEqual(['mineData']);
});
