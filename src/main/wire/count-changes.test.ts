import { expect, test } from 'vitest';
import { changedBell } from '#store/transact.ts';
import { createBell } from '#worker/bell.ts';
import { countChanges } from './count-changes.ts';

const opened = (began = 'monday') => {
  const bell = createBell();
  const changes = countChanges(bell, began);
  const change = (agency: string): void => {
    changes.heard(changedBell(agency));
    bell.ring(changedBell(agency));
  };
  return { changes, change, bell };
};

test('who waits at the mark of now hears the next change of the own agency and no other', async () => {
  const { changes, change } = opened();
  const now = await changes.untilChanged('one', '', 0);
  const waits = changes.untilChanged('one', now, 600);
  change('other');
  change('one');
  const next = await waits;
  expect(next).not.toBe(now);
  expect(await changes.untilChanged('one', next, 0)).toBe(next);
});

test('what was rung between two waits, or before the node started anew, is not lost', async () => {
  const { changes, change } = opened();
  const first = await changes.untilChanged('one', '', 0);
  change('one');
  expect(await changes.untilChanged('one', first, 600)).not.toBe(first);
  expect(await opened('tuesday').changes.untilChanged('one', first, 600)).not.toBe(first);
});

test('a node that stops keeps nobody waiting', async () => {
  const { changes, bell } = opened();
  const now = await changes.untilChanged('one', '', 0);
  const waits = changes.untilChanged('one', now, 600);
  bell.close();
  expect(await waits).toBe(now);
});
