import type { PageReceived } from '#app/channel/receive-page.ts';
import type { Agency, Partner } from '#domain/newsroom/agency.ts';
import { refuse, type Result } from '#kernel/result.ts';
import type { AbortSignalLike } from '#ports/fetch.ts';
import type { Bell } from './bell.ts';
import type { Running } from './keep-doing.ts';

/** One partner's channel to one of our agencies. */
export type Link = { readonly agency: Agency; readonly partner: Partner };

export type ReadNeeds = {
  /** Every pinned partner of every agency of this node, as it stands now. */
  readonly links: () => Promise<readonly Link[]>;
  /** Asks for what is new, waiting at the partner up to so many seconds, and takes it in. */
  readonly readOnce: (
    link: Link,
    waitSeconds: number,
    signal: AbortSignalLike,
  ) => Promise<Result<Pick<PageReceived, 'added' | 'caughtUp'>, { readonly code: string }>>;
  /** Told when a partner that could not be read can be read again; a fault of it is a failure to read, and it is told again. */
  readonly onBack: (link: Link) => Promise<void>;
  readonly bell: Bell;
  readonly log: (line: { readonly what: string; readonly why?: string }) => void;
};

export type Reading = Running & {
  /** Gives up whatever is waited for, and asks every partner at once. */
  readonly askNow: () => void;
};

const WAIT_SECONDS = 25;
const LOOK_FOR_LINKS_MS = 1000;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Reads every partner's channel for as long as it runs, each in a lane of its own: a partner that hangs holds up nobody
 * else (I23). Failures back off to 30 s and a hint cuts the pause short.
 */
export function readChannels(needs: ReadNeeds): Reading {
  let stopping = false;
  const lanes = new Map<string, Promise<void>>();
  const asking = new Set<AbortController>();

  async function read(link: Link, waitSeconds: number, failures: number): ReturnType<ReadNeeds['readOnce']> {
    const cut = new AbortController();
    asking.add(cut);
    try {
      const outcome = await needs.readOnce(link, waitSeconds, cut.signal);
      if (failures > 0 && isOnward(outcome)) await needs.onBack(link);
      return outcome;
    } catch (fault) {
      return refuse({ code: fault instanceof Error ? fault.message : 'unknown fault' });
    } finally {
      asking.delete(cut);
    }
  }

  async function follow(link: Link): Promise<void> {
    let failures = 0;
    // What was heard before this process began may be too old for the freshness gate, and who was away may be back: both are
    // asked without waiting there.
    let waitSeconds = 0;
    while (!stopping) {
      const outcome = await read(link, waitSeconds, failures);
      waitSeconds = isOnward(outcome) ? WAIT_SECONDS : 0;
      if (isOnward(outcome)) {
        failures = 0;
        continue;
      }
      failures += 1;
      if (!outcome.ok) needs.log({ what: 'channel-not-read', why: outcome.error.code });
      if (!outcome.ok && STOPPED.has(outcome.error.code)) return;
      await needs.bell.wait(hintOf(link), Math.min(250 * 2 ** Math.min(failures, 10), LONGEST_PAUSE_MS));
    }
  }

  async function look(): Promise<void> {
    while (!stopping) {
      const links = await needs.links().catch(() => []);
      for (const link of links) {
        const name = hintOf(link);
        if (lanes.has(name)) continue;
        lanes.set(
          name,
          follow(link).finally(() => lanes.delete(name)),
        );
      }
      await needs.bell.wait('links', LOOK_FOR_LINKS_MS);
    }
  }

  const looking = look();
  return {
    askNow() {
      for (const cut of asking) cut.abort();
      for (const hint of lanes.keys()) needs.bell.ring(hint);
    },
    async stop() {
      stopping = true;
      needs.bell.close();
      await looking;
      // A long poll under way is cut by the process ending; nothing of it was taken in.
    },
  };
}

/** A head that promises more than is given would be asked for without a breath. */
function isOnward(outcome: Awaited<ReturnType<ReadNeeds['readOnce']>>): boolean {
  return outcome.ok && (outcome.value.caughtUp || outcome.value.added > 0);
}

/** A partner that is gone from the list, or whose channel a person must look at, is asked again with the next look. */
const STOPPED = new Set(['partner-gone']);

/** The name under which a hint for this link rings. */
export function hintOf({ agency, partner }: { agency: { id: string }; partner: { did: string } }): string {
  return `hint ${agency.id} ${partner.did}`;
}
