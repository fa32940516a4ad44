import type { Selectable } from 'kysely';
import { copyStanding } from '#domain/correction/copy-standing.ts';
import { COPY_FINDINGS, type CopyFinding } from '#domain/correction/judge-copy.ts';
import type { CopyView, ReachView } from '#ports/reads/recalls.ts';
import type { Database } from '../tables/database.ts';
import type { AgencyTransaction } from '../transact.ts';
import { derivativeIn } from '../usages.ts';
import { cardOf, type AgencyCards } from './agency-cards.ts';

type Named = Pick<
  Selectable<Database['recall_copy']>,
  'recall_id' | 'partner_did' | 'url' | 'finding' | 'seen_at' | 'words'
>;
type Used = Pick<
  Selectable<Database['usage_report']>,
  | 'partner_did'
  | 'usage_id'
  | 'holder_did'
  | 'url'
  | 'channel'
  | 'place'
  | 'language'
  | 'derivative'
  | 'version'
  | 'state'
  | 'published_at'
  | 'reported_at'
> & { readonly recall_id: string; readonly kind: string; readonly asked: number };

/** Every copy of a recalled story that we know of: named in a last word, or reported in use when the recall was written. */
export type RecallCopies = (
  reach: { readonly recall_id: string; readonly partner_did: string },
  how: Pick<ReachView, 'state' | 'overdue'>,
) => CopyView[];

export async function readCopies(
  { trx }: AgencyTransaction,
  recallIds: readonly string[],
  cards: AgencyCards,
): Promise<RecallCopies> {
  if (recallIds.length === 0) return () => [];
  const named = await trx
    .selectFrom('recall_copy')
    .select(['recall_id', 'partner_did', 'url', 'finding', 'seen_at', 'words'])
    .where('recall_id', 'in', recallIds)
    .execute();
  const used = await trx
    .selectFrom('recall_reach')
    .innerJoin('recall', 'recall.id', 'recall_reach.recall_id')
    .innerJoin('usage_report', (join) =>
      join
        .onRef('usage_report.item_id', '=', 'recall.item_id')
        .onRef('usage_report.partner_did', '=', 'recall_reach.partner_did'),
    )
    .select(['recall_reach.recall_id', 'recall.kind', 'recall.version as asked'])
    .select(['usage_report.partner_did', 'usage_report.usage_id', 'usage_report.url'])
    .select('usage_report.holder_did')
    .select(['usage_report.channel', 'usage_report.place'])
    .select(['usage_report.language', 'usage_report.version', 'usage_report.state'])
    .select('usage_report.derivative')
    .select(['usage_report.published_at', 'usage_report.reported_at'])
    .where('recall.id', 'in', recallIds)
    // Off offer, copies may stay; and a page that came after another recall is none of its.
    .where('recall.kind', '<>', 'withdraw')
    .where((copy) =>
      copy.or([
        copy('recall.kind', '=', 'kill'),
        copy('usage_report.published_at', '<=', copy.ref('recall_reach.written_at')),
      ]),
    )
    .execute();
  return (reach, how) => copiesOf({ named, used, cards }, reach, how);
}

function copiesOf(
  known: { readonly named: readonly Named[]; readonly used: readonly Used[]; readonly cards: AgencyCards },
  reach: Parameters<RecallCopies>[0],
  how: Parameters<RecallCopies>[1],
): CopyView[] {
  const isHere = (one: Parameters<RecallCopies>[0]): boolean =>
    one.recall_id === reach.recall_id && one.partner_did === reach.partner_did;
  const named = new Map(known.named.filter(isHere).map((one) => [one.url, one]));
  // One without an address is known by the name that its holder gave it.
  const used = new Map(known.used.filter(isHere).map((one) => [one.url ?? one.usage_id, one]));
  return [...new Set([...named.keys(), ...used.keys()])].toSorted().map((name) => {
    const use = used.get(name);
    const isNamed = named.has(name) || isCorrected(use);
    const url = use ? use.url : name;
    return {
      ...(url === null ? {} : { url }),
      standing: copyStanding(how, { isNamed, isRemoved: use?.state === 'removed' }),
      ...useOf(use, known.cards),
      ...findingOf(named.get(name)),
    };
  });
}

/** A last word names addresses; of a copy that has none the holder's report says which version it shows. */
function isCorrected(use: Used | undefined): boolean {
  return use?.url === null && use.kind === 'correction' && use.version >= use.asked;
}

function useOf(use: Used | undefined, cards: AgencyCards): Partial<CopyView> {
  if (!use) return {};
  const { channel, place, language, version, published_at: publishedAt, reported_at: reportedAt } = use;
  return {
    ...(use.holder_did === null ? {} : { holder: cardOf(cards, use.holder_did) }),
    language,
    ...derivativeIn(use.derivative),
    channel,
    ...(place === null ? {} : { place }),
    version,
    publishedAt,
    ...(use.state === 'removed' ? { removedAt: reportedAt } : {}),
  };
}

function findingOf(named: Named | undefined): Pick<CopyView, 'finding' | 'words' | 'seenAt'> {
  const { finding = null, seen_at: seenAt = null, words = [] } = named ?? {};
  return {
    ...(finding === null ? {} : { finding: toFinding(finding) }),
    ...(words.length === 0 ? {} : { words }),
    ...(seenAt === null ? {} : { seenAt }),
  };
}

function toFinding(text: string): CopyFinding {
  const found = COPY_FINDINGS.find((one) => one === text);
  if (!found) throw new Error(`${text} is no finding`);
  return found;
}
