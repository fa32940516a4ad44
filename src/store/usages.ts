import type { UsageStore } from '#ports/usage-store.ts';
import { toDerivative, type Derivative } from '#domain/translation/derivative.ts';
import type { AgencyTransaction } from './transact.ts';

export function usageStore({ trx, agencyId }: AgencyTransaction): UsageStore {
  return {
    async save(usage) {
      const row = {
        item_id: usage.itemId,
        version: usage.version,
        url: usage.url ?? null,
        channel: usage.channel,
        place: usage.place ?? null,
        holder_did: usage.holder ?? null,
        language: usage.language,
        derivative: usage.derivative ?? null,
        state: usage.state,
        published_at: usage.publishedAt,
        reported_at: usage.reportedAt,
      };
      // A page that was taken down is told without its headline, and still looked for under it.
      const told = usage.headline === undefined ? {} : { headline: usage.headline };
      await trx
        .insertInto('usage_report')
        .values({
          agency_id: agencyId,
          partner_did: usage.partnerDid,
          usage_id: usage.usageId,
          ...row,
          ...told,
        })
        .onConflict((conflict) =>
          conflict.columns(['agency_id', 'partner_did', 'usage_id']).doUpdateSet({ ...row, ...told }),
        )
        .execute();
    },
    async ofItem(itemId) {
      const rows = await trx.selectFrom('usage_report').selectAll().where('item_id', '=', itemId).execute();
      return rows.map((row) => ({
        partnerDid: row.partner_did,
        usageId: row.usage_id,
        itemId: row.item_id,
        version: row.version,
        ...(row.url === null ? {} : { url: row.url }),
        channel: row.channel,
        ...(row.place === null ? {} : { place: row.place }),
        ...(row.holder_did === null ? {} : { holder: row.holder_did }),
        language: row.language,
        ...derivativeIn(row.derivative),
        ...(row.headline === null ? {} : { headline: row.headline }),
        state: row.state === 'removed' ? ('removed' as const) : ('live' as const),
        publishedAt: row.published_at,
        reportedAt: row.reported_at,
      }));
    },
  };
}

/** As `Usage` and screens have it. */
export function derivativeIn(column: string | null): { readonly derivative?: Derivative } {
  const derivative = toDerivative(column ?? '');
  return derivative === undefined ? {} : { derivative };
}
