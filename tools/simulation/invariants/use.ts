import type { Instant } from '#kernel/instant.ts';
import { readItemUri } from '#formats/ninjs/item-uri.ts';
import type { StoredItem } from '#ports/item-store.ts';
import type { Publication } from '#domain/publication/publication.ts';
import { isOpen, type Lookup, type Seen, type Violation } from './look.ts';

/** What the judge has seen of the network and of pages: when a partner last told a newsroom how it stands. */
export type Uses = {
  /** `reader writer`: true time, in milliseconds, of the last page of entries that was given. */
  readonly lastPage: Map<string, number>;
  /** Revisions by page. */
  readonly revisions: Map<string, number>;
  /** Pages that wait for a release. */
  readonly waiting: Set<string>;
};

/** How old a head may be by every agreement here, and how far a clock of the simulation may jump meanwhile. */
const FRESH_MS = 60_000;
const CLOCKS_MS = 4 * 60_000;

/** I13, I16 and the freshness gate, for pages that are new. */
export function* judgeUses(seen: Seen, lookup: Lookup, uses: Uses, trueNow: number): Generator<Violation> {
  for (const page of seen.rows.publications.all()) {
    if (page.state === 'withdrawn' || (uses.revisions.get(page.id) ?? 0) >= page.revision) continue;
    uses.revisions.set(page.id, page.revision);
    // A page that waits goes nowhere, and one that comes back is no new use.
    if (page.state === 'withheld') uses.waiting.add(page.id);
    else if (!uses.waiting.delete(page.id)) yield* judgePage(seen, lookup, page, { uses, trueNow });
  }
  yield* judgeQuotas(seen);
}

type Judging = { readonly uses: Uses; readonly trueNow: number };

function* judgePage(seen: Seen, lookup: Lookup, page: Publication, judging: Judging): Generator<Violation> {
  const { rows, agency } = seen;
  const item = rows.items.get(page.itemId);
  const content = rows.versions.get(`${page.itemId} ${page.version}`)?.content;
  if (!item || !content) {
    yield { invariant: 'I1', says: `${agency.slug} shows a page of a story it does not hold` };
    return;
  }
  const published = `${agency.slug} published ${item.guid}`;
  if (content.embargoEndAt !== undefined && page.updatedAt < content.embargoEndAt)
    yield { invariant: 'I13', says: `${published} under embargo` };
  if (item.state === 'withheld' || isStopped(seen, item))
    yield { invariant: 'I15', says: `${published} while it was withheld` };
  const origin = lookup(item.provider);
  if (item.origin === 'partner' && origin)
    for (const [invariant, says] of wrongsOf(seen, origin, { item, page, judging }))
      yield { invariant, says: `${published} ${says}` };
}

/** What is wrong with a page of a partner's story. An ended agreement may let an old page be corrected, never a new one. */
function* wrongsOf(
  seen: Seen,
  origin: Seen,
  shown: { readonly item: StoredItem; readonly page: Publication; readonly judging: Judging },
): Generator<readonly [invariant: string, says: string]> {
  const { item, page, judging } = shown;
  const told = judging.uses.lastPage.get(`${seen.newsroom.node.name} ${origin.newsroom.node.name}`) ?? 0;
  if (judging.trueNow - told > FRESH_MS + CLOCKS_MS) yield ['freshness', 'without knowing whether it stands'];
  if (page.revision === 1 && !isAnyOpen(seen, item.provider)) yield ['I15', 'without an agreement that runs'];
  if (!seen.rows.takes.all().some((take) => take.itemId === item.id && take.undoneAt === undefined))
    yield ['I15', 'and never took it'];
}

/** Entries that say how a story stands. */
const STATING = new Set([
  'item.offered',
  'item.updated',
  'item.corrected',
  'item.withheld',
  'item.released',
  'item.killed',
]);

/** The last that its provider said of it is to stop and wait. */
function isStopped({ rows }: Seen, { provider, guid, origin }: StoredItem): boolean {
  if (origin === 'own') return false;
  const channel = rows.channels.all().find((one) => one.direction === 'in' && one.partnerDid === provider);
  for (let seq = channel?.seq ?? 0; channel && seq > 0; seq--) {
    const entry = rows.entries.get(`${channel.ch} ${channel.epoch} ${seq}`);
    if (entry?.subject !== undefined && readItemUri(entry.subject) === guid && STATING.has(entry.type))
      return entry.type === 'item.withheld';
  }
  return false;
}

function isAnyOpen({ rows, agency }: Seen, partner: string): boolean {
  return rows.agreements.all().some(({ digest, signatures }) => {
    const parties = signatures.map(({ by }) => by);
    return parties.includes(partner) && parties.includes(agency.did) && isOpen(rows, digest, parties);
  });
}

/** I16: of each permission with a quota, no more stories in a month than it says. */
function* judgeQuotas({ rows, agency }: Seen): Generator<Violation> {
  for (const { digest, canonical } of rows.agreements.all())
    for (const { rule, limit, assigner } of quotasIn(canonical)) {
      const months = rows.publications
        .all()
        .filter(
          (page) => page.agreementDigest === digest && rows.items.get(page.itemId)?.provider === assigner,
        )
        .map(({ publishedAt }) => monthOf(publishedAt));
      const most = Math.max(
        0,
        ...[...new Set(months)].map((each) => months.filter((one) => one === each).length),
      );
      if (assigner !== agency.did && most > limit)
        yield { invariant: 'I16', says: `${agency.slug} used ${most} of ${limit} under ${rule}` };
    }
}

function monthOf(at: Instant): string {
  return at.slice(0, 7);
}

type Quota = { readonly rule: string; readonly limit: number; readonly assigner: string };

const QUOTAS = new Map<string, readonly Quota[]>();

/** Read from the signed text itself, once for each document. */
function quotasIn(text: string): readonly Quota[] {
  const known = QUOTAS.get(text) ?? readQuotas(text);
  QUOTAS.set(text, known);
  return known;
}

function readQuotas(text: string): readonly Quota[] {
  const document: {
    permission?: readonly { uid: string; assigner: string; constraint?: readonly Constraint[] }[];
  } = JSON.parse(text);
  return (document.permission ?? []).flatMap(({ uid, assigner, constraint = [] }) =>
    constraint
      .filter(({ leftOperand }) => leftOperand.includes('countPerPeriod'))
      .map(({ rightOperand }) => ({ rule: uid, assigner, limit: Number(valueOf(rightOperand)) })),
  );
}

type Constraint = { readonly leftOperand: string; readonly rightOperand: unknown };

function valueOf(operand: unknown): unknown {
  return typeof operand === 'object' && operand !== null && '@value' in operand ? operand['@value'] : operand;
}
