import { plusSeconds, type Instant } from '#kernel/instant.ts';
import { never } from '#kernel/never.ts';
import type { AgencyDirectory } from '#ports/partner-store.ts';
import type { Source, SourceCursor, SourceOutcome, SourceStore } from '#ports/source-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { Ids } from '#ports/world.ts';
import type { Reading, ReadingNeeds, SourceAgency } from './reading.ts';
import { runFeed } from './run-feed.ts';
import { runFolder } from './run-folder.ts';
import { runImap } from './run-imap.ts';
import { runSftp } from './run-sftp.ts';
import { sourceMemory } from './source-memory.ts';

type SourceStores = { readonly sources: SourceStore };

export type RunSourcesNeeds<Stores extends SourceStores> = ReadingNeeds & {
  readonly transact: Transact<Stores>;
  readonly agencies: AgencyDirectory;
  readonly ids: Ids;
};

/** Ids of sources that are being read now: a slow feed is not read twice at once. */
const running = new Set<string>();

/**
 * Reads every source of every agency that is due, all at once; a hanging one delays no other (I23). The worker calls it
 * every second or two and need not wait for it. Gives how many new versions came.
 */
export async function runDueSources<Stores extends SourceStores>(
  needs: RunSourcesNeeds<Stores>,
  at: Instant,
): Promise<number> {
  const counts: Promise<number>[] = [];
  for (const agency of await needs.agencies.list()) {
    const sources = await needs.transact(agency.id, (stores) => stores.sources.list());
    counts.push(
      ...sources.filter((source) => isDue(source, at)).map((source) => runSource(needs, agency, source, at)),
    );
  }
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
}

/** Reads one source now, due or not; nothing when it is being read already. */
export async function runSource<Stores extends SourceStores>(
  needs: RunSourcesNeeds<Stores>,
  agency: SourceAgency,
  source: Source,
  at: Instant,
): Promise<number> {
  if (running.has(source.id)) return 0;
  running.add(source.id);
  try {
    const reading = scheduled(source, at, await readKind(needs, agency, source, at));
    if (reading && isWorthNoting(source, reading.outcome, reading.cursor))
      await needs.transact(agency.id, ({ sources }) => sources.recordRun(source.id, { at, ...reading }));
    return reading?.outcome.items ?? 0;
  } finally {
    running.delete(source.id);
  }
}

/** A folder whose settings say how often waits like a feed. */
function scheduled(
  { kind, settings }: Source,
  at: Instant,
  reading: Reading | undefined,
): Reading | undefined {
  if (reading === undefined || kind !== 'folder' || settings.everySeconds === undefined) return reading;
  return { ...reading, cursor: { ...reading.cursor, nextAt: plusSeconds(at, settings.everySeconds) } };
}

/** Folders are looked into each time: a look costs one readdir. Others wait for their moment, pushes come by themselves. */
function isDue({ state, kind, cursor }: Source, at: Instant): boolean {
  return state === 'active' && kind !== 'push' && (cursor.nextAt === undefined || cursor.nextAt <= at);
}

async function readKind<Stores extends SourceStores>(
  needs: RunSourcesNeeds<Stores>,
  agency: SourceAgency,
  source: Source,
  at: Instant,
): Promise<Reading | undefined> {
  switch (source.kind) {
    case 'folder':
      return runFolder(needs, agency, source, at);
    case 'feed':
      return runFeed(needs, agency, source, at);
    case 'imap':
      return runImap({ ...needs, memory: sourceMemory(needs, agency, source, at) }, agency, source, at);
    case 'sftp':
      return runSftp({ ...needs, memory: sourceMemory(needs, agency, source, at) }, agency, source, at);
    case 'push':
      return undefined;
    default:
      return never(source.kind);
  }
}

/** An empty look into a folder is not written down every second: nothing happened. */
function isWorthNoting(source: Source, outcome: SourceOutcome, cursor: SourceCursor): boolean {
  const isSame = outcome.ok === source.lastOutcome?.ok && outcome.detail === source.lastOutcome.detail;
  const isEmpty = outcome.items === 0 && outcome.refused === 0;
  return !isEmpty || !isSame || cursor !== source.cursor;
}
