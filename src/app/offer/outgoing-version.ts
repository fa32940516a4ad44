import { quotasBetween } from '#domain/agreement/quota-left.ts';
import type { ItemVersion } from '#domain/item/item.ts';
import type { JsonObject } from '#kernel/json.ts';
import { asPicture, type UseContext } from '#app/agreement/judge-use.ts';
import { stoppedPictures } from '#app/item/stopped-pictures.ts';
import type { ItemReader, StoredItem } from '#ports/item-store.ts';
import type { PartnerStore } from '#ports/partner-store.ts';
import type { UseStateStore } from '#ports/use-state-store.ts';
import { sightOf, type OfferJudgement, type OfferSubject } from './judge-offer.ts';

/** What the audience of a version may fetch beside its text. */
export function blobsOf(version: ItemVersion): readonly string[] {
  const renditions = [version, ...version.associations].flatMap((one) => one.renditions);
  return renditions.flatMap(({ digest }) => (digest === undefined ? [] : [digest]));
}

/**
 * A partner's version without the pictures that may not be passed on to this third party: agreements name kinds of content, pictures have
 * words of their own, and one that was stopped as an item of its own goes nowhere (I6).
 */
export async function withoutKept(
  items: Pick<ItemReader, 'findByName' | 'tombstone'>,
  context: UseContext,
  { agencyDid, version, at }: OfferSubject,
  partnerDid: string,
): Promise<ItemVersion> {
  if (version.newsType !== 'text' || version.associations.length === 0) return version;
  const stopped = await stoppedPictures(items, version);
  const associations = version.associations.filter(({ guid }) => {
    const { under } = sightOf(asPicture(context, guid), { agencyDid, at }, partnerDid);
    return under !== undefined && !stopped.has(guid);
  });
  return { ...version, associations };
}

/** What of a version leaves for a partner: our own as it is. */
export async function outgoingVersion(
  { items }: { readonly items: Pick<ItemReader, 'findByName' | 'tombstone'> },
  context: UseContext | undefined,
  subject: OfferSubject,
  partnerDid: string,
): Promise<ItemVersion> {
  if (!context || subject.passedTo === undefined) return subject.version;
  return withoutKept(items, context, subject, partnerDid);
}

/** Whose story it is that we pass on: who made it, by what it came with, else whoever gave it to us. */
export async function originatorOf(
  { partners }: { readonly partners: Pick<PartnerStore, 'find'> },
  { origin, provider }: StoredItem,
  { originator }: ItemVersion,
): Promise<JsonObject> {
  if (origin === 'own') return {};
  if (originator) return { originator: { ...originator } };
  const partner = await partners.find(provider);
  if (!partner) throw new Error(`an item of ${provider} came from nobody we know`);
  const { did, name, ownership } = partner;
  return { originator: { did, name, ownership } };
}

/** A clause that counts what we pass on counts an item once, to however many it goes. */
export async function chargeQuota(
  { useState }: { readonly useState: Pick<UseStateStore, 'debit'> },
  item: StoredItem,
  { decision, question, agreements }: OfferJudgement,
): Promise<void> {
  if (item.origin === 'own' || decision.rule === undefined) return;
  const terms = quotasBetween(agreements, [question.item.provider, question.request.actor], question.at);
  if (terms.some(({ rule }) => rule === decision.rule))
    await useState.debit(decision.rule, item, question.at);
}
