import { parseFragment } from 'parse5';
import { SaxesParser } from 'saxes';
import { printBlocks } from '#formats/html/print-blocks.ts';
import { toBlocks } from '#formats/html/to-blocks.ts';
import { readStrictJson } from '#formats/json/read-strict-json.ts';
import { printNewsmlG2 } from '#formats/newsmlg2/print-newsml-g2.ts';
import { printNinjs } from '#formats/ninjs/print-ninjs.ts';
import { readDocument } from '#formats/convert.ts';
import { decodeText } from '#formats/text/decode-text.ts';
import { readWire } from '#formats/wire/read-wire.ts';
import { readXml } from '#formats/xml/read-xml.ts';
import { instantOf } from '#kernel/instant.ts';
import type { Result } from '#kernel/result.ts';
import { benchItem } from './bench-items.ts';
import { inTurns, perCpuSecond, type Figure } from './measure.ts';

const DOCUMENTS = 300;
/** How often one round reads them all: a reader that is not warm yet tells nothing. */
const PASSES = 10;
const ROUNDS = 7;
const NEEDS = { provider: 'did:web:us.example', receivedAt: instantOf(Date.UTC(2027, 2, 10, 8)) };

/** Documents a second from bytes to items of ours, beside a bare parser that only walks through the same bytes; then where the time goes. */
export async function wires(): Promise<readonly Figure[]> {
  const items = Array.from({ length: DOCUMENTS }, (_, index) =>
    benchItem(NEEDS.provider, index, NEEDS.receivedAt),
  );
  const bytesOf = (text: string): Wire => ({ bytes: Buffer.from(text), text, body: '' });
  const g2 = items.map((item) => bytesOf(printNewsmlG2({ item })));
  const ninjs = items.map((item) => ({
    ...bytesOf(JSON.stringify(printNinjs(item))),
    body: printBlocks(item.blocks).markup,
  }));
  const json = ({ bytes }: Wire): unknown => JSON.parse(bytes.toString('utf8'));
  return [
    await compared('NewsML-G2, bytes to items', g2, {
      name: 'bare saxes, told of nothing',
      walk: ({ bytes }) => new SaxesParser({ xmlns: true }).write(bytes.toString('utf8')).close(),
      goal: '≥ a third of saxes',
    }),
    ...(await sharesOf('NewsML-G2', g2, {
      'bytes to text in NFC': ({ bytes }) => decodeText(bytes),
      'text to a tree with places': ({ text }) => readXml(text),
    })),
    await compared('ninjs, bytes to items', ninjs, {
      name: 'JSON.parse',
      walk: json,
      goal: '≥ half of JSON.parse',
    }),
    await compared('ninjs, bytes to items', ninjs, {
      name: 'JSON.parse, and parse5 of the body',
      walk: (one) => [json(one), parseFragment(one.body)],
    }),
    ...(await sharesOf('ninjs', ninjs, {
      'bytes to text in NFC': ({ bytes }) => decodeText(bytes),
      'text to strict JSON': ({ text }) => readStrictJson(text, 'round'),
      'HTML to blocks': ({ body }) => toBlocks(body),
    })),
  ];
}

type Wire = { readonly bytes: Buffer; readonly text: string; readonly body: string };
type Limit = { readonly name: string; readonly walk: (wire: Wire) => unknown; readonly goal?: string };

async function compared(work: string, wires: readonly Wire[], { name, walk, goal }: Limit): Promise<Figure> {
  const { limit, ours } = await inTurns(
    ROUNDS,
    () => ofAll(wires, walk),
    () => ofAll(wires, toItems),
  );
  const bytes = wires.reduce((sum, one) => sum + one.bytes.length, 0) / wires.length;
  return {
    work,
    unit: 'documents/s',
    ours,
    limit,
    limitName: name,
    ...(goal === undefined ? {} : { goal }),
    note: `${Math.round(bytes)} bytes each`,
  };
}

/** What the steps of the way cost by themselves, beside the whole way. What they leave is mapping: field by field, with its place. */
async function sharesOf(
  format: string,
  wires: readonly Wire[],
  steps: Readonly<Record<string, (wire: Wire) => Result<unknown, { readonly detail: string }>>>,
): Promise<readonly Figure[]> {
  const all = {
    ...steps,
    'bytes to all that the wire says': ({ bytes }: Wire) => readWire(bytes, {}),
  };
  const figures: Figure[] = [];
  for (const [step, run] of Object.entries(all)) {
    const { limit, ours } = await inTurns(
      ROUNDS,
      () => ofAll(wires, toItems),
      () => ofAll(wires, (wire) => done(run(wire))),
    );
    figures.push({
      work: `${format}, of that: ${step}`,
      unit: 'µs a document',
      ours: 1e6 / ours,
      limit: 1e6 / limit,
      limitName: 'the whole way',
    });
  }
  return figures;
}

function toItems({ bytes }: Wire): void {
  done(readDocument(bytes, NEEDS));
}

function done(result: Result<unknown, { readonly detail: string }>): void {
  if (!result.ok) throw new Error(result.error.detail);
}

function ofAll(wires: readonly Wire[], work: (wire: Wire) => unknown): Promise<number> {
  return perCpuSecond(wires.length * PASSES, () => {
    for (let pass = 0; pass < PASSES; pass += 1) for (const one of wires) work(one);
    return Promise.resolve();
  });
}
