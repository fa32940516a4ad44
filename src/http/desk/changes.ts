import type { FastifyInstance } from 'fastify';
import { awaitChanges, LONGEST_WAIT_SECONDS } from '#contract/changes.ts';
import { accept } from '#kernel/result.ts';
import { mount } from '../mount.ts';

export type ChangesNeeds = {
  /** The mark of the agency as soon as it is another than this one, or after so many seconds. */
  readonly untilChanged: (agencyId: string, after: string, seconds: number) => Promise<string>;
};

/** Desks wait here, and then ask anew what they show: what changed, each door judges for whoever asks. */
export function mountChanges(server: FastifyInstance, { untilChanged }: ChangesNeeds): void {
  mount(server, awaitChanges, async ({ agencyId, query }) =>
    accept({ mark: await untilChanged(agencyId, query.after ?? '', LONGEST_WAIT_SECONDS) }),
  );
}
