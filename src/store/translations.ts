import type { Selectable } from 'kysely';
import type {
  Translation,
  TranslationBlock,
  TranslationBlockState,
  TranslationState,
} from '#domain/translation/translation.ts';
import type { TranslationReader, TranslationStore } from '#ports/translation-store.ts';
import type { Database } from './tables/database.ts';
import type { AgencyTransaction } from './transact.ts';

/** Translations with their blocks; a save replaces the blocks as one. */
export function translationStore(transaction: AgencyTransaction): TranslationStore {
  const { trx, agencyId } = transaction;
  const reader = translationReader(transaction);
  return {
    ...reader,
    async lock(id) {
      const row = await translationRows(transaction)
        .where('translation.id', '=', id)
        .forUpdate('translation')
        .executeTakeFirst();
      return row && withBlocks(transaction, row);
    },
    async lockOfItem(itemId) {
      const rows = await translationRows(transaction)
        .where('item_id', '=', itemId)
        .orderBy('translation.id')
        .forUpdate('translation')
        .execute();
      return Promise.all(rows.map((row) => withBlocks(transaction, row)));
    },
    async addOrFind(translation) {
      const added = await trx
        .insertInto('translation')
        .values({ ...fromTranslation(translation), agency_id: agencyId })
        .onConflict((conflict) => conflict.columns(['agency_id', 'item_id', 'language']).doNothing())
        .executeTakeFirst();
      if (added.numInsertedOrUpdatedRows === 1n) {
        await addBlocks(transaction, translation);
        return translation;
      }
      const kept = await reader.findFor(translation.itemId, translation.language);
      if (!kept) throw new Error('a translation stood in the way and is not there');
      return kept;
    },
    async save(translation) {
      await trx
        .updateTable('translation')
        .set(fromTranslation(translation))
        .where('id', '=', translation.id)
        .execute();
      await trx.deleteFrom('translation_block').where('translation_id', '=', translation.id).execute();
      await addBlocks(transaction, translation);
    },
  };
}

function translationReader(transaction: AgencyTransaction): TranslationReader {
  const translations = () => translationRows(transaction);
  return {
    async find(id) {
      const row = await translations().where('translation.id', '=', id).executeTakeFirst();
      return row && withBlocks(transaction, row);
    },
    async findFor(itemId, language) {
      const row = await translations()
        .where('item_id', '=', itemId)
        .where('translation.language', '=', language)
        .executeTakeFirst();
      return row && withBlocks(transaction, row);
    },
  };
}

/** With the language of the item, which a later version may correct. */
function translationRows({ trx }: AgencyTransaction) {
  return trx
    .selectFrom('translation')
    .innerJoin('item', 'item.id', 'translation.item_id')
    .selectAll('translation')
    .select('item.language as source_language');
}

async function withBlocks(
  { trx }: AgencyTransaction,
  row: Selectable<Database['translation']> & { readonly source_language: string },
): Promise<Translation> {
  const blocks = await trx
    .selectFrom('translation_block')
    .selectAll()
    .where('translation_id', '=', row.id)
    .orderBy('position')
    .execute();
  return {
    id: row.id,
    itemId: row.item_id,
    language: row.language,
    sourceLanguage: row.source_language,
    sourceVersion: row.source_version,
    state: toTranslationState(row.state),
    revision: row.revision,
    ...(row.person_id === null ? {} : { personId: row.person_id }),
    savedAt: row.saved_at,
    blocks: blocks.map(toBlock),
  };
}

async function addBlocks({ trx, agencyId }: AgencyTransaction, { id, blocks }: Translation): Promise<void> {
  if (blocks.length === 0) return;
  await trx
    .insertInto('translation_block')
    .values(
      blocks.map((block, position) => ({
        translation_id: id,
        agency_id: agencyId,
        block_id: block.id,
        position,
        kind: block.kind,
        source: block.source,
        previous_source: block.previousSource ?? null,
        text: block.text,
        state: block.state,
      })),
    )
    .execute();
}

function fromTranslation(translation: Translation) {
  return {
    id: translation.id,
    item_id: translation.itemId,
    language: translation.language,
    source_version: translation.sourceVersion,
    state: translation.state,
    revision: translation.revision,
    person_id: translation.personId ?? null,
    saved_at: translation.savedAt,
  };
}

function toBlock(row: Selectable<Database['translation_block']>): TranslationBlock {
  return {
    id: row.block_id,
    kind: row.kind,
    source: row.source,
    ...(row.previous_source === null ? {} : { previousSource: row.previous_source }),
    text: row.text,
    state: toBlockState(row.state),
  };
}

const STATES: readonly TranslationState[] = ['draft', 'ready', 'stale', 'killed'];
const BLOCK_STATES: readonly TranslationBlockState[] = ['untranslated', 'draft', 'confirmed', 'stale'];

export function toTranslationState(text: string): TranslationState {
  const state = STATES.find((known) => known === text);
  if (!state) throw new Error(`the store holds an unknown translation state: ${text}`);
  return state;
}

function toBlockState(text: string): TranslationBlockState {
  const state = BLOCK_STATES.find((known) => known === text);
  if (!state) throw new Error(`the store holds an unknown block state: ${text}`);
  return state;
}
