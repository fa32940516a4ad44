import type { Instant } from '#kernel/instant.ts';
import { judgeCopy, nextLook, type AskedOfCopy, type SeenPage } from '#domain/correction/judge-copy.ts';
import { changedWords, publishedWords, type KnownWords } from '#domain/correction/known-words.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import type { CopyStore, CopyToSee } from '#ports/copy-store.ts';
import type { Transact } from '#ports/transaction.ts';
import { knownWords } from './known-words.ts';

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
    const seen = await needs.seePage(copy.url);
    await needs.transact(agency.id, async ({ copies }) => {
      const known = seen?.text === undefined ? undefined : await knownWords(copies, copy);
      const { finding, words = [] } = judgeCopy(askedOf(copy, known), seen);
      const nextAt = nextLook(finding, copy.looks + 1, at);
      await copies.record({ copy, finding, words, at, ...(nextAt === undefined ? {} : { nextAt }) });
    });
  }
  return due.length;
}

function askedOf({ kind, version }: CopyToSee, known: KnownWords | undefined): AskedOfCopy {
  if (kind === 'correction')
    return { kind, version, ...(known ? { changes: changedWords(known, version) } : {}) };
  return {
    kind: kind === 'kill' ? 'kill' : 'withhold',
    ...(known ? { published: publishedWords(known) } : {}),
  };
}
