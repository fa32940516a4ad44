import { offeredName } from '#app/item/offered-name.ts';
import { judgeOffers } from '#app/offer/judge-offer.ts';
import { plusSeconds } from '#kernel/instant.ts';
import type { StoredItem } from '#ports/item-store.ts';
import type { Recall } from '#ports/recall-store.ts';
import type { AgencyRows } from '../memory/agency-rows.ts';
import type { Newsroom, Town } from '../town.ts';
import { dataOf } from './exchange.ts';
import { judgeSigners } from './keys.ts';
import { judgePlaces } from './log.ts';
import { judgePictures } from './pictures.ts';
import { noticeOf } from './withdrawal.ts';
import {
  heldOf,
  LAST_STATES,
  lookupIn,
  nameAt,
  type Lookup,
  type Memory,
  type Seen,
  type Violation,
} from './look.ts';

/** How long after the end of all faults everything has arrived. */
export const REST_SECONDS = 300;

/** I5 and I7 when all faults have been over for five minutes: everybody holds what the agreements give, and kills are done. */
export async function judgeRest(town: Town, memory: Memory): Promise<readonly Violation[]> {
  const lookup = lookupIn(town);
  const found: Violation[] = [];
  for (const newsroom of town.newsrooms) {
    const seen = lookup(newsroom.agency.did);
    if (!seen) continue;
    found.push(...judgeChannels(seen, lookup), ...judgeRecalls(seen, lookup), ...judgeStops(seen));
    found.push(...judgeStopped(seen, lookup), ...judgeKnown(seen, lookup), ...judgeSaid(seen));
    found.push(...judgePlaces(seen, memory), ...judgeJobs(newsroom, seen));
    found.push(...judgeSigners(seen), ...judgePictures(newsroom, seen, lookup, memory));
    for (const item of seen.rows.items.all())
      found.push(...(await judgeHolders(newsroom, seen, item, lookup)));
  }
  return found;
}

/** Every entry that was written has been read. */
function* judgeChannels({ rows, agency }: Seen, lookup: Lookup): Generator<Violation> {
  for (const { ch, direction, partnerDid, seq, state } of rows.channels.all()) {
    const partner = lookup(partnerDid);
    if (!partner) continue;
    const held = partner.rows.channels.get(ch);
    if (direction === 'in' && state !== 'open')
      yield { invariant: 'I5', says: `${agency.slug} has the channel of ${partner.agency.slug} ${state}` };
    if (direction === 'out' && held?.seq !== seq)
      yield {
        invariant: 'I5',
        says: `${partner.agency.slug} holds ${held?.seq} of ${seq} entries of ${agency.slug}: ${held?.lastError}`,
      };
  }
}

/** I6: what anybody holds as killed, its provider knows to be killed, whatever it has lost in between. */
function* judgeKnown({ rows, agency }: Seen, lookup: Lookup): Generator<Violation> {
  for (const { origin, provider, guid, state } of rows.items.all()) {
    if (origin === 'own' || state !== 'killed') continue;
    const theirs = lookup(provider);
    const name = nameAt(provider, guid);
    if (theirs && !theirs.rows.tombstones.get(`${name.provider} ${name.guid}`))
      yield {
        invariant: 'I6',
        says: `${theirs.agency.slug} forgot that it killed ${guid}, and ${agency.slug} knows`,
      };
  }
}

/** I27: whatever clocks did, no job is left that was due when all faults ended. */
function* judgeJobs({ node }: Newsroom, { rows, agency }: Seen): Generator<Violation> {
  const begun = plusSeconds(node.now(), -REST_SECONDS);
  for (const { job, nextAt, attempts } of rows.outbox.all())
    if (nextAt < begun)
      yield {
        invariant: 'I27',
        says: `${agency.slug} left a job ${job.topic} that was due, tried ${attempts} times`,
      };
}

/** Nothing waits to be said any more. */
function* judgeSaid({ rows, agency }: Seen): Generator<Violation> {
  const { length } = rows.held.all();
  if (length > 0) yield { invariant: 'I5', says: `${agency.slug} still holds back ${length} entries` };
}

/** Of a story that is stopped no page stands, unless the desk owes the answer or has refused. */
function* judgeStops({ rows, agency }: Seen): Generator<Violation> {
  for (const page of rows.publications.all()) {
    const item = rows.items.get(page.itemId);
    if (item?.state !== 'withheld' || page.state === 'withheld' || page.state === 'withdrawn') continue;
    const isAnswered = rows.notices
      .all()
      .some(
        ({ guid, kind, state }) =>
          guid === item.guid && kind === 'withhold' && (state === 'open' || state === 'refused'),
      );
    if (!isAnswered) yield { invariant: 'I15', says: `${agency.slug} shows ${item.guid}, which is stopped` };
  }
}

