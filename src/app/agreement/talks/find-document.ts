import { accept, refuse, type Result } from '#kernel/result.ts';
import type { AgreementStores } from '../agreement-needs.ts';
import { documentNamed, loadTable, type FiledDocument } from './load-table.ts';

/** A document of an agreement, named by the bytes that the person has read. */
export type DocumentOrder = { readonly uid: string; readonly digest: string };

export type FindRefusal =
  | { readonly code: 'agreement-unknown' }
  | { readonly code: 'agreement-digest-differs'; readonly digest: string };

export type FoundDocument = { readonly table: readonly FiledDocument[]; readonly document: FiledDocument };

/** The table of an agreement, held by this transaction, and the document on it that the order names. */
export async function findDocument(
  stores: AgreementStores,
  { uid, digest }: DocumentOrder,
): Promise<Result<FoundDocument, FindRefusal>> {
  await stores.agreements.lockTable(uid);
  const table = await loadTable(stores, uid);
  const document = documentNamed(table, digest);
  if (document) return accept({ table, document });
  const [any] = table;
  return any
    ? refuse({ code: 'agreement-digest-differs', digest: any.filed.digest })
    : refuse({ code: 'agreement-unknown' });
}
