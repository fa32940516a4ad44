import type { ExchangeStores } from '#main/wire/exchange-tools.ts';
import type { SimulatedStores } from './memory/open-rows.ts';
import type { Parts } from './parts.ts';

/** Every process sees these stores instead. */
export function inStores(change: (stores: SimulatedStores) => Partial<SimulatedStores>): Partial<Parts> {
  return {
    stores: (stores) => changedIn(stores, change(stores)),
  };
}

export function changedIn<Stores extends ExchangeStores>(stores: Stores, changed: Partial<Stores>): Stores {
  return new Proxy(stores, {
    get: (target, name) =>
      Object.hasOwn(changed, name) ? Reflect.get(changed, name) : Reflect.get(target, name),
  });
}

type Effects = Parameters<Parts['effects']>[0];

export function inEffects(change: (effects: Effects) => Effects): Partial<Parts> {
  return { effects: (effects) => ({ ...effects, ...change(effects) }) };
}
