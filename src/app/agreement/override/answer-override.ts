import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Digest } from '#kernel/digest.ts';
import {
  answerOverride as judgeAnswer,
  type AnswerRefusal,
  type AskRefusal,
} from '#domain/agreement/override/judge-override.ts';
import type { Override, OverrideAnswer } from '#domain/agreement/override/override.ts';
import { appendEntry, type AppendStores, type AppendTools } from '#app/channel/append-entry.ts';
import { printItemUri } from '#formats/ninjs/item-uri.ts';
import type { ItemStore, StoredItem } from '#ports/item-store.ts';
import type { Transact } from '#ports/transaction.ts';
import { judgeNow, type OverrideActor, type OverrideStores } from './ask-override.ts';

type AnswerStores = Omit<OverrideStores, 'items'> & AppendStores & { readonly items: ItemStore };
export type AnswerOverrideNeeds = AppendTools & { readonly transact: Transact<AnswerStores> };

export type AnswerOverrideRefusal =
  | AnswerRefusal
  | AskRefusal
  | { readonly code: 'override-unknown' }
  | { readonly code: 'override-outdated' };

/**
 * The second person's word. An approval is judged anew, on the version and the agreements of this moment, and told to the
 * partner in the transaction that makes it count; a refusal stays in the house.
 */
export async function answerOverride(
  needs: AnswerOverrideNeeds,
  by: OverrideActor,
  order: { readonly id: string; readonly outcome: OverrideAnswer['outcome'] },
): Promise<Result<Override, AnswerOverrideRefusal>> {
  const { personId, at } = by;
  return needs.transact(by.agency.id, async (stores) => {
    const override = await stores.overrides.lock(order.id);
    if (!override) return refuse({ code: 'override-unknown' });
    const answer = judgeAnswer(override, { personId, outcome: order.outcome, at });
    if (!answer.ok) return answer;
    if (answer.value.outcome === 'approved') {
      const standing = await judgeAgain(stores, by, override);
      if (!standing.ok) return standing;
      const { until = at } = answer.value;
      await tellPartner(stores, needs, by, { ...override, until, ...standing.value });
    }
    await stores.overrides.answer(override.id, answer.value);
    const what = `override-${answer.value.outcome}`;
    const facts = { override: override.id };
    await stores.activities.record({ at, personId, what, subject: override.itemId, facts });
    return accept({ ...override, answer: answer.value });
  });
}

/** The item, held so that a kill comes before or after; still the version that was asked for, and nothing else against it. */
async function judgeAgain(
  stores: AnswerStores,
  by: OverrideActor,
  override: Override,
): Promise<Result<Told, AnswerOverrideRefusal>> {
  const seen = await stores.items.find(override.itemId);
  const [known] = seen ? await stores.items.lock([{ ...seen, version: seen.latestVersion }]) : [];
  if (!known?.item || known.item.latestVersion !== override.version)
    return refuse({ code: 'override-outdated' });
  const needed = await judgeNow(stores, by, known.item, override);
  if (!needed.ok)
    return needed.error.code === 'story-unknown'
      ? refuse({ code: 'override-outdated' })
      : refuse(needed.error);
  const { waived, agreements } = needed.value;
  const isAsked = waived.every((code) => override.waived.includes(code));
  return isAsked ? accept({ item: known.item, agreements }) : refuse({ code: 'override-outdated' });
}

type Told = { readonly item: StoredItem; readonly agreements: readonly Digest[] };

/** Names no person: the partner deals with the agency. */
async function tellPartner(
  stores: AnswerStores,
  needs: AppendTools,
  { agency, at }: OverrideActor,
  told: Override & Told & { readonly until: OverrideActor['at'] },
): Promise<void> {
  const { id, version, action, channel, territory, language, waived, reason, until } = told;
  await appendEntry(
    stores,
    needs,
    { agency, at },
    {
      partnerDid: told.item.provider,
      type: 'use.overridden',
      subject: printItemUri(told.item.guid),
      agreements: told.agreements,
      data: {
        override: id,
        version,
        action,
        channel,
        territory,
        ...(language === undefined ? {} : { language }),
        waived: [...waived],
        reason,
        until,
      },
    },
  );
}
