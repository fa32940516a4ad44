import type { AgencyTransaction } from './transact.ts';

/** Is the story not killed? A kill then waits for the end of this transaction, and finds what it has kept. */
export async function holdLiving({ trx }: AgencyTransaction, itemId: string): Promise<boolean> {
  const row = await trx
    .selectFrom('item')
    .select('id')
    .where('id', '=', itemId)
    .where('state', '<>', 'killed')
    .forShare()
    .executeTakeFirst();
  return row !== undefined;
}
