import type { Instant } from '#kernel/instant.ts';
import { silentSince } from '#domain/item/is-source-silent.ts';
import type { Source } from '#ports/source-store.ts';

/** A source that somebody should look at: it stopped by itself, or what used to come does not. */
export type SourceTrouble = {
  readonly id: string;
  readonly name: string;
  readonly trouble: 'stopped' | 'silent';
  readonly since: Instant;
  /** How its last reading failed, in English; empty where it did not. */
  readonly detail: string;
};

/** Longest first. A source that people have paused is nobody's trouble. */
export function sourceTroubles(sources: readonly Source[], at: Instant): readonly SourceTrouble[] {
  const troubles = sources.flatMap((source): SourceTrouble[] => {
    const detail = source.lastOutcome?.detail ?? '';
    const { id, name, stoppedAt } = source;
    if (stoppedAt !== undefined) return [{ id, name, trouble: 'stopped', since: stoppedAt, detail }];
    const since = silenceOf(source, at);
    return since === undefined ? [] : [{ id, name, trouble: 'silent', since, detail }];
  });
  return troubles.toSorted((one, other) => (one.since < other.since ? -1 : 1));
}

/** Since when an active source has brought nothing, where that is too long. */
export function silenceOf(source: Source, at: Instant): Instant | undefined {
  if (source.state === 'paused') return undefined;
  return silentSince(source.arrivals, source.settings.silentAfter, at);
}
