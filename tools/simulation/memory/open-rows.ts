import type { LogTree } from '#app/ledger/sign-log.ts';
import type { ExchangeStores } from '#main/wire/exchange-tools.ts';
import type { AgencyRows } from './agency-rows.ts';
import { memoryAgreements, memoryTalks, memoryUseState } from './agreements.ts';
import { memoryDrills, memoryTestStories } from './drills.ts';
import { memoryChannels, memoryObjects, memoryOutbox, type Ring } from './exchange.ts';
import { memoryItems } from './items.ts';
import { memoryPublications, memoryReleased, memoryTakes, memoryTranslations } from './publications.ts';
import { plainStores } from './plain-stores.ts';
import { memoryLeaves } from './transparency.ts';
import { memoryNotices, memoryRecalls } from './recalls.ts';

/** What the exchange keeps, with the tree of the log. */
export type SimulatedStores = ExchangeStores & { readonly transparency: LogTree };

/**
 * Every store of the exchange over the rows of one agency in memory. What the simulated newsrooms never do (negotiate,
 * confirm restrictions, ask for overrides, deal with pictures and papers) is not there: whoever asks for it gets a fault.
 */
export function openRows(rows: AgencyRows, ring: Ring): SimulatedStores {
  return {
    ...plainStores(rows),
    agreements: memoryAgreements(rows),
    channels: memoryChannels(rows, ring),
    drills: memoryDrills(rows),
    items: memoryItems(rows, ring),
    logLeaves: memoryLeaves(rows, ring),
    notices: memoryNotices(rows),
    objects: memoryObjects(rows),
    outbox: memoryOutbox(rows, ring),
    publications: memoryPublications(rows),
    recalls: memoryRecalls(rows),
    released: memoryReleased(rows),
    takes: memoryTakes(rows),
    testStories: memoryTestStories(rows),
    translations: memoryTranslations(rows),
    useState: memoryUseState(rows),
    get fulfilments() {
      return notPlayed('fulfilments');
    },
    get overrides() {
      return notPlayed('overrides');
    },
    get papers() {
      return { find: async () => undefined, add: notPlayed };
    },
    get signing() {
      return notPlayed('signing');
    },
    get restrictions() {
      return { confirm: notPlayed, keepTold: notPlayed, wasConfirmed: async () => false };
    },
    talks: memoryTalks(rows),
  };
}

function notPlayed(what: unknown): never {
  throw new Error(`the simulation does not play ${String(what)}`);
}
