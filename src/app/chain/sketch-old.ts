import type { Instant } from '#kernel/instant.ts';
import { sketchPage } from '#formats/lexemes/sketch-page.ts';
import { sketchText } from '#formats/lexemes/sketch-text.ts';
import type { ChainStore, SketchedText } from '#ports/chain-store.ts';
import type { Transact } from '#ports/transaction.ts';

type ChainNeeds = { readonly transact: Transact<{ readonly chains: ChainStore }> };

/** In one transaction; nobody who admits a story waits longer than for these. */
const BATCH = 100;

/**
 * Sketches an agency's stories and published translations that were here before their kind of sketch was. Each batch is a transaction of
 * its own, so it goes on where it was when the node stopped. `onBatch` hears how many are done; when it says no more, the rest
 * waits for the next call. Answers how many it did.
 */
export async function sketchOld(
  needs: ChainNeeds,
  to: { readonly agencyId: string; readonly at: Instant },
  onBatch: (done: number) => 'go on' | 'stop',
): Promise<number> {
  let done = 0;
  for (const read of [readItems, readPages]) {
    let after: string | undefined;
    for (;;) {
      const batch = await needs.transact(to.agencyId, async ({ chains }) => {
        const sketched = await read(chains, { limit: BATCH, ...(after === undefined ? {} : { after }) });
        await chains.sketchOld(sketched, to.at);
        return sketched;
      });
      const last = batch.at(-1);
      if (!last) break;
      done += batch.length;
      after = last.translationId ?? last.itemId;
      if (onBatch(done) === 'stop') return done;
    }
  }
  return done;
}

type Asked = Parameters<ChainStore['unsketched']>[0];

async function readItems(chains: ChainStore, asked: Asked): Promise<readonly SketchedText[]> {
  const items = await chains.unsketched(asked);
  return items.map(({ itemId, content }) => withSketch({ itemId }, content && sketchText(content)));
}

async function readPages(chains: ChainStore, asked: Asked): Promise<readonly SketchedText[]> {
  const pages = await chains.unsketchedPages(asked);
  return pages.map(({ itemId, translationId, language, page }) =>
    withSketch({ itemId, translationId }, sketchPage(language, page)),
  );
}

function withSketch(
  text: Omit<SketchedText, 'sketch'>,
  sketch: SketchedText['sketch'] | undefined,
): SketchedText {
  return { ...text, ...(sketch ? { sketch } : {}) };
}

/** Two stories that came in at the same moment did not see each other: they are compared once more. Answers how many were. */
export async function settleChains(
  needs: ChainNeeds,
  to: { readonly agencyId: string; readonly at: Instant },
): Promise<number> {
  let settled = 0;
  for (;;) {
    const count = await needs.transact(to.agencyId, ({ chains }) => chains.settle(BATCH, to.at));
    settled += count;
    if (count < BATCH) return settled;
  }
}