/** I7: whoever holds a copy of a story of ours that is stopped, or free again, has heard so, on offer or off it. */
function* judgeStopped(seen: Seen, lookup: Lookup): Generator<Violation> {
  const { rows } = seen;
  for (const { itemId, partnerDid } of rows.offers.all()) {
    const item = rows.items.get(itemId);
    const partner = lookup(partnerDid);
    if (!item || !partner) continue;
    const held = heldOf(partner, seen, item);
    if (held && (held.state === 'withheld') !== (item.state === 'withheld'))
      yield {
        invariant: 'I7',
        says: `${partner.agency.slug} holds ${item.guid} as ${held.state}, which is ${item.state}`,
      };
  }
}

/** A recall that was sent has its last word, or stands before a person. */
function* judgeRecalls(seen: Seen, lookup: Lookup): Generator<Violation> {
  const { rows, agency } = seen;
  for (const recall of rows.recalls.all()) yield* judgeTold(seen, recall);
  for (const reach of rows.reaches.all()) {
    if (LAST_STATES.has(reach.state)) continue;
    const { seq } = reach.entry;
    const partner = lookup(reach.partnerDid);
    if (!partner) continue;
    const notice = noticeOf(partner, reach.entry);
    if (notice?.state !== 'open')
      yield {
        invariant: 'I7',
        says: `${agency.slug}: the recall at ${seq} is ${reach.state} at ${reach.partnerDid}, whose notice is ${notice?.state ?? 'not there'}`,
      };
  }
}

/** Whoever was sent an older version than the correction, and has the text since, was told that it was a correction. */
function* judgeTold({ rows, agency }: Seen, recall: Recall): Generator<Violation> {
  if (recall.kind !== 'correction') return;
  for (const { itemId, partnerDid, state, version } of rows.offers.all()) {
    if (itemId !== recall.itemId || state !== 'offered' || version < recall.version) continue;
    if (firstVersionSent(rows, itemId, partnerDid) >= recall.version) continue;
    if (!rows.reaches.get(`${recall.id} ${partnerDid}`))
      yield { invariant: 'I7', says: `${agency.slug} never told ${partnerDid} that ${itemId} was corrected` };
  }
}

/** By what was written and not by a clock, which may have been set back between the two. */
function firstVersionSent({ items, channels, entries }: AgencyRows, itemId: string, partnerDid: string) {
  const item = items.get(itemId);
  const guid = item && offeredName(item).guid;
  const out = channels.all().find((one) => one.direction === 'out' && one.partnerDid === partnerDid);
  const sent = entries
    .all()
    .filter(({ ch, type }) => ch === out?.ch && type.startsWith('item.'))
    .map(dataOf)
    .find((data) => data['guid'] === guid);
  return typeof sent?.['version'] === 'number' ? sent['version'] : Infinity;
}

/** Whoever may see an item now holds its latest version in its state; whoever was told of it holds nothing newer or other. */
async function judgeHolders(
  { node }: Newsroom,
  seen: Seen,
  item: StoredItem,
  lookup: Lookup,
): Promise<readonly Violation[]> {
  const { agency, rows } = seen;
  const passedTo = item.origin === 'own' ? {} : { passedTo: standing(rows, item.id) };
  const version = rows.versions.get(`${item.id} ${item.latestVersion}`)?.content;
  const isOff = rows.offOffer.get(`${item.provider} ${item.guid}`) !== undefined;
  if (!version || !node.tools || item.state === 'killed' || isOff) return [];
  const at = node.now();
  // What is under embargo goes out at its end, and then needs its minutes.
  if (version.embargoEndAt !== undefined && plusSeconds(version.embargoEndAt, REST_SECONDS) > at) return [];
  const may = await node.tools.transact(agency.id, ({ useState }) =>
    judgeOffers(useState, { agencyDid: agency.did, item, version, at, ...passedTo }),
  );
  return may.flatMap(({ partnerDid }) => {
    const partner = lookup(partnerDid);
    const held = partner && heldOf(partner, seen, item);
    if (!partner || (held?.latestVersion === item.latestVersion && held.state === item.state)) return [];
    const has = held ? `version ${held.latestVersion}, ${held.state}` : 'nothing';
    const says = `${partner.agency.slug} may have ${item.guid} of ${agency.slug} in version ${item.latestVersion}, ${item.state}, and holds ${has}`;
    return [{ invariant: 'I5', says }];
  });
}

/** To whom people there pass an item of a partner on. */
function standing({ passings }: AgencyRows, itemId: string): readonly string[] {
  return passings
    .all()
    .filter((one) => one.itemId === itemId && one.endedAt === undefined)
    .map(({ partnerDid }) => partnerDid);
}
