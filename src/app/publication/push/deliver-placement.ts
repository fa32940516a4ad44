import { readPictures } from '#app/take/read-pictures.ts';
import { millisecondsOf, type Instant } from '#kernel/instant.ts';
import type { DeliveryAnswer, Destination } from '#ports/destination.ts';
import type { Deed, Delivery, Placement } from '#ports/destination-store.ts';
import { accountForCopy, shownAfter } from './account-for-copy.ts';
import { channelOf } from './channel-of.ts';
import { archivedAs } from './keep-archived.ts';
import { makeCallBack, makeShipment } from './make-shipment.ts';
import { openDestination } from './open-destination.ts';
import { deedFor, orderToPlace, planDelivery, type DeliveryPlan, type To } from './plan-delivery.ts';
import type { PushNeeds, PushStores } from './push-needs.ts';

/** Attempts at a story in a row, about a day of them. What calls a story back has no last one. */
export const MOST_ATTEMPTS = 30;

/** `again`: it is not done, and why. */
export type Delivered = 'done' | { readonly again: string };

/**
 * Brings one placement to what it should be, one message at a time. Whatever was ordered before, the state of the story at this
 * moment decides, so a kill overtakes a story that waits, and nothing goes out after a kill. It may run twice: the plan is made
 * from what stands, and a destination knows what it was told before (I2).
 */
export async function deliverPlacement(needs: PushNeeds, to: To, placementId: string): Promise<Delivered> {
  const { underway } = needs.destinations;
  if (!(await underway.begin(placementId))) return { again: 'an earlier message is on its way' };
  try {
    const plan = await needs.transact(to.agency.id, (stores) => planDelivery(stores, needs, to, placementId));
    if (plan.deed === 'none') return 'done';
    if (plan.deed === 'wait') return { again: 'pictures are on their way' };
    if (plan.deed === 'held') return await hold(needs, to, placementId, plan.refusal);
    return await send(needs, to, plan);
  } finally {
    await underway.end(placementId);
  }
}

type Sending = Extract<DeliveryPlan, { readonly deed: Deed }>;

async function send(needs: PushNeeds, to: To, plan: Sending): Promise<Delivered> {
  const { placement, deed } = plan;
  const begunAt = needs.clock.now();
  const said = await attempt(needs, to, plan, begunAt);
  const durationMs = Math.max(0, millisecondsOf(needs.clock.now()) - millisecondsOf(begunAt));
  const isLast = deed === 'publish' && said.outcome === 'failed' && placement.failures + 1 >= MOST_ATTEMPTS;
  await needs.transact(to.agency.id, async (stores) => {
    await settle(stores, { ...plan, agency: to.agency }, said, needs.clock.now());
    await stores.placements.record({
      ...facts(needs, placement.id),
      deed,
      outcome: isLast ? 'given-up' : said.outcome === 'stopped' ? 'held' : said.outcome,
      ...(said.status === undefined ? {} : { status: said.status }),
      answer: said.answer,
      durationMs,
    });
  });
  return isArrived(said) || isLast ? 'done' : { again: said.answer.slice(0, 300) };
}

/** A fault on our side, of a secret that cannot be opened or a picture that cannot be read, is an answer too: it is on record. */
async function attempt(needs: PushNeeds, to: To, plan: Sending, at: Instant): Promise<DeliveryAnswer> {
  let hide = (answer: string): string => answer;
  try {
    const opened = openDestination(needs.destinations, plan.destination);
    hide = opened.hide;
    const answer = await tell(needs, to, plan, { destination: opened.destination, at });
    return { ...answer, answer: hide(answer.answer) };
  } catch (fault) {
    const words = fault instanceof Error ? fault.message : String(fault);
    return { outcome: 'failed', answer: hide(`A fault here broke it off: ${words}`) };
  }
}

async function tell(
  needs: PushNeeds,
  to: To,
  { placement, leaving, deed }: Sending,
  { destination, at }: { readonly destination: Destination; readonly at: Instant },
): Promise<DeliveryAnswer> {
  const message = { placement, outgoing: leaving.outgoing, deed, at };
  if (deed !== 'publish') return destination.withdraw(makeCallBack(message), placement.remote);
  const of = { agencyId: to.agency.id, itemId: placement.itemId, at };
  const pictures = await readPictures(needs, of, leaving);
  const mayGoOn = () => isStillWanted(needs, to, placement);
  return destination.deliver(makeShipment(message, pictures, mayGoOn), placement.remote);
}

async function isStillWanted({ transact }: PushNeeds, { agency }: To, { id }: Placement): Promise<boolean> {
  return transact(agency.id, async ({ placements, items }) => {
    const placement = await placements.find(id);
    const item = placement && (await items.find(placement.itemId));
    return placement !== undefined && item !== undefined && deedFor(item, placement) === 'publish';
  });
}

const STANDS = { publish: 'published', withdraw: 'withdrawn', kill: 'killed' } as const;

/** Nothing more is to be done about it. What was told of a stop may still be seen there, but cannot be helped from here. */
function isArrived({ outcome }: Pick<DeliveryAnswer, 'outcome'>): boolean {
  return outcome === 'done' || outcome === 'told';
}

/** What was wanted may have changed meanwhile and stays as it now is; what stands is what was answered. */
async function settle(
  stores: PushStores,
  { placement, destination, leaving, deed, agency }: Sending & Pick<To, 'agency'>,
  { outcome, remote }: DeliveryAnswer,
  at: Instant,
): Promise<void> {
  const { placements, items } = stores;
  // Of two copies that are settled at once the later sees the earlier, so that one of them answers what waited for both.
  await items.lock([{ ...leaving.item, version: leaving.item.latestVersion }]);
  const now = await placements.lock(placement.id);
  if (!now) return;
  const named = remote === undefined ? {} : { remote };
  if (!isArrived({ outcome })) return placements.save({ ...now, ...named });
  const { version } = leaving.outgoing.item;
  const { channel } = orderToPlace(placement, channelOf(destination));
  const settled: Placement = {
    ...now,
    ...named,
    stands: STANDS[deed],
    standsVersion: version,
    settledAt: at,
    failures: 0,
    ...(deed === 'publish' ? { shown: shownAfter(now, leaving, { channel, at }) } : {}),
  };
  const archived = await archivedAs(stores, { agency, at }, { settled, before: now }, leaving.pictures);
  await placements.save({ ...settled, ...(archived ? { archived } : {}) });
  await accountForCopy(stores, leaving, settled, at);
}

/** It may not leave now: nothing was sent, and the people of the desk read why. */
async function hold(
  needs: PushNeeds,
  to: To,
  placementId: string,
  refusal: Extract<DeliveryPlan, { readonly deed: 'held' }>['refusal'],
): Promise<Delivered> {
  const retryAt = 'retryAt' in refusal ? refusal.retryAt : undefined;
  await needs.transact(to.agency.id, async ({ placements, outbox }) => {
    const answer = JSON.stringify(refusal);
    const held = { deed: 'publish', outcome: 'held', answer, durationMs: 0 } as const;
    await placements.record({ ...facts(needs, placementId), ...held });
    if (retryAt !== undefined)
      await outbox.put({ topic: 'deliver', payload: { placementId } }, to.at, retryAt);
  });
  return 'done';
}

function facts({ ids, clock }: PushNeeds, placementId: string): Pick<Delivery, 'id' | 'placementId' | 'at'> {
  return { id: ids.uuid(), placementId, at: clock.now() };
}
