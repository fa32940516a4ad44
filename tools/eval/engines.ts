import { create, insertMultiple, search as searchOrama } from '@orama/orama';
import MiniSearch from 'minisearch';
import { admitVersions } from '#app/item/admit-version.ts';
import { nodeHash, systemClock, systemIds } from '#engines/world.ts';
import { readQuestion, type Lexicons } from '#formats/lexicon/read-question.ts';
import { wireReads } from '#store/reads/wire.ts';
import { shareRefresher } from '#store/search-shares.ts';
import type { BenchStore } from '../bench/bench-store.ts';
import type { EvalText } from './retrieval-set.ts';

export const NO_NAMES = { partner: [], topic: [], newsType: [], zone: 'UTC' };

/** Something that searches the texts of one language: answers the ids of at most ten texts, best first. */
export type Engine = {
  readonly name: string;
  readonly search: (question: string, language: string) => Promise<readonly string[]>;
};

const DEPTH = 10;
const BATCH = 500;

/** The wire of a node, as the desk asks it: PostgreSQL, all languages in one index, the answer in one of them. */
export async function ours(
  store: BenchStore,
  texts: readonly EvalText[],
): Promise<(name: string, lexicons: Lexicons) => Engine> {
  const at = systemClock.now();
  const ids = new Map<string, string>();
  for (let start = 0; start < texts.length; start += BATCH) {
    const batch = texts.slice(start, start + BATCH);
    const arriving = batch.map((one) => ({
      origin: 'own' as const,
      at,
      version: itemOf(one, store.agency.did),
    }));
    const answers = await store.transact(store.agency.id, (stores) =>
      admitVersions({ stores, ids: systemIds, hash: nodeHash }, arriving),
    );
    for (const [index, answer] of answers.entries()) {
      if (!answer.ok) throw new Error(`a text was not admitted: ${answer.error.code}`);
      ids.set(answer.value.itemId, batch[index]?.id ?? '');
    }
  }
  await shareRefresher(store.app.db)(store.agency.id, at);
  const wire = wireReads(store.app.db);
  return (name, lexicons) => ({
    name,
    async search(question, language) {
      const read = readQuestion(question, { lexicons, names: NO_NAMES });
      const terms = read.ok ? read.value.terms : undefined;
      if (!terms) return [];
      const asked = { at: systemClock.now(), from: 'all', terms, language, limit: DEPTH } as const;
      const { stories } = await wire.list(store.agency.id, asked);
      return stories.map(({ id }) => ids.get(id) ?? '');
    },
  });

  function itemOf({ id, lang, text }: EvalText, provider: string) {
    return {
      guid: `urn:eval:${id}:${lang}`,
      version: 1,
      versionCreatedAt: at,
      provider,
      newsType: 'text',
      pubStatus: 'usable',
      language: lang,
      headline: '',
      subjects: [],
      places: [],
      blocks: [{ id: 'b1', kind: 'paragraph', html: text, text }],
      renditions: [],
      associations: [],
    } as const;
  }
}

/** As its README sets it up; one index for each language. */
export function minisearch(texts: readonly EvalText[]): Engine {
  const indexes = new Map<string, MiniSearch<EvalText>>();
  for (const [language, ofLanguage] of Map.groupBy(texts, ({ lang }) => lang)) {
    const index = new MiniSearch<EvalText>({ fields: ['text'] });
    index.addAll(ofLanguage);
    indexes.set(language, index);
  }
  return {
    name: 'minisearch, as it comes',
    search: async (question, language) =>
      (indexes.get(language)?.search(question) ?? []).slice(0, DEPTH).map(({ id }) => String(id)),
  };
}

/** As its README sets it up; one index for each language. */
export async function orama(texts: readonly EvalText[]): Promise<Engine> {
  const indexes = new Map<string, ReturnType<typeof oramaIndex>>();
  for (const [language, ofLanguage] of Map.groupBy(texts, ({ lang }) => lang)) {
    const index = oramaIndex();
    await insertMultiple(
      index,
      ofLanguage.map(({ id, text }) => ({ textId: id, text })),
    );
    indexes.set(language, index);
  }
  return {
    name: 'orama, as it comes',
    async search(question, language) {
      const index = indexes.get(language);
      if (!index) return [];
      const { hits } = await searchOrama(index, { term: question, limit: DEPTH });
      return hits.map(({ document }) => document.textId);
    },
  };
}

function oramaIndex() {
  return create({ schema: { textId: 'string', text: 'string' } });
}
