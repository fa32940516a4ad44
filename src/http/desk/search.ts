import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import * as contract from '#contract/alert.ts';
import type { Reply } from '#contract/endpoint.ts';
import { mayDo } from '#contract/permissions.ts';
import {
  changeSearch,
  deleteSearch,
  followSearch,
  hookSearch,
  mayChange,
  restoreSearch,
  saveSearch,
  type Keeper,
  type KeepNeeds,
} from '#app/alert/keep-search.ts';
import { trySearch, TRIAL_DAYS } from '#app/alert/try-search.ts';
import { sieveOf, type AskNeeds } from '#app/search/ask-wire.ts';
import type { AlertSchedule, Follow } from '#domain/alert/saved-search.ts';
import type { Session } from '#domain/newsroom/session.ts';
import type { Instant } from '#kernel/instant.ts';
import { accept, type Result } from '#kernel/result.ts';
import type { AgencyDirectory } from '#ports/partner-store.ts';
import type { AlertReads } from '#ports/reads/alerts.ts';
import type { ListedSearch } from '#ports/search-store.ts';
import { agencyOf } from '../agency-of.ts';
import { mount } from '../mount.ts';
import { questionIn, trialOf } from './read-saved.ts';

export type SearchDeskNeeds = KeepNeeds &
  Pick<AskNeeds, 'wire' | 'lexiconsFor' | 'judgeFree'> & {
    readonly agencies: Pick<AgencyDirectory, 'find'>;
    readonly alertReads: Pick<AlertReads, 'foundSince' | 'named' | 'hookPosts'>;
  };

/** Saved searches, who follows them, and a trial of one before it is saved. */
export function mountSearches(server: FastifyInstance, needs: SearchDeskNeeds): void {
  mount(server, contract.listSearches, async (call) => accept(await listFor(needs, keeper(call))));

  mount(server, contract.trySearch, async ({ agencyId, body, at }) => {
    const agency = await agencyOf(needs.agencies, agencyId);
    const put = await trialOf(needs, { agency, at }, body.question);
    if (!put.ok) return put;
    const sieve = sieveOf(needs, { agency, at });
    return accept({ days: TRIAL_DAYS, ...(await trySearch({ ...needs, sieve }, agencyId, put.value)) });
  });

  mount(server, contract.saveSearch, async (call) => {
    const { following, ...choice } = call.body;
    const put = await readFor(needs, call, choice.question);
    if (!put.ok) return put;
    const followed = following ? { following: followedOf(following) } : {};
    const saved = await saveSearch(needs, keeper(call), { ...choice, ...followed });
    return saved.ok ? accept({ search: await show(needs, keeper(call), saved.value.id) }) : saved;
  });

  mount(server, contract.changeSearch, async (call) => {
    const { id } = call.params;
    const put = await readFor(needs, call, call.body.question);
    if (!put.ok) return put;
    const changed = await changeSearch(needs, keeper(call), { id, ...call.body });
    return changed.ok ? accept({ search: await show(needs, keeper(call), id) }) : changed;
  });

  mount(server, contract.deleteSearch, async (call) =>
    done(await deleteSearch(needs, keeper(call), call.params.id)),
  );

  mount(server, contract.restoreSearch, async (call) => {
    const { id } = call.params;
    const restored = await restoreSearch(needs, keeper(call), id);
    return restored.ok ? accept({ search: await show(needs, keeper(call), id) }) : restored;
  });
  mountFollowing(server, needs);
}

function mountFollowing(server: FastifyInstance, needs: SearchDeskNeeds): void {
  mount(server, contract.followSearch, async (call) =>
    done(await followSearch(needs, keeper(call), { id: call.params.id, ...followedOf(call.body) })),
  );

  mount(server, contract.unfollowSearch, async ({ agencyId, session, params }) => {
    const follower = { personId: session.personId };
    await needs.transact(agencyId, ({ searches }) => searches.unfollow(params.id, follower));
    return accept({ done: true });
  });

  mount(server, contract.hookSearch, async (call) => {
    const { destinationId, schedule } = call.body;
    const followed = { schedule, byMail: false, isPaused: false };
    return done(await hookSearch(needs, keeper(call), { id: call.params.id, destinationId, ...followed }));
  });

  mount(server, contract.unhookSearch, async ({ agencyId, params }) => {
    const follower = { destinationId: params.destination };
    await needs.transact(agencyId, ({ searches }) => searches.unfollow(params.id, follower));
    return accept({ done: true });
  });

  mount(server, contract.listHookPosts, async ({ agencyId }) =>
    accept({ posts: await needs.alertReads.hookPosts(agencyId) }),
  );
}

