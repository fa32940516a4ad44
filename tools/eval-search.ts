import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { benchStore } from './bench/bench-store.ts';
import { percentile } from './bench/measure.ts';
import { minisearch, orama, ours, type Engine } from './eval/engines.ts';
import { qualityOf, type Quality } from './eval/quality.ts';
import { readRetrievalSet, type EvalQuestion } from './eval/retrieval-set.ts';

/** Questions of one kind, how they are typed, and the nDCG@10 that is aimed at. */
type Asking = {
  readonly name: string;
  readonly language: string;
  readonly typed: (text: string) => string;
  readonly aim: number;
};

const ASKINGS: readonly Asking[] = [
  { name: 'English', language: 'en', typed: (text) => text, aim: 0.96 },
  { name: 'Vietnamese', language: 'vi', typed: (text) => text, aim: 0.95 },
  { name: 'Vietnamese, typed without marks', language: 'vi', typed: withoutMarks, aim: 0.945 },
  { name: 'Chinese', language: 'zh-Hans', typed: (text) => text, aim: 0.935 },
];

type Row = Quality & { readonly asking: Asking; readonly engine: string; readonly milliseconds: number };

/** `npm run eval:search`: how well stories are found, on the shared retrieval set; writes docs/search-quality.md. */
async function evaluate(): Promise<void> {
  const { texts, questions } = readRetrievalSet();
  const store = await benchStore();
  try {
    const engines = [await ours(store, texts), minisearch(texts), await orama(texts)];
    const rows: Row[] = [];
    for (const asking of ASKINGS) {
      const asked = questions.filter(({ lang }) => lang === asking.language);
      for (const engine of engines) rows.push(await judge(engine, asking, asked));
    }
    const table = tableOf(rows);
    console.log(table);
    writeFileSync(join(import.meta.dirname, '../docs/search-quality.md'), documentOf(table));
  } finally {
    await store.close();
  }
}

async function judge(engine: Engine, asking: Asking, questions: readonly EvalQuestion[]): Promise<Row> {
  const ranks: (number | undefined)[] = [];
  const times: number[] = [];
  for (const { text, rel } of questions) {
    const from = performance.now();
    const found = await engine.search(asking.typed(text), asking.language);
    times.push(performance.now() - from);
    const place = found.indexOf(rel);
    ranks.push(place === -1 ? undefined : place + 1);
  }
  return { ...qualityOf(ranks), asking, engine: engine.name, milliseconds: percentile(times, 0.5) };
}

function withoutMarks(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D');
}

function tableOf(rows: readonly Row[]): string {
  const lines = rows.map(
    ({ asking, engine, ndcg, recall, questions, milliseconds }) =>
      `| ${asking.name} | ${engine} | ${ndcg.toFixed(3)} | ${engine === 'Pactwire' ? `≥ ${asking.aim}` : ''} | ${recall.toFixed(3)} | ${questions} | ${milliseconds.toFixed(1)} |`,
  );
  return [
    '| questions | engine | nDCG@10 | aim | R@10 | questions asked | ms, median |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...lines,
  ].join('\n');
}

function documentOf(table: string): string {
  return `# How well stories are found

Written by \`npm run eval:search\`: questions of XQuAD over its paragraphs and those of FLORES-200 (../shared/data/multilingual), one right
answer each. nDCG@10 tells how high it stands, R@10 whether it is among the first ten. Pactwire is asked as the desk asks it: PostgreSQL, the
stories of all languages in one index, with facets. The libraries are set up as their READMEs do, each with an index for every language, in
memory; the times are of this machine and only there to be compared.

${table}
`;
}

await evaluate();
