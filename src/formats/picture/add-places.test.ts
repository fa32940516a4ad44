import { expect, test } from 'vitest';
import { createWireItem } from '../wire/wire-item-builder.ts';
import { addPlaces } from './add-places.ts';

test('a dash where a form asks for a state is no place', () => {
  const item = createWireItem('');
  const at = 'byte 1';
  addPlaces(item, 'event', {
    city: { text: 'KITZBUEHEL', at },
    state: { text: '-', at },
    countryCode: { text: 'AUT', at },
  });
  expect(item.list('places')).toEqual([{ name: 'KITZBUEHEL', role: 'event', country: 'AUT' }]);
});
