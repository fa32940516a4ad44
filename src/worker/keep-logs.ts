import { millisecondsOf, type Instant } from '#kernel/instant.ts';
import type { Result } from '#kernel/result.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import type { Clock } from '#ports/world.ts';
import type { Bell } from './bell.ts';
import { hintOf, type Link } from './read-channels.ts';

const EVERY_MS = 5000;
const FIRST_REST_MS = 15_000;
const LONGEST_REST_MS = 3_600_000;
/** Whoever has declined is not away: the same question gets the same answer until people have spoken. */
const LONGEST_REST_DECLINED_MS = 86_400_000;

type Trouble = {
  readonly code: string;
  /** Where a log is broken: at which of its leaves, or in which of its tiles. */
  readonly leaf?: number;
  readonly tile?: string;
};

export type KeepLogsNeeds = {
  readonly agencies: () => Promise<readonly Agency[]>;
  /** Every pinned partner of every agency of this node. */
  readonly links: () => Promise<readonly Link[]>;
  /** Signs what waits; gives the size of the log. */
  readonly sign: (agency: Agency, at: Instant) => Promise<Result<number, Trouble>>;
  /** Has a partner cosign; gives the size that it has cosigned. */
  readonly witness: (link: Link, at: Instant) => Promise<Result<number, Trouble>>;
  readonly clock: Clock;
  readonly bell: Bell;
  readonly log: (line: { readonly what: string; readonly why?: string }) => void;
};

/** Where a partner stands: what it cosigned, how often in a row it could not be asked, and until when it rests. */
type Standing = { readonly size: number; readonly failures: number; readonly untilMs: number };

export type LogKeeping = {
  /** The partner answers again: it is asked with the next look, however long it was to rest. */
  isBack(link: Link): void;
  stop(): Promise<void>;
};

/**
 * Every few seconds, and at once when a leaf was written, signs each agency's transparency log. Partners cosign it beside,
 * each in its own time: one that is away rests, twice as long each time up to an hour, one that declines up to a day, and none
 * is given up (I23).
 */
export function keepLogs(needs: KeepLogsNeeds): LogKeeping {
  let stopping = false;
  const signAll = signing(needs);
  const { askDue, isBack } = cosigning(needs);
  async function keep(): Promise<void> {
    while (!stopping) {
      await Promise.all([signAll(), needs.links()]).then(
        ([sizes, links]) => askDue(links, sizes),
        (fault: unknown) => needs.log({ what: 'transparency-fault', why: troubleOf(fault).code }),
      );
      if (!stopping) await needs.bell.wait('transparency', EVERY_MS);
    }
  }
  const keeping = keep();
  return {
    isBack,
    async stop() {
      stopping = true;
      needs.bell.ring('transparency');
      await keeping;
    },
  };
}

/** Signs every log; gives their sizes. Why one stands still is said once, not with every look. */
function signing({ agencies, sign, clock, log }: KeepLogsNeeds): () => Promise<ReadonlyMap<string, number>> {
  const stopped = new Map<string, string>();
  return async () => {
    const sizes = new Map<string, number>();
    for (const agency of await agencies()) {
      const signed = await sign(agency, clock.now());
      if (signed.ok) {
        sizes.set(agency.id, signed.value);
        stopped.delete(agency.id);
        continue;
      }
      const why = whyOf(signed.error);
      if (stopped.get(agency.id) !== why) log({ what: 'transparency-stopped', why });
      stopped.set(agency.id, why);
    }
    return sizes;
  };
}

/** Asks every partner that is due, and waits for none. */
function cosigning({ witness, clock, log }: KeepLogsNeeds) {
  const standings = new Map<string, Standing>();
  const asking = new Set<string>();
  async function ask(name: string, link: Link): Promise<void> {
    const at = clock.now();
    const asked = await witness(link, at);
    if (asked.ok) {
      standings.set(name, { size: asked.value, failures: 0, untilMs: 0 });
      return;
    }
    log({ what: 'transparency-not-cosigned', why: asked.error.code });
    const { size, failures } = standings.get(name) ?? { size: 0, failures: 0 };
    const longest = asked.error.code === 'witness-refused' ? LONGEST_REST_DECLINED_MS : LONGEST_REST_MS;
    const restMs = Math.min(FIRST_REST_MS * 2 ** Math.min(failures, 20), longest);
    standings.set(name, { size, failures: failures + 1, untilMs: millisecondsOf(at) + restMs });
  }
  function askDue(links: readonly Link[], sizes: ReadonlyMap<string, number>): void {
    const nowMs = millisecondsOf(clock.now());
    for (const link of links) {
      const name = hintOf(link);
      const { size, untilMs } = standings.get(name) ?? { size: 0, untilMs: 0 };
      if (size >= (sizes.get(link.agency.id) ?? 0) || untilMs > nowMs || asking.has(name)) continue;
      asking.add(name);
      // A fault is ours, not the partner's: it is asked again with the next look.
      void ask(name, link)
        .catch((fault: unknown) => log({ what: 'transparency-fault', why: troubleOf(fault).code }))
        .finally(() => asking.delete(name));
    }
  }
  function isBack(link: Link): void {
    const standing = standings.get(hintOf(link));
    if (standing) standings.set(hintOf(link), { ...standing, failures: 0, untilMs: 0 });
  }
  return { askDue, isBack };
}

function whyOf({ code, leaf, tile }: Trouble): string {
  if (leaf !== undefined) return `${code} at leaf ${leaf}`;
  return tile === undefined ? code : `${code} in tile ${tile}`;
}

function troubleOf(fault: unknown): Trouble {
  return { code: fault instanceof Error ? fault.message : 'unknown fault' };
}
