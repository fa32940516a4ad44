import type { Embedder } from '#ports/embedder.ts';
import type { ItemReader } from '#ports/item-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { UseStateStore } from '#ports/use-state-store.ts';
import type { VectorStore } from '#ports/vector-store.ts';
import { askForEach } from './ask-for-each.ts';
import { outsideAmong, textFor, type Asker, type Latest } from './may-leave-house.ts';
import type { JudgeStores } from './permitted-among.ts';

export type EmbedNeeds = {
  readonly embedder: Embedder;
  readonly transact: Transact<{
    readonly items: ItemReader;
    readonly useState: UseStateStore;
    readonly vectors: VectorStore;
  }>;
};

/** Texts in one request to the service. */
const AT_ONCE = 16;
const PATIENCE_MS = 60_000;
/** What a model reads of a text, in characters. */
const MOST_CHARACTERS = 2000;

/**
 * Has the newest stories placed in the space of a model. To a service outside of the house goes nothing under an embargo, and of partners'
 * texts only what their agreement lets us hand to such a service (`mineData`, decision 0043). What the service refuses is asked about again
 * after a day. The number of stories that were asked about. Throws what the service failed at; what came before is kept.
 */
export async function embedStories(
  needs: EmbedNeeds,
  asker: Asker,
  goOn: () => boolean = () => true,
): Promise<number> {
  const { embedder, transact } = needs;
  await transact(asker.agency.id, ({ vectors }) => vectors.dropOld());
  let asked = 0;
  while (goOn()) {
    const { latest, sendable } = await transact(asker.agency.id, async (stores) => {
      const ids = await stores.vectors.missing(embedder.model, asker.at, AT_ONCE);
      const found = await stores.items.latestOf(ids);
      return { latest: found, sendable: await sendableAmong(stores, needs, { ...asker, found }) };
    });
    if (latest.length === 0) return asked;
    await place(needs, asker, { latest, sendable });
    asked += latest.length;
  }
  return asked;
}

async function sendableAmong(
  stores: JudgeStores,
  { embedder }: EmbedNeeds,
  { found, ...asker }: Asker & { readonly found: readonly Latest[] },
): Promise<ReadonlySet<string>> {
  if (embedder.isInHouse) return new Set(found.map(({ item }) => item.id));
  return new Set(await outsideAmong(stores, asker, found));
}

async function place(
  { embedder, transact }: EmbedNeeds,
  { agency, at }: Asker,
  { latest, sendable }: { readonly latest: readonly Latest[]; readonly sendable: ReadonlySet<string> },
): Promise<void> {
  const sent = latest.filter(({ item }) => sendable.has(item.id));
  const answers = await askForEach(
    sent.map((one) => textFor(one, MOST_CHARACTERS)),
    (texts) => embedder.embed(texts, PATIENCE_MS),
  );
  const nears = new Map(sent.map(({ item }, index) => [item.id, answers[index]]));
  await transact(agency.id, async ({ vectors }) => {
    for (const { item } of latest) {
      const near = nears.get(item.id);
      const story = { itemId: item.id, version: item.latestVersion, model: embedder.model };
      await vectors.keep({ ...story, ...(near ? { near } : {}) }, at);
    }
  });
}
