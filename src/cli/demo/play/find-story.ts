import { listWire, readStory } from '#contract/wire.ts';
import type { Reply } from '#contract/endpoint.ts';
import type { DeskClient } from '../../desk-client.ts';
import { until } from '../until.ts';

export type StoryLine = Reply<typeof listWire>['stories'][number];

/** The story with this headline on a wire, by reading the list as a person does. */
export async function lineOf(
  desk: DeskClient,
  from: 'own' | 'partners',
  headline: string,
): Promise<StoryLine | undefined> {
  const { stories } = await desk.demand(listWire, { query: { from, limit: '100' } });
  return stories.find((story) => story.headline === headline);
}

export async function untilOnWire(desk: DeskClient, from: 'own' | 'partners', headline: string) {
  return until(`"${headline}" on the wire of ${desk.origin}`, () => lineOf(desk, from, headline));
}

export async function headlinesFound(desk: DeskClient, q: string): Promise<readonly string[]> {
  const { stories } = await desk.demand(listWire, { query: { from: 'all', q } });
  return stories.map(({ headline }) => headline);
}

export function storyAt(desk: DeskClient, id: string) {
  return desk.demand(readStory, { params: { id } });
}
