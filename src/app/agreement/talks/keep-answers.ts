import type { Instant } from '#kernel/instant.ts';
import type { JsonObject } from '#kernel/json.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { AccountStore } from '#ports/account-store.ts';
import type { AnswersPlace, KeptAnswers, KeptAnswersStore } from '#ports/kept-answers-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { Signatory } from '../agreement-needs.ts';

type KeepStores = { readonly keptAnswers: KeptAnswersStore; readonly accounts: Pick<AccountStore, 'find'> };

export type KeepAnswersNeeds = { readonly transact: Transact<KeepStores> };

/** Whose hand it is: a person's own new draft, or the agency's next version of an agreement, which colleagues share. */
export type AnswersAbout = { readonly uid?: string; readonly base?: string };

type Keeper = Signatory & { readonly personId: string };

/** Kept answers with the name of who left them so. */
export type AnswersLeft = Omit<KeptAnswers, 'personId'> & { readonly by: string };

/**
 * Keeps answers as they stand, for their writer on another machine and for colleagues. Who did not see the last keeping
 * overwrites nothing: it is told whose and when, and its own answers stay with it.
 */
export async function keepAnswers(
  { transact }: KeepAnswersNeeds,
  by: Keeper,
  given: { readonly about: AnswersAbout; readonly answers: JsonObject; readonly revision: number },
): Promise<
  Result<
    { readonly revision: number; readonly at: Instant },
    { readonly code: 'answers-kept-by-other'; readonly by: string; readonly at: string }
  >
> {
  const place = placeOf(by, given.about);
  return transact(by.agency.id, async (stores) => {
    const { personId, at } = by;
    const { answers } = given;
    const revision = await stores.keptAnswers.keep(place, { answers, personId, at }, given.revision);
    if (revision !== undefined) return accept({ revision, at });
    const left = await leftAt(stores, place);
    return refuse({ code: 'answers-kept-by-other', by: left?.by ?? '', at: left?.at ?? '' });
  });
}

/** The answers as they were last kept; undefined when there are none upon this document. */
export function findAnswers(
  { transact }: KeepAnswersNeeds,
  by: Keeper,
  about: AnswersAbout,
): Promise<AnswersLeft | undefined> {
  return transact(by.agency.id, (stores) => leftAt(stores, placeOf(by, about)));
}

/** They have become a draft, or nobody wants them. */
export function forgetAnswers(
  { transact }: KeepAnswersNeeds,
  by: Keeper,
  about: AnswersAbout,
): Promise<void> {
  return transact(by.agency.id, ({ keptAnswers }) => keptAnswers.forget(placeOf(by, about).about));
}

async function leftAt({ keptAnswers, accounts }: KeepStores, place: AnswersPlace) {
  const kept = await keptAnswers.find(place);
  if (!kept) return undefined;
  const { personId, ...rest } = kept;
  return { ...rest, by: (await accounts.find(personId))?.name ?? '' };
}

function placeOf({ personId }: Keeper, { uid, base = '' }: AnswersAbout): AnswersPlace {
  return { about: uid ?? `new ${personId}`, base };
}
