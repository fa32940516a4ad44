import type { FastifyInstance } from 'fastify';
import * as contract from '#contract/wire.ts';
import type { Query, Reply } from '#contract/endpoint.ts';
import { UNDO_SECONDS } from '#app/take/take-item.ts';
import { queryLexemes } from '#formats/lexemes/query-lexemes.ts';
import type { Session } from '#domain/newsroom/session.ts';
import { plusSeconds, type Instant } from '#kernel/instant.ts';
import { accept, refuse } from '#kernel/result.ts';
import type { Story, StoryReads } from '#ports/reads/story.ts';
import type { WireQuestion, WireReads } from '#ports/reads/wire.ts';
import { mount } from '../mount.ts';

type StoryReply = Reply<typeof contract.readStory>;

/** What an agreement lets this person do with a story now, and its words. */
export type JudgedStory = Pick<StoryReply, 'rights' | 'may'>;

/** Asks the same rules that will judge the click (docs/tour.md). */
export type JudgeStory = (
  story: Story,
  asked: { readonly agencyId: string; readonly session: Session; readonly at: Instant },
) => Promise<JudgedStory>;

export type WireDeskNeeds = {
  readonly wire: WireReads;
  readonly stories: StoryReads;
  readonly judgeStory: JudgeStory;
};

/** The wire and one story of it. */
export function mountWire(server: FastifyInstance, needs: WireDeskNeeds): void {
  mount(server, contract.listWire, async ({ agencyId, query, at }) =>
    accept(await needs.wire.list(agencyId, questionOf(query, at))),
  );

  mount(server, contract.readStory, async ({ agencyId, session, params, at }) => {
    const story = await needs.stories.read(agencyId, params.id, at);
    if (!story) return refuse({ code: 'not-found' });
    const judged = await needs.judgeStory(story, { agencyId, session, at });
    return accept({ ...storyReply(story, server.door.publicOrigin), ...judged });
  });
}

const LINES = { usual: 50, most: 100 };

function questionOf(query: Query<typeof contract.listWire>, at: Instant): WireQuestion {
  const { q, from, limit, ...rest } = query;
  const terms = q === undefined || q.trim() === '' ? undefined : queryLexemes(q);
  return {
    ...rest,
    at,
    from: from ?? 'all',
    limit: Math.min(Math.max(Number(limit ?? LINES.usual), 1), LINES.most),
    ...(terms ? { terms } : {}),
  };
}

function storyReply(story: Story, origin: string): Omit<StoryReply, 'rights' | 'may'> {
  const { take, publications, ...rest } = story;
  return {
    ...rest,
    publications: publications.map(({ path, ...one }) => ({ ...one, url: `${origin}${path}` })),
    ...(take ? { take: { ...take, undoUntil: plusSeconds(take.takenAt, UNDO_SECONDS) } } : {}),
  };
}
