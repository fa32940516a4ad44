import { accept, type Result } from '#kernel/result.ts';
import type { Trilingual } from '#kernel/language.ts';
import type { Agreement } from '#domain/agreement/agreement.ts';
import { findConflicts, type Conflict } from '#domain/agreement/find-conflicts.ts';
import { sayConflict } from '#domain/agreement/say/say-conflict.ts';
import { listAgreements, showAgreement, type AgreementView, type ShowNeeds } from './show-agreement.ts';
import type { Signatory } from './agreement-needs.ts';

/** A warning in words. */
export type SaidConflict = Conflict & {
  readonly sentence: Trilingual;
  /** uid of the other agreement. */
  readonly other: string;
};

/** Where an agreement, be it only a draft, gets in the way of those that we have signed and that have not ended. */
export async function checkAgreement(
  needs: ShowNeeds,
  viewer: Signatory,
  uid: string,
  digest?: string,
): Promise<Result<readonly SaidConflict[], { readonly code: 'agreement-unknown' }>> {
  const shown = await showAgreement(needs, viewer, uid, digest);
  if (!shown.ok) return shown;
  return accept(await checkTerms(needs, viewer, shown.value.record.agreement));
}

/** The same for terms that nobody has kept yet. */
export async function checkTerms(
  needs: ShowNeeds,
  viewer: Signatory,
  here: Agreement,
): Promise<readonly SaidConflict[]> {
  const others = (await listAgreements(needs, viewer)).filter(isBinding);
  return others.flatMap(({ record: { agreement: there } }) =>
    findConflicts(viewer.agency.did, here, there).map((conflict) => ({
      ...conflict,
      sentence: sayConflict(conflict, [here, there]),
      other: there.uid,
    })),
  );
}

/** Signed at least by us, and not ended. */
const BINDING: readonly AgreementView['state'][] = ['proposed', 'not-yet-effective', 'in-force', 'suspended'];

function isBinding({ state }: AgreementView): boolean {
  return BINDING.includes(state);
}
