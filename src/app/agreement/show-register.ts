import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { InterfaceLanguage } from '#kernel/language.ts';
import type { QuotaLeft } from '#domain/agreement/quota-left.ts';
import type { SaidClause } from '#domain/agreement/say/say-agreement.ts';
import { redline, type RedlinedClause } from '#domain/agreement/talks/redline.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import { saysWords } from '#formats/lexemes/says-words.ts';
import type { RecallReads } from '#ports/reads/recalls.ts';
import { commitmentsOf, type CommitmentLine, type CommitmentNeeds } from './commitment/show-commitments.ts';
import { countOwed, sumOwed, type Owed } from './count-owed.ts';
import { otherParties } from './parties-of.ts';
import { readAllQuotas } from './read-quotas.ts';
import { asTextOf } from './as-text-of.ts';
import { listAgreements, showAgreement, type AgreementView, type ShowNeeds } from './show-agreement.ts';

export type RegisterNeeds = CommitmentNeeds &
  Parameters<typeof readAllQuotas>[0] & { readonly recallReads: RecallReads };

type Asking = { readonly agency: Agency; readonly at: Instant };

/** One agreement as the register shows it: how it ends, what is left of it, and what is owed between us and the others. */
export type RegisterLine = {
  readonly view: AgreementView;
  readonly quotas: readonly QuotaLeft[];
  readonly owed: Owed;
  /** What was promised beside the news, and what is left of it. */
  readonly promises: readonly CommitmentLine[];
  /** The clauses that say the words sought; all lines have some when words were given. */
  readonly found: readonly SaidClause[];
};

/** Every agreement at a glance; with words, those of which a clause says them in the reader's language. */
export async function showRegister(
  needs: RegisterNeeds,
  asking: Asking,
  sought?: { readonly words: string; readonly language: InterfaceLanguage },
): Promise<readonly RegisterLine[]> {
  const views = await listAgreements(needs, asking);
  const quotas = await readAllQuotas(needs, asking);
  const promises = await commitmentsOf(needs, views, asking);
  const owed = await countOwed(needs.recallReads, asking.agency.id, asking.at);
  return views
    .map((view) => ({
      view,
      quotas: quotas.get(view.filed.uid) ?? [],
      promises: promises.get(view.filed.uid) ?? [],
      owed: sumOwed(otherParties(view.parties).flatMap(({ did }) => owed.get(did) ?? [])),
      found: sought
        ? view.said.clauses.filter(({ sentence }) => saysWords(sentence[sought.language], sought.words))
        : [],
    }))
    .filter(({ found }) => !sought || found.length > 0);
}

export type Comparison = {
  readonly one: AgreementView;
  readonly other: AgreementView;
  readonly clauses: readonly RedlinedClause[];
};

/** Two agreements as they stand, clause by clause: what one says and the other does not, by the names of their rules. */
export async function compareAgreements(
  needs: ShowNeeds,
  asking: Asking,
  [oneUid, otherUid]: readonly [string, string],
): Promise<Result<Comparison, { readonly code: 'agreement-unknown' }>> {
  const one = await showAgreement(needs, asking, oneUid);
  const other = await showAgreement(needs, asking, otherUid);
  if (!one.ok || !other.ok) return refuse({ code: 'agreement-unknown' });
  const renamed = asTextOf(other.value.record.agreement, one.value.record.agreement.uid);
  const clauses = redline(one.value.record.agreement, renamed);
  return accept({ one: one.value, other: other.value, clauses });
}
