import type { VerifiedEntry } from '#app/channel/read-entry.ts';

/** The drill that an entry is about; drills are named by a UUID, in lower case. */
export function drillNamed({ entry }: Pick<VerifiedEntry, 'entry'>): string | undefined {
  const { drill } = entry.data;
  return typeof drill === 'string' && UUID.test(drill) ? drill : undefined;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
