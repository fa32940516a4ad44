import { millisecondsOf, type Instant } from '#kernel/instant.ts';
import type { Result } from '#kernel/result.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import type { Clock } from '#ports/world.ts';
import type { Bell } from './bell.ts';
import type { Link } from './read-channels.ts';

const EVERY_MS = 5000;
const FIRST_REST_MS = 15_000;
const LONGEST_REST_MS = 3_600_000;

type Trouble = { readonly code: string };

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

/**
 * Every few seconds, and at once when a leaf was written, signs each agency's transparency log. Partners cosign it beside,
 * each in its own time: one that is away rests, twice as long each time up to an hour, and is never given up (I23).
 */
export function keepLogs(needs: KeepLogsNeeds): { stop(): Promise<void> } {
  let stopping = false;
  const standings = new Map<string, Standing>();
  const asking = new Set<string>();
  const note = (fault: unknown): Trouble => ({
    code: fault instanceof Error ? fault.message : 'unknown fault',
  });

  async function signAll(): Promise<ReadonlyMap<string, number>> {
    const sizes = new Map<string, number>();
    for (const agency of await needs.agencies()) {
      const signed = await needs.sign(agency, needs.clock.now());
      if (signed.ok) sizes.set(agency.id, signed.value);
      else needs.log({ what: 'transparency-stopped', why: signed.error.code });
    }
    return sizes;
  }

  async function ask(name: string, link: Link): Promise<void> {
    const at = needs.clock.now();
    const asked = await needs
      .witness(link, at)
      .catch((fault: unknown) => ({ ok: false, error: note(fault) }) as const);
    const before = standings.get(name) ?? { size: 0, failures: 0 };
    if (asked.ok) standings.set(name, { size: asked.value, failures: 0, untilMs: 0 });
    else {
      needs.log({ what: 'transparency-not-cosigned', why: asked.error.code });
      const restMs = Math.min(FIRST_REST_MS * 2 ** Math.min(before.failures, 20), LONGEST_REST_MS);
      const untilMs = millisecondsOf(at) + restMs;
      standings.set(name, { size: before.size, failures: before.failures + 1, untilMs });
    }
  }

  function askDue(links: readonly Link[], sizes: ReadonlyMap<string, number>): void {
    const nowMs = millisecondsOf(needs.clock.now());
    for (const link of links) {
      const name = `${link.agency.id} ${link.partner.did}`;
      const { size, untilMs } = standings.get(name) ?? { size: 0, untilMs: 0 };
      if (size >= (sizes.get(link.agency.id) ?? 0) || untilMs > nowMs || asking.has(name)) continue;
      asking.add(name);
      void ask(name, link).finally(() => asking.delete(name));
    }
  }

  async function keep(): Promise<void> {
    while (!stopping) {
      await Promise.all([signAll(), needs.links()]).then(
        ([sizes, links]) => askDue(links, sizes),
        (fault: unknown) => needs.log({ what: 'transparency-fault', why: note(fault).code }),
      );
      if (!stopping) await needs.bell.wait('transparency', EVERY_MS);
    }
  }
  const keeping = keep();
  return {
    async stop() {
      stopping = true;
      needs.bell.ring('transparency');
      await keeping;
    },
  };
}
