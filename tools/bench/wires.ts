import { SaxesParser } from 'saxes';
import { printNewsmlG2 } from '#formats/newsmlg2/print-newsml-g2.ts';
import { printNinjs } from '#formats/ninjs/print-ninjs.ts';
import { readDocument } from '#formats/convert.ts';
import { instantOf } from '#kernel/instant.ts';
import { benchItem } from './bench-items.ts';
import { inTurns, perSecond, type Figure } from './measure.ts';

const DOCUMENTS = 300;
const NEEDS = { provider: 'did:web:us.example', receivedAt: instantOf(Date.UTC(2027, 2, 10, 8)) };

/** Documents a second from bytes to items of ours, beside a bare parser that only walks through the same bytes. */
export async function wires(): Promise<readonly Figure[]> {
  const items = Array.from({ length: DOCUMENTS }, (_, index) =>
    benchItem(NEEDS.provider, index, NEEDS.receivedAt),
  );
  const g2 = items.map((item) => Buffer.from(printNewsmlG2({ item })));
  const ninjs = items.map((item) => Buffer.from(JSON.stringify(printNinjs(item))));
  return [
    await figureOf('NewsML-G2, bytes to items', g2, {
      name: 'bare saxes',
      walk: (bytes) => new SaxesParser({ xmlns: true }).write(bytes.toString('utf8')).close(),
      goal: '≥ a third of saxes',
    }),
    await figureOf('ninjs, bytes to items', ninjs, {
      name: 'JSON.parse',
      walk: (bytes): unknown => JSON.parse(bytes.toString('utf8')),
      goal: '≥ half of JSON.parse',
    }),
  ];
}

type Limit = { readonly name: string; readonly walk: (bytes: Buffer) => unknown; readonly goal: string };

async function figureOf(
  work: string,
  documents: readonly Buffer[],
  { name, walk, goal }: Limit,
): Promise<Figure> {
  const read = (bytes: Buffer) => {
    const result = readDocument(bytes, NEEDS);
    if (!result.ok) throw new Error(result.error.detail);
  };
  const rates = await inTurns(
    5,
    () => ofAll(documents, walk),
    () => ofAll(documents, read),
  );
  const bytes = documents.reduce((sum, one) => sum + one.length, 0) / documents.length;
  return {
    work,
    unit: 'documents/s',
    ours: rates.ours,
    limit: rates.limit,
    limitName: name,
    goal,
    note: `${Math.round(bytes)} bytes each`,
  };
}

function ofAll(documents: readonly Buffer[], work: (bytes: Buffer) => unknown): Promise<number> {
  return perSecond(documents.length, () => {
    for (const one of documents) work(one);
    return Promise.resolve();
  });
}
