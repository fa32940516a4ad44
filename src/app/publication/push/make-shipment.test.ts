import { expect, test } from 'vitest';
import { instantOf, plusSeconds } from '#kernel/instant.ts';
import type { Placement } from '#ports/destination-store.ts';
import { testItem } from '#tests/town/test-item.ts';
import { makeCallBack } from './make-shipment.ts';

const AT = instantOf(Date.UTC(2027, 0, 1, 8));
const placement: Placement = {
  id: 'one',
  destinationId: 'cms',
  itemId: 'item',
  slug: 'cang-ha-mon',
  wanted: 'published',
  stands: 'published',
  failures: 0,
  orderedAt: AT,
};
const outgoing = { item: testItem({ headline: '' }) };
const idOf = (over: Partial<Placement>, at = AT): string =>
  makeCallBack({ placement: { ...placement, ...over }, outgoing, deed: 'withdraw', at }).messageId;

test('a stop that is told once more after a release has a name of its own; an attempt at the same has not', () => {
  const first = plusSeconds(AT, 60);
  const released = plusSeconds(AT, 600);
  expect(idOf({ settledAt: first }, first)).toBe(idOf({ settledAt: first, failures: 3 }, released));
  expect(idOf({ settledAt: released })).not.toBe(idOf({ settledAt: first }));
  expect(idOf({ settledAt: first, orderedAt: released })).not.toBe(idOf({ settledAt: first }));
  expect(idOf({ settledAt: released })).toMatch(/^[\w.-]+$/);
});
