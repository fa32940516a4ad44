import { accept, type Result } from '#kernel/result.ts';
import type { Instant } from '#kernel/instant.ts';
import { compareRelease, type ReleaseOlder } from '#domain/item/topic-release.ts';
import { climbTopics } from '#domain/item/topic-tree.ts';
import { parseMediaTopics, type MediaTopicsRefusal } from '#formats/mediatopics/parse-media-topics.ts';
import type { ActivityStore } from '#ports/activity-store.ts';
import type { TopicStore } from '#ports/topic-store.ts';
import type { Transact } from '#ports/transaction.ts';

export type ImportTopicsNeeds = {
  readonly transact: Transact<{ readonly topics: TopicStore; readonly activities: ActivityStore }>;
};

type By = {
  readonly agency: { readonly id: string };
  readonly personId: string;
  readonly at: Instant;
};

/** What an import did. With nothing added and nothing changed, nothing was written. */
export type ImportedTopics = {
  readonly releasedAt: Instant;
  /** In the file. */
  readonly topics: number;
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly retired: readonly string[];
};

/**
 * Takes in a release of the media topic vocabulary for the whole node, in one transaction; the same file again changes
 * nothing. What is known and not in it stays. Items are sorted by it afterwards, by a job of each agency.
 */
export async function importTopics(
  needs: ImportTopicsNeeds,
  { agency, personId, at }: By,
  { text, force }: { readonly text: string; readonly force: boolean },
): Promise<Result<ImportedTopics, MediaTopicsRefusal | ReleaseOlder>> {
  const parsed = parseMediaTopics(text);
  if (!parsed.ok) return parsed;
  const release = parsed.value;
  return needs.transact(agency.id, async ({ topics, activities }) => {
    const known = await topics.lock();
    const compared = compareRelease(release, known.topics, { here: known.here, force });
    if (!compared.ok) return compared;
    const { added, changed, retired } = compared.value;
    const counts = { added: added.length, changed: changed.length, retired: retired.length };
    if (added.length + changed.length > 0) {
      const all = new Map([...known.topics, ...release.topics.map((topic) => [topic.code, topic] as const)]);
      const above = climbTopics([...all.values()]);
      await topics.save(release, { changes: compared.value, above, at });
      const what = 'topics-imported';
      await activities.record({ at, personId, what, subject: release.releasedAt, facts: counts });
    }
    return accept({ releasedAt: release.releasedAt, topics: release.topics.length, added, changed, retired });
  });
}
