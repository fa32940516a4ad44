import { permittedAmong, type JudgeStores } from '#app/agreement/permitted-among.ts';
import { askToRemember } from '#domain/agreement/page-requests.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import type { Remembered } from '#domain/translation/memory/memory-piece.ts';
import { besideMemory } from '#formats/lexicon/beside-memory.ts';
import type { Lexicons } from '#formats/lexicon/read-question.ts';
import type { Instant } from '#kernel/instant.ts';
import type { Evidence, MemoryStore } from '#ports/memory-store.ts';
import type { Transact } from '#ports/transaction.ts';

type Asked = Parameters<MemoryStore['find']>[0];

/** What an agency looks the terms of one question up in, now. */
export type LexiconsFor = (
  asker: { readonly agency: Agency; readonly at: Instant },
  asked: Asked,
) => Promise<Lexicons>;

export type RecallNeeds = {
  readonly lexicons: Lexicons;
  readonly transact: Transact<JudgeStores & { readonly memory: Pick<MemoryStore, 'find'> }>;
};

/** The newest that tell something of a question; more would cost more than they tell. */
const MOST_STORIES = 60;

/**
 * The node's lexicons, and beside them what the agency's own translations say of the terms of a question. The agreement is asked
 * of every story that says something, at each question (`keepInMemory`): when it has ended nothing is drawn from its stories.
 */
export function lexiconsBeside({ lexicons, transact }: RecallNeeds): LexiconsFor {
  return (asker, asked) =>
    transact(asker.agency.id, async (stores) => {
      const evidence = await stores.memory.find(asked);
      if (evidence.length === 0) return lexicons;
      return besideMemory(lexicons, await permittedEvidence(stores, asker, evidence));
    });
}

async function permittedEvidence(
  stores: JudgeStores,
  { agency, at }: Parameters<LexiconsFor>[0],
  evidence: readonly Evidence[],
): Promise<readonly Remembered[]> {
  const newest = [...Map.groupBy(evidence, ({ itemId }) => itemId)].slice(0, MOST_STORIES);
  const byLanguage = Map.groupBy(
    newest.flatMap(([, told]) => told),
    ({ into }) => into,
  );
  const permitted: Remembered[] = [];
  for (const [language, told] of byLanguage) {
    const request = askToRemember(agency, language);
    const ids = [...new Set(told.map(({ itemId }) => itemId))];
    const allowed = new Set(await permittedAmong(stores, { agency, at, request }, ids));
    permitted.push(...told.filter(({ itemId }) => allowed.has(itemId)));
  }
  return permitted;
}
