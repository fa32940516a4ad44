import { isParty, type Did } from '#domain/agreement/agreement.ts';
import type { Paper } from '#domain/agreement/paper.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { AgreementReader } from '#ports/agreement-store.ts';
import type { BlobFiles } from '#ports/blob-store.ts';
import type { PaperStore } from '#ports/paper-store.ts';
import type { TalkReader } from '#ports/talk-store.ts';
import type { Transact } from '#ports/transaction.ts';
import { loadTable, loadTables, type FiledDocument } from '../talks/load-table.ts';

type FindStores = {
  readonly agreements: AgreementReader;
  readonly talks: TalkReader;
  readonly papers: PaperStore;
};

export type FindPaperNeeds = { readonly transact: Transact<FindStores>; readonly files: BlobFiles };

export type PaperFile = { readonly paper: Paper; readonly bytes: Uint8Array };

/** The paper text that a document of an agreement names, for people of the agency. */
export async function findPaper(
  { transact, files }: FindPaperNeeds,
  agency: Pick<Agency, 'id'>,
  { uid, digest }: { readonly uid: string; readonly digest: string },
): Promise<Result<PaperFile, { readonly code: 'paper-unknown' }>> {
  const paper = await transact(agency.id, async (stores) =>
    (await loadTable(stores, uid)).some((one) => names(one, digest)) ? stores.papers.find(digest) : undefined,
  );
  const bytes = paper && (await files.read(agency.id, paper.digest));
  return paper && bytes ? accept({ paper, bytes }) : refuse({ code: 'paper-unknown' });
}

/** A paper leaves for a partner only when a document that lies before the partner, a party of it, names it. */
export async function mayServePaper(
  { transact }: Pick<FindPaperNeeds, 'transact'>,
  caller: { readonly agency: Pick<Agency, 'id'>; readonly partnerDid: Did },
  digest: string,
): Promise<boolean> {
  return transact(caller.agency.id, async (stores) => {
    if (!(await stores.papers.find(digest))) return false;
    return (await loadTables(stores))
      .flat()
      .some(
        (one) =>
          names(one, digest) && one.laid !== undefined && isParty(one.record.agreement, caller.partnerDid),
      );
  });
}

function names({ record }: FiledDocument, digest: string): boolean {
  return record.agreement.textDigest === digest;
}
