import type { Paper } from '#domain/agreement/paper.ts';
import type { Result } from '#kernel/result.ts';
import type { AgreementNeeds, AgreementStores, Signatory } from '../agreement-needs.ts';
import { loadTables } from '../talks/load-table.ts';
import { namedLayer, tellParties } from '../tell-parties.ts';
import { keepPaper, type GivenPaper, type KeepPaperNeeds, type PaperRefusal } from './keep-paper.ts';

export type BringPaperNeeds = Omit<KeepPaperNeeds, 'transact'> & AgreementNeeds;

/**
 * Keeps a paper that a person brings. A document that lay before the others already could not announce it: they are told
 * now, so that all have it before they sign. Brought once more, they are told once more, and whoever has it asks for nothing.
 */
export async function bringPaper(
  needs: BringPaperNeeds,
  by: Signatory,
  given: GivenPaper,
): Promise<Result<Paper, PaperRefusal>> {
  const kept = await keepPaper(needs, by, given);
  if (kept.ok) await needs.transact(by.agency.id, (stores) => tellOfPaper(stores, needs, by, kept.value));
  return kept;
}

/** Of each agreement the last document that names it; one laid down meanwhile has announced it itself. */
async function tellOfPaper(
  stores: AgreementStores,
  needs: BringPaperNeeds,
  by: Signatory,
  { digest, name }: Paper,
): Promise<void> {
  for (const table of await loadTables(stores)) {
    const { filed, record, laid } =
      table.findLast((one) => one.laid !== undefined && one.record.agreement.textDigest === digest) ?? {};
    if (!filed || !record || !laid) continue;
    await tellParties(stores, needs, by, {
      agreement: record.agreement,
      type: 'agreement.paper',
      subject: filed.uid,
      agreements: [filed.digest],
      data: { digest: filed.digest, ...namedLayer(record, laid), paper: { name } },
    });
  }
}
