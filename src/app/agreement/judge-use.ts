import { secondsBetween, type Instant } from '#kernel/instant.ts';
import type { CompiledAgreements } from '#domain/agreement/compile-agreements.ts';
import { decideUse } from '#domain/agreement/decide-use.ts';
import type { Decision } from '#domain/agreement/decision.ts';
import {
  itemFacts,
  joinRestrictions,
  makerOf,
  restrictedPictures,
  type RestrictionsOf,
} from '#domain/agreement/item-facts.ts';
import { quotasBetween } from '#domain/agreement/quota-left.ts';
import { wordsOfRestriction } from '#domain/agreement/restrictions/words-of-restriction.ts';
import {
  DUTIES_TO_BE_DONE,
  type ItemFacts,
  type UseRequest,
  type UseState,
} from '#domain/agreement/use-question.ts';
import type { ItemVersion, PubStatus } from '#domain/item/item.ts';
import type { StoredItem } from '#ports/item-store.ts';
import type { UseStateReader } from '#ports/use-state-store.ts';
import { agreementsAt } from './read-records.ts';

/** Everything a decision about one item needs, gathered in one transaction. */
export type UseContext = {
  readonly agreements: CompiledAgreements;
  readonly item: ItemFacts;
  /** By identity, what restricts each picture beside the text that has words of its own. */
  readonly pictures: ReadonlyMap<string, RestrictionsOf>;
  readonly state: UseState;
};

export type UseSubject = {
  readonly item: StoredItem;
  readonly version: ItemVersion;
  /** Who would act. */
  readonly actor: string;
  readonly at: Instant;
  /** What stands at that moment, where whoever asks about many items has compiled it already. */
  readonly agreements?: CompiledAgreements;
  /** Keeps other transactions from counting under the same permissions until this one ends (I16). */
  readonly lockQuotas?: boolean;
};

/** Loads what `decideUse` looks at: agreements, the item's standing, quotas, the freshness of the provider's channel. */
export async function gatherUse(useState: UseStateReader, subject: UseSubject): Promise<UseContext> {
  const agreements = await standingFor(useState, subject);
  const offeredAt =
    subject.item.origin === 'own' ? await useState.firstOfferedAt(subject.item.id) : subject.item.arrivedAt;
  const text = wordsOfRestriction(subject.version);
  const confirmed =
    text === undefined ? undefined : await useState.confirmedRestrictions(subject.item.id, text);
  const told =
    subject.item.origin === 'partner'
      ? await useState.toldRestrictions(subject.item, subject.version.version)
      : undefined;
  const standing = {
    status: statusOf(subject.item),
    ...suppliedBy(subject.item),
    topicsAbove: await useState.topicsAbove(subject.version.subjects),
    ...(await latestKnown(useState, subject.item)),
    ...(offeredAt === undefined ? {} : { offeredAt }),
    ...(confirmed ? { confirmedRestrictions: confirmed.terms } : {}),
    ...(told && told.terms.length > 0 ? { providerRestrictions: told.terms } : {}),
  };
  const item = itemFacts(subject.version, standing);
  const seenAt =
    subject.item.origin === 'partner' ? await useState.headSeenAt(subject.item.provider) : subject.at;
  const quotas = await countQuotas(useState, agreements, subject);
  const overrides =
    subject.item.origin === 'partner' ? await useState.overrides(subject.item.id, subject.at) : [];
  return {
    agreements,
    item,
    pictures: restrictedPictures(subject.version, standing),
    state: {
      ...quotas,
      duties: DUTIES_TO_BE_DONE,
      ...(overrides.length === 0 ? {} : { overrides }),
      ...(seenAt === undefined ? {} : { headAgeSeconds: Math.max(0, secondsBetween(seenAt, subject.at)) }),
    },
  };
}

function suppliedBy({ origin, provider }: StoredItem): { readonly suppliedBy?: string } {
  return origin === 'partner' ? { suppliedBy: provider } : {};
}

async function standingFor(
  useState: UseStateReader,
  { agreements, at }: UseSubject,
): Promise<CompiledAgreements> {
  return agreements ?? agreementsAt(useState, at);
}

/** A version that was announced as a correction counts from then on: what it corrects may not go out meanwhile. */
async function latestKnown(
  useState: UseStateReader,
  item: StoredItem,
): Promise<{ readonly latestVersion: number; readonly latestIsCorrection: boolean }> {
  const { latestVersion, latestIsCorrection } = item;
  const announced = item.origin === 'partner' ? await useState.announcedCorrection(item) : undefined;
  return announced === undefined || announced <= latestVersion
    ? { latestVersion, latestIsCorrection }
    : { latestVersion: announced, latestIsCorrection: true };
}

/**
 * Of one picture beside a text, which may have terms of its own: agreements name kinds of content, and pictures are one. An
 * override to translate is about the words alone.
 */
export function asPicture(context: UseContext, guid: string): UseContext {
  return restrictedBy(context, context.pictures.get(guid));
}

/** Of all pictures beside a text at once: with the terms of each. */
export function asPictures(context: UseContext): UseContext {
  const all = [...context.pictures.values()];
  return all.length === 0 ? restrictedBy(context, undefined) : restrictedBy(context, joinRestrictions(all));
}

function restrictedBy(context: UseContext, restrictions: RestrictionsOf | undefined): UseContext {
  const { overrides, ...known } = context.state;
  const forPages = overrides?.filter(({ action }) => action === 'publish');
  return {
    ...context,
    item: { ...context.item, newsType: 'picture', ...restrictions },
    state: { ...known, ...(forPages ? { overrides: forPages } : {}) },
  };
}

/** The answer for one request in a gathered context. */
export function judgeUse(context: UseContext, request: UseRequest, at: Instant): Decision {
  return decideUse(context.agreements, { request, item: context.item, state: context.state, at });
}

export function statusOf(item: StoredItem): PubStatus {
  if (item.state === 'killed') return 'canceled';
  return item.state === 'withheld' ? 'withheld' : 'usable';
}

async function countQuotas(
  useState: UseStateReader,
  agreements: CompiledAgreements,
  { item, version, actor, at, lockQuotas }: UseSubject,
): Promise<Pick<UseState, 'counts' | 'counted'>> {
  const counts = new Map<string, number>();
  const counted = new Set<string>();
  for (const { rule, from } of quotasBetween(agreements, [makerOf(version), actor], at)) {
    counts.set(rule, await useState.countUses(rule, from, lockQuotas ?? false));
    if (await useState.wasCounted(rule, item)) counted.add(rule);
  }
  return { counts, counted };
}
