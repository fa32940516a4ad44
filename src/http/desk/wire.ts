import type { FastifyInstance } from 'fastify';
import * as contract from '#contract/wire.ts';
import type { Query, Reply } from '#contract/endpoint.ts';
import { UNDO_SECONDS } from '#app/take/take-item.ts';
import { readQuestion, type Lexicons, type ReadQuestion } from '#formats/lexicon/read-question.ts';
import type { Session } from '#domain/newsroom/session.ts';
import { parseInstant, plusSeconds, type Instant } from '#kernel/instant.ts';
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
  readonly lexicons: Lexicons;
};

/** The wire and one story of it. */
export function mountWire(server: FastifyInstance, needs: WireDeskNeeds): void {
  mount(server, contract.listWire, async ({ agencyId, query, at }) => {
    const read = readWords(query, needs.lexicons);
    const page = await needs.wire.list(agencyId, questionOf(query, at, read));
    return accept({
      ...page,
      soughtAs: [...(read?.sought ?? [])].map(({ as, ...one }) => ({ ...one, as: [...as] })),
    });
  });

  mount(server, contract.listArrivals, async ({ agencyId, query, at }) =>
    accept(await needs.wire.arrivals(agencyId, { at, from: query.from ?? 'all' })),
  );

  mount(server, contract.readStory, async ({ agencyId, session, params, at }) => {
    const story = await needs.stories.read(agencyId, params.id, at);
    if (!story) return refuse({ code: 'not-found' });
    const judged = await needs.judgeStory(story, { agencyId, session, at });
    return accept({ ...storyReply(story, server.door.publicOrigin), ...judged });
  });
}

const LINES = { usual: 50, most: 100 };

/** What was typed, in its own language and in others; undefined when nothing was. */
function readWords(
  { q, asTyped }: Query<typeof contract.listWire>,
  lexicons: Lexicons,
): ReadQuestion | undefined {
  if (q === undefined || q.trim() === '') return undefined;
  return readQuestion(q, { lexicons, asTyped: asTyped?.split('|') ?? [] });
}

function questionOf(
  query: Query<typeof contract.listWire>,
  at: Instant,
  read: ReadQuestion | undefined,
): WireQuestion {
  const { q: _typed, asTyped: _kept, from, limit, hour, ...rest } = query;
  const since = parseInstant(hour ?? '');
  return {
    ...rest,
    at,
    from: from ?? 'all',
    limit: Math.min(Math.max(Number(limit ?? LINES.usual), 1), LINES.most),
    ...(since ? { hour: since } : {}),
    ...(read ? { terms: read.terms } : {}),
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
