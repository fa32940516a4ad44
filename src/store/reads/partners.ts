import { PASSED_ON } from '#kernel/destination-kind.ts';
import { sql, type Kysely } from 'kysely';
import type { Instant } from '#kernel/instant.ts';
import type { Channel } from '#ports/channel-store.ts';
import type { PartnerLink, PartnerReads } from '#ports/reads/partners.ts';
import { channelStore } from '../channels.ts';
import { toPartner } from '../partners.ts';
import type { Database } from '../tables/database.ts';
import { transactWith, type AgencyTransaction } from '../transact.ts';

const ORDER = ['asking', 'invited', 'pinned'] as const;

/** Partners and the health of each link. */
export function partnerReads(db: Kysely<Database>): PartnerReads {
  const transact = transactWith(db, (transaction) => transaction);
  return { list: (agencyId) => transact(agencyId, readLinks) };
}

async function readLinks(transaction: AgencyTransaction): Promise<readonly PartnerLink[]> {
  const rows = await transaction.trx.selectFrom('partner').selectAll().orderBy('did').execute();
  const channels = await channelStore(transaction).list();
  const counts = await countByPartner(transaction);
  return rows
    .map((row): PartnerLink => {
      const ours = channels.find((one) => one.partnerDid === row.did && one.direction === 'out');
      const theirs = channels.find((one) => one.partnerDid === row.did && one.direction === 'in');
      return {
        ...toPartner(row),
        since: row.since,
        ...(theirs ? { incoming: incomingOf(theirs) } : {}),
        ...(ours ? { outgoing: outgoingOf(ours) } : {}),
        counts: counts.get(row.did) ?? NOTHING,
      };
    })
    .toSorted((one, other) => ORDER.indexOf(one.state) - ORDER.indexOf(other.state));
}

function outgoingOf({
  ch,
  epoch,
  seq,
  partnerSeq,
  lastError,
}: Channel): NonNullable<PartnerLink['outgoing']> {
  const trouble = lastError === undefined ? {} : { lastError };
  return { ch, epoch, seq, partnerHolds: partnerSeq, ...trouble };
}

function incomingOf(channel: {
  readonly seq: number;
  readonly headSeenAt?: Instant;
  readonly state: 'open' | 'frozen' | 'closed';
  readonly lastError?: string;
}): NonNullable<PartnerLink['incoming']> {
  const { seq, state, headSeenAt, lastError } = channel;
  return {
    seq,
    state,
    ...(headSeenAt === undefined ? {} : { headAt: headSeenAt }),
    ...(lastError === undefined ? {} : { lastError }),
  };
}

type Counts = PartnerLink['counts'];
const NOTHING: Counts = { received: 0, offered: 0, taken: 0, usesReported: 0 };

async function countByPartner({ trx }: AgencyTransaction): Promise<ReadonlyMap<string, Counts>> {
  // One pass over four small groups; as Kysely builders it is three times the text.
  const { rows } = await sql<{ did: string } & Counts>`
    select did, sum(received)::int as received, sum(offered)::int as offered, sum(taken)::int as taken,
      sum(uses)::int as "usesReported"
    from (
      select provider_did as did, count(*) as received, 0 as offered, 0 as taken, 0 as uses
        from item where origin = 'partner' group by provider_did
      union all select partner_did, 0, count(*), 0, 0 from offer group by partner_did
      union all select i.provider_did, 0, 0, count(*), 0
        from take t join item i on i.id = t.item_id where t.undone_at is null group by i.provider_did
      union all select partner_did, 0, 0, 0, count(*) from usage_report where channel <> ${PASSED_ON} group by partner_did
    ) as each group by did`.execute(trx);
  return new Map(rows.map(({ did, ...counts }) => [did, counts]));
}
