import type { Digest } from '#kernel/digest.ts';
import type { Laying, TabledDocument } from '#domain/agreement/talks/negotiation-table.ts';
import type { AgreementReader, FiledAgreement } from '#ports/agreement-store.ts';
import type { Move, TalkReader } from '#ports/talk-store.ts';
import { readRecords } from '../read-records.ts';

/** A document on the table with the file it is kept in. */
export type FiledDocument = TabledDocument & { readonly filed: FiledAgreement };

type TableStores = { readonly agreements: AgreementReader; readonly talks: TalkReader };

/** All documents of one agreement with what either side did with them; empty when there is no such agreement. */
export async function loadTable(
  { agreements, talks }: TableStores,
  uid: string,
): Promise<readonly FiledDocument[]> {
  const filed = await agreements.documents(uid);
  return tableOf(filed, await talks.moves(filed.map(({ digest }) => digest)));
}

/** The tables of every agreement. */
export async function loadTables({
  agreements,
  talks,
}: TableStores): Promise<readonly (readonly FiledDocument[])[]> {
  const all = await agreements.list();
  const moves = Map.groupBy(await talks.moves(all.map(({ digest }) => digest)), ({ digest }) => digest);
  return [...Map.groupBy(all, ({ uid }) => uid).values()].map((filed) =>
    tableOf(
      filed,
      filed.flatMap(({ digest }) => moves.get(digest) ?? []),
    ),
  );
}

export function documentNamed(
  table: readonly FiledDocument[],
  digest: string | undefined,
): FiledDocument | undefined {
  return table.find(({ filed }) => filed.digest === digest);
}

export function layingOf({ by, at, base, expiresAt }: Omit<Move, 'kind' | 'digest'>): Laying {
  return {
    by,
    at,
    ...(base === undefined ? {} : { base }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
  };
}

function tableOf(filed: readonly FiledAgreement[], moves: readonly Move[]): readonly FiledDocument[] {
  const records = new Map(readRecords(filed).map((record) => [record.digest, record]));
  return filed.flatMap((one) => {
    const record = records.get(one.digest);
    if (!record) return [];
    const parties = record.agreement.parties.map(({ did }) => did);
    // What somebody who is no party says about this digest is about nothing.
    const own = moves.filter(({ digest, by }) => digest === one.digest && parties.includes(by));
    const laid = laidIn(own, one);
    const withdrawn = own.find(({ kind, by }) => kind === 'withdrawn' && by === laid?.by);
    return {
      filed: one,
      record,
      ...(laid ? { laid } : {}),
      ...(withdrawn ? { withdrawnAt: withdrawn.at } : {}),
    };
  });
}

/** Whoever signs a document lays it down. */
function laidIn(
  moves: readonly Move[],
  { proofs, base }: { readonly proofs: FiledAgreement['proofs']; readonly base?: Digest },
): Laying | undefined {
  const move = moves.find(({ kind }) => kind === 'laid');
  if (move) return layingOf(move);
  const [signed] = proofs;
  return signed && layingOf({ by: signed.by, at: signed.signedAt, ...(base === undefined ? {} : { base }) });
}