/** A question that the wire would refuse is not saved either. */
async function readFor(
  needs: SearchDeskNeeds,
  { agencyId, at }: { readonly agencyId: string; readonly at: Instant },
  question: Static<typeof contract.SavedQuestion>,
) {
  return trialOf(needs, { agency: await agencyOf(needs.agencies, agencyId), at }, question);
}

function keeper(call: {
  readonly agencyId: string;
  readonly session: Session;
  readonly at: Instant;
}): Keeper {
  const { agencyId, session, at } = call;
  return { agencyId, personId: session.personId, mayShare: mayDo(session.roles, 'take-story'), at };
}

function done<R>(result: Result<true, R>): Result<{ done: true }, R> {
  return result.ok ? accept({ done: true }) : result;
}

function followedOf(following: {
  readonly schedule: AlertSchedule;
  readonly byMail: boolean;
  readonly paused: boolean;
}): Pick<Follow, 'schedule' | 'byMail' | 'isPaused'> {
  const { schedule, byMail, paused } = following;
  return { schedule, byMail, isPaused: paused };
}

type Listed = Reply<typeof contract.listSearches>;

async function listFor(needs: SearchDeskNeeds, by: Keeper): Promise<Listed> {
  return needs.transact(by.agencyId, async ({ searches, destinations }) => {
    const list = await searches.list(by.personId);
    const follows = await searches.followsOf(list.map(({ id }) => id));
    const systems = (await destinations.list()).filter(({ kind }) => kind === 'webhook');
    const names = new Map(systems.map(({ id, name }) => [id, name]));
    return {
      searches: list.flatMap((search) => searchShape(search, { follows, names, by }) ?? []),
      systems: systems.map(({ id, name }) => ({ id, name })),
    };
  });
}

async function show(needs: SearchDeskNeeds, by: Keeper, id: string): Promise<Listed['searches'][number]> {
  const found = (await listFor(needs, by)).searches.find((one) => one.id === id);
  if (!found) throw new Error(`search ${id} is not in the list it was just put on`);
  return found;
}

function searchShape(
  search: ListedSearch,
  known: {
    readonly follows: readonly Follow[];
    readonly names: ReadonlyMap<string, string>;
    readonly by: Keeper;
  },
): Listed['searches'][number] | undefined {
  const question = questionIn(search.question);
  // One that a later version of the node has saved.
  if (!question) return undefined;
  const { id, name, folder, scope, keptBy, changedAt } = search;
  const ours = known.follows.filter(({ searchId }) => searchId === id);
  const mine = ours.find(({ follower }) => 'personId' in follower && follower.personId === known.by.personId);
  return {
    id,
    name,
    folder,
    scope,
    question,
    keptBy,
    changedAt,
    mayChange: mayChange(search, known.by),
    followers: ours.filter(({ follower }) => 'personId' in follower).length,
    hooks: ours.flatMap(({ follower, schedule }) =>
      'destinationId' in follower
        ? [
            {
              destinationId: follower.destinationId,
              name: known.names.get(follower.destinationId) ?? '',
              schedule: scheduleShape(schedule),
            },
          ]
        : [],
    ),
    ...(mine
      ? { following: { schedule: scheduleShape(mine.schedule), byMail: mine.byMail, paused: mine.isPaused } }
      : {}),
  };
}

function scheduleShape(schedule: AlertSchedule) {
  return schedule.kind === 'hours' ? { ...schedule, hours: [...schedule.hours] } : schedule;
}
