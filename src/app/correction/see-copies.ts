import type { Instant } from '#kernel/instant.ts';
import { judgeCopy, nextLook, type SeenPage } from '#domain/correction/judge-copy.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import type { CopyStore, CopyToSee } from '#ports/copy-store.ts';
import type { Transact } from '#ports/transaction.ts';

export type SeeCopiesNeeds = {
  readonly transact: Transact<{ readonly copies: CopyStore }>;
  /** Asks for a public address as any reader would; nothing when no answer comes. */
  readonly seePage: (url: string) => Promise<SeenPage | undefined>;
};

/** As many in one look; the others come with the next. */
const MOST = 40;

/**
 * Looks at the addresses that holders name in their last word, and keeps what is seen there beside it: a holder's word is
 * taken, and checked where anybody could check it. Gives how many were looked at.
 */
export async function seeCopies(needs: SeeCopiesNeeds, agency: Agency, at: Instant): Promise<number> {
  const due = await needs.transact(agency.id, ({ copies }) => copies.due(at, MOST));
  for (const copy of due) {
    const finding = judgeCopy(askedOf(copy), await needs.seePage(copy.url));
    const nextAt = nextLook(finding, copy.looks + 1, at);
    await needs.transact(agency.id, ({ copies }) =>
      copies.record({ copy, finding, at, ...(nextAt === undefined ? {} : { nextAt }) }),
    );
  }
  return due.length;
}

function askedOf({ kind, version }: CopyToSee): Parameters<typeof judgeCopy>[0] {
  return kind === 'correction' ? { kind, version } : { kind: kind === 'kill' ? 'kill' : 'withhold' };
}
