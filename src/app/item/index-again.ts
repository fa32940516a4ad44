import { ANALYZER_VERSION } from '#formats/lexemes/analyse.ts';
import { indexFields } from '#formats/lexemes/index-fields.ts';
import type { SearchedWords } from '#ports/searched-words.ts';
import type { Transact } from '#ports/transaction.ts';

/** In one transaction; a search never waits for more. */
const BATCH = 200;

/**
 * Indexes an agency's stories again that an earlier analyzer indexed. Each batch is a transaction of its own, so it goes
 * on where it was when the node stopped; searching goes on meanwhile and finds by the old words what is not done.
 * `onBatch` hears how many are done; when it says no more, the rest waits for the next call. Answers how many it did.
 */
export async function indexAgain(
  needs: { readonly transact: Transact<{ readonly searchedWords: SearchedWords }> },
  agencyId: string,
  onBatch: (done: number) => 'go on' | 'stop',
): Promise<number> {
  let done = 0;
  let after: string | undefined;
  for (;;) {
    const batch = await needs.transact(agencyId, async ({ searchedWords }) => {
      const outdated = await searchedWords.outdated({
        analyzerVersion: ANALYZER_VERSION,
        limit: BATCH,
        ...(after === undefined ? {} : { after }),
      });
      const rows = outdated.map(({ itemId, content }) => ({
        itemId,
        lexemes: content ? indexFields(content) : '',
      }));
      await searchedWords.replace(ANALYZER_VERSION, rows);
      return rows;
    });
    done += batch.length;
    after = batch.at(-1)?.itemId;
    if (after === undefined || onBatch(done) === 'stop') return done;
  }
}
