import type { Instant } from '#kernel/instant.ts';
import type { Result } from '#kernel/result.ts';
import type { RemoteRefusal } from '#ports/remote.ts';
import type { Source, SourceCursor, SourceOutcome } from '#ports/source-store.ts';
import { afterFailure, afterSuccess } from './back-off.ts';
import { newIn, type DocumentReport, type Reading, type ReadingNeeds } from './reading.ts';

/** Readings that broke off at one document before it is set aside, so that those behind it come. */
const MOST_STUCK = 3;

/** What a visit to another computer has brought so far: kept while it goes on, for it may break off at any moment. */
export type Taking = {
  items: number;
  refused: number;
  sizeBytes: number;
  /** The document that is being taken. */
  at?: string;
  /** Something went wrong with one document, and the visit went on. */
  complaint?: string;
  /** Where the next visit goes on. */
  cursor: Partial<SourceCursor>;
};

export const nothingTaken = (): Taking => ({ items: 0, refused: 0, sizeBytes: 0, cursor: {} });

/**
 * Makes a visit. A document over which this program itself stumbles ends it like a broken connection: told, tried again later, and
 * set aside in the end, so that it does not keep the others.
 */
export async function visiting(
  taking: Taking,
  visit: () => Promise<Result<unknown, RemoteRefusal>>,
): Promise<{ readonly failure?: RemoteRefusal }> {
  try {
    const visited = await visit();
    return visited.ok ? {} : { failure: visited.error };
  } catch (fault) {
    if (taking.at === undefined) throw fault;
    const words = fault instanceof Error ? fault.message : String(fault);
    return { failure: { code: 'document-failed', detail: `This program failed at ${taking.at}: ${words}` } };
  }
}

/** Counts what the door said to one document. */
export function count(taking: Taking, report: Result<DocumentReport, unknown>): void {
  if (!report.ok) taking.refused += 1;
  else {
    taking.items += newIn(report.value);
    taking.refused += report.value.refused.length;
  }
}

/** Have so many readings broken off at this document that it has to be set aside? */
export function isStuckAt({ cursor }: Source, name: string): boolean {
  return cursor.stuckAt === name && (cursor.stuckTimes ?? 0) >= MOST_STUCK;
}

type Visit = { readonly source: Source; readonly at: Instant; readonly began: number };

/** The reading that a visit comes to: what was taken counts, also when it broke off. */
export function readingOf(
  needs: Pick<ReadingNeeds, 'chance'>,
  { source, at, began }: Visit,
  taking: Taking,
  ended: { readonly failure?: RemoteRefusal; readonly waitSeconds?: number },
): Reading {
  const { items, refused, sizeBytes, complaint } = taking;
  const milliseconds = Math.round(performance.now() - began);
  const { stuckAt: _at, stuckTimes: _times, ...before } = source.cursor;
  const told = { items, refused, sizeBytes, milliseconds };
  if (ended.failure === undefined) {
    const outcome: SourceOutcome = { ok: complaint === undefined, ...told, detail: complaint ?? '' };
    const cursor = afterSuccess(needs, { source: { ...source, cursor: before }, at }, ended.waitSeconds);
    return {
      outcome: { ...outcome, detail: clipped(outcome.detail) },
      cursor: { ...cursor, ...taking.cursor },
    };
  }
  const { code, detail } = ended.failure;
  const failed = { ok: false, ...told, detail: `${code}: ${detail}` };
  const reading = afterFailure(needs, { source: { ...source, cursor: before }, at }, failed);
  return {
    ...reading,
    cursor: { ...reading.cursor, ...taking.cursor, ...stuck(source, taking) },
    // What nobody but a person may decide is not tried again by itself.
    isStopped: reading.isStopped === true || code === 'host-key-changed' || code === 'host-key-unconfirmed',
  };
}

function stuck({ cursor }: Source, { at }: Taking): Pick<SourceCursor, 'stuckAt' | 'stuckTimes'> {
  if (at === undefined) return {};
  return { stuckAt: at, stuckTimes: cursor.stuckAt === at ? (cursor.stuckTimes ?? 0) + 1 : 1 };
}

function clipped(detail: string): string {
  return detail.slice(0, 500).toWellFormed();
}
