import type { FastifyInstance } from 'fastify';
import { listTopics } from '#contract/topics.ts';
import { accept } from '#kernel/result.ts';
import type { TopicReads } from '#ports/reads/topics.ts';
import { mount } from '../mount.ts';

/** The vocabulary of media topics, for whoever chooses from it. */
export function mountTopics(server: FastifyInstance, { topics }: { readonly topics: TopicReads }): void {
  mount(server, listTopics, async () => {
    const list = await topics.list();
    return accept({
      release: list.release,
      imported: list.isImported,
      topics: list.topics
        .filter(({ isRetired }) => !isRetired)
        .map(({ code, name, ours, broader }) => ({ code, name, ours: [...ours], broader: [...broader] })),
    });
  });
}
