import type { FastifyInstance } from 'fastify';
import * as contract from '#contract/wire.ts';
import type { Query, Reply } from '#contract/endpoint.ts';
import { UNDO_SECONDS } from '#app/take/take-item.ts';
import { askWire, type AskNeeds, type Marked, type WireAsk } from '#app/search/ask-wire.ts';
import { originOfDid } from '#domain/newsroom/origin-of-did.ts';
import type { Session } from '#domain/newsroom/session.ts';
import { parseInstant, plusSeconds, type Instant } from '#kernel/instant.ts';
import { accept, refuse } from '#kernel/result.ts';
import type { AsideStore } from '#ports/aside-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { Story, StoryReads } from '#ports/reads/story.ts';
import type { AgencyDirectory } from '#ports/partner-store.ts';
import { agencyOf } from '../agency-of.ts';
import { mount } from '../mount.ts';

type StoryReply = Reply<typeof contract.readStory>;

/** What an agreement lets this person do with a story now, and its words. */
export type JudgedStory = Pick<StoryReply, 'rights' | 'may'>;

/** Asks the same rules that will judge the click (docs/tour.md). */
export type JudgeStory = (
  story: Story,
  asked: { readonly agencyId: string; readonly session: Session; readonly at: Instant },
) => Promise<JudgedStory>;

export type WireDeskNeeds = AskNeeds & {
  readonly agencies: Pick<AgencyDirectory, 'find'>;
  readonly stories: StoryReads;
  readonly judgeStory: JudgeStory;
  readonly inAsides: Transact<{ readonly asides: AsideStore }>;
};

/** The wire and one story of it. */
export function mountWire(server: FastifyInstance, needs: WireDeskNeeds): void {
  mount(server, contract.listWire, async ({ agencyId, session, query, at }) => {
    const agency = await agencyOf(needs.agencies, agencyId);
    const asked = await askWire(needs, { agency, at }, { ...askOf(query), ...asideOf(query, session) });
    if (!asked.ok) return asked;
    const { read, stories, without, ...page } = asked.value;
    return accept({
      ...page,
      stories: stories.map(({ marked, ...line }) => ({
        ...line,
        ...(marked ? { marked: copyOf(marked) } : {}),
      })),
      parts: read.parts.flatMap(({ want, ...part }) => (want === 'any' ? [] : [{ ...part, want }])),
      without: [...without],
      soughtAs: read.sought.map(({ as, own = [], ...one }) => ({ ...one, as: [...as], own: [...own] })),
    });
  });

  mount(server, contract.listArrivals, async ({ agencyId, query, at }) =>
    accept(await needs.wire.arrivals(agencyId, { at, from: query.from ?? 'all' })),
  );

  mount(server, contract.setAside, async ({ agencyId, session: { personId }, body, at }) => {
    const { storyIds: ids, aside } = body;
    const seen = await needs.wire.texts(agencyId, { ids, at });
    if (seen.length === 0) return refuse({ code: 'not-found' });
    const mark = { personId, itemIds: seen.map(({ id }) => id), ...(aside === 'none' ? {} : { aside }) };
    await needs.inAsides(agencyId, ({ asides }) => asides.set(mark, at));
    return accept({ done: true });
  });

  mount(server, contract.readStory, async ({ agencyId, session, params, at }) => {
    const story = await needs.stories.read(agencyId, params.id, at);
    if (!story) return refuse({ code: 'not-found' });
    const judged = await needs.judgeStory(story, { agencyId, session, at });
    const { did } = await agencyOf(needs.agencies, agencyId);
    const origin = originOfDid(did, server.door.publicOrigin);
    return accept({ ...storyReply(story, origin), ...judged });
  });

  mount(server, contract.judgeStories, async ({ agencyId, session, query, at }) => {
    const stories: Reply<typeof contract.judgeStories>['stories'] = [];
    for (const id of new Set(query.ids.split(','))) {
      const story = await needs.stories.read(agencyId, id, at);
      if (!story) continue;
      const { rights, may } = await needs.judgeStory(story, { agencyId, session, at });
      const { agreement } = rights;
      stories.push({
        id,
        isTaken: story.take !== undefined,
        take: may.take,
        ...(agreement ? { agreement } : {}),
      });
    }
    return accept({ stories });
  });
}

const LINES = { usual: 50, most: 100 };

/** What stands in the address, as a person means it; a saved search says it in the same words. */
export function askOf(query: Query<typeof contract.listWire>): WireAsk {
  const { asTyped, from, limit, taken, published, lastDays, hour, aside: _mine, ...rest } = query;
  const since = parseInstant(hour ?? '');
  return {
    ...rest,
    from: from ?? 'all',
    limit: Math.min(Math.max(Number(limit ?? LINES.usual), 1), LINES.most),
    ...(asTyped === undefined ? {} : { asTyped: asTyped.split('|') }),
    ...(taken === undefined ? {} : { taken: taken === 'yes' }),
    ...(published === undefined ? {} : { published: published === 'yes' }),
    ...(lastDays === undefined ? {} : { lastDays: Number(lastDays) }),
    ...(since ? { hour: since } : {}),
  };
}

/** A person's own marks: a program with a key has none, and is shown nobody's. */
function asideOf(
  { aside }: Query<typeof contract.listWire>,
  { personId, isOfKey }: Session,
): Pick<WireAsk, 'aside'> {
  return aside === undefined || isOfKey ? {} : { aside: { personId, want: aside } };
}

function copyOf({ headline, extract }: Marked) {
  return { headline: [...headline], ...(extract ? { extract: [...extract] } : {}) };
}

function storyReply(story: Story, origin: string): Omit<StoryReply, 'rights' | 'may'> {
  const { take, publications, ...rest } = story;
  return {
    ...rest,
    publications: publications.map(({ path, ...one }) => ({ ...one, url: `${origin}${path}` })),
    ...(take ? { take: { ...take, undoUntil: plusSeconds(take.takenAt, UNDO_SECONDS) } } : {}),
  };
}
