import type { Lexicons } from '#formats/lexicon/read-question.ts';
import { benchStore } from './bench/bench-store.ts';
import { percentile } from './bench/measure.ts';
import { minisearch, orama, ours, type Engine } from './eval/engines.ts';
import { inMemory } from './eval/in-memory.ts';
import { qualityOf, type Quality } from './eval/quality.ts';
import { writeQuality } from './eval/quality-page.ts';
import { lexiconsOf } from './eval/packed-lexicons.ts';
import { sharedPacks } from './eval/shared-packs.ts';
import { threeKeywords } from './eval/three-keywords.ts';
import { readRetrievalSet, type EvalQuestion, type RetrievalSet } from './eval/retrieval-set.ts';

/** Questions of one kind, how they are typed, and the nDCG@10 that is aimed at. */
type Asking = {
  readonly name: string;
  readonly language: string;
  /** Where stories are sought, when it is another language. */
  readonly target?: string;
  readonly typed: (text: string) => string;
  readonly aim: number;
};

const ASKINGS: readonly Asking[] = [
  { name: 'English', language: 'en', typed: (text) => text, aim: 0.96 },
  { name: 'Vietnamese', language: 'vi', typed: (text) => text, aim: 0.95 },
  { name: 'Vietnamese, typed without marks', language: 'vi', typed: withoutMarks, aim: 0.945 },
  { name: 'Chinese', language: 'zh-Hans', typed: (text) => text, aim: 0.935 },
];

/** Questions in one language, stories in another; aims of R@10. */
const ACROSS: readonly Asking[] = [
  across('vi', 'zh-Hans', 0.87),
  across('zh-Hans', 'vi', 0.79),
  across('vi', 'en', 0.91),
  across('zh-Hans', 'en', 0.89),
  across('en', 'zh-Hans', 0.9),
  across('en', 'vi', 0.85),
];

/** The same of a question only its three rarest words, which is harder; what it is measured against is the design's own figure. */
function inThreeWords(set: RetrievalSet): readonly Asking[] {
  const dictionaries = sharedPacks(['dictionary']);
  return [across('vi', 'zh-Hans', 0.8), across('vi', 'en', 0.86), across('zh-Hans', 'vi', 0.7)].map(
    (asking) => ({
      ...asking,
      name: `${asking.name}, three words`,
      typed: threeKeywords(set, dictionaries, asking.language),
    }),
  );
}

function across(language: string, target: string, aim: number): Asking {
  return { name: `${language} → ${target}`, language, target, typed: (text) => text, aim };
}

const OURS = 'Pactwire';
const NO_LEXICON: Lexicons = { find: () => undefined };

/** What is looked up in, more with each step, so that everyone sees what each part brings. */
function lexiconSteps(): readonly { readonly name: string; readonly lexicons: Lexicons }[] {
  const kinds = ['dictionary', 'readings', 'statistics'] as const;
  return [
    { name: 'no lexicon: names, aliases, readings', lexicons: NO_LEXICON },
    { name: 'dictionaries', lexicons: lexiconsOf(sharedPacks(kinds.slice(0, 1))) },
    { name: '+ phrases by Hán-Việt readings', lexicons: lexiconsOf(sharedPacks(kinds.slice(0, 2))) },
    { name: '+ statistics of parallel text', lexicons: lexiconsOf(sharedPacks(kinds)) },
  ];
}

type Row = Quality & { readonly asking: Asking; readonly engine: string; readonly milliseconds: number };

/**
 * `npm run eval:search`: how well stories are found, on the shared retrieval set; writes docs/search-quality.md. With `--in-memory` only
 * Pactwire, without its database, and with `--every=5` a fifth of the questions: printed, and nothing is written.
 */
async function evaluate(): Promise<void> {
  if (process.argv.includes('--in-memory')) return evaluateInMemory();
  const set = readRetrievalSet();
  const { texts, questions } = set;
  const store = await benchStore();
  try {
    const asWired = await ours(store, texts);
    const engines = [asWired(OURS, NO_LEXICON), minisearch(texts), await orama(texts)];
    const rows: Row[] = [];
    for (const asking of ASKINGS)
      for (const engine of engines) rows.push(await judge(engine, asking, questions));
    const across: Row[] = [];
    for (const { name, lexicons } of lexiconSteps())
      for (const asking of [...ACROSS, ...inThreeWords(set)])
        across.push(await judge(asWired(name, lexicons), asking, questions));
    const last = across.filter(({ engine }) => engine === lexiconSteps().at(-1)?.name);
    const unmet = [
      ...rows.filter(({ engine, ndcg, asking }) => engine === OURS && !reaches(ndcg, asking)),
      ...last.filter(({ recall, asking }) => !reaches(recall, asking)),
    ];
    const document = documentOf(tableOf(rows), acrossTable(across), unmet);
    console.log(document);
    writeQuality('search', document);
  } finally {
    await store.close();
  }
}

async function evaluateInMemory(): Promise<void> {
  const set = readRetrievalSet();
  const { texts, questions: all } = set;
  const every = Number(process.argv.find((one) => one.startsWith('--every='))?.slice(8) ?? 1);
  const questions = all.filter((_one, at) => at % every === 0);
  const { engine } = inMemory(texts);
  const rows: Row[] = [];
  for (const asking of ASKINGS) rows.push(await judge(engine(OURS, NO_LEXICON), asking, questions));
  console.log(tableOf(rows));
  const across: Row[] = [];
  for (const { name, lexicons } of lexiconSteps())
    for (const asking of [...ACROSS, ...inThreeWords(set)])
      across.push(await judge(engine(name, lexicons), asking, questions));
  console.log(acrossTable(across));
}

async function judge(engine: Engine, asking: Asking, asked: readonly EvalQuestion[]): Promise<Row> {
  const questions = asked.filter(({ lang }) => lang === asking.language);
  const ranks: (number | undefined)[] = [];
  const times: number[] = [];
  for (const { text, rel } of questions) {
    const from = performance.now();
    const found = await engine.search(asking.typed(text), asking.target ?? asking.language);
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
      `| ${asking.name} | ${engine} | ${ndcg.toFixed(3)} | ${engine === OURS ? `≥ ${asking.aim}` : ''} | ${recall.toFixed(3)} | ${questions} | ${milliseconds.toFixed(1)} |`,
  );
  return [
    '| questions | engine | nDCG@10 | aim | R@10 | questions asked | ms, median |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...lines,
  ].join('\n');
}

function acrossTable(rows: readonly Row[]): string {
  const steps = [...new Set(rows.map(({ engine }) => engine))];
  const askings = new Map(rows.map(({ asking }) => [asking.name, asking]));
  const cell = ({ name }: Asking, step: string): string => {
    const row = rows.find((one) => one.engine === step && one.asking.name === name);
    return row ? `${row.recall.toFixed(3)} (${row.ndcg.toFixed(3)})` : '';
  };
  return [
    `| question → stories | ${steps.join(' | ')} | aim |`,
    `| --- |${' --- |'.repeat(steps.length)} --- |`,
    ...[...askings.values()].map(
      (asking) =>
        `| ${asking.name} | ${steps.map((step) => cell(asking, step)).join(' | ')} | ≥ ${asking.aim} |`,
    ),
  ].join('\n');
}

/** Rounded as the tables show them. */
function reaches(value: number, { aim }: Asking): boolean {
  return Number(value.toFixed(3)) >= aim;
}

function documentOf(table: string, across: string, unmet: readonly Row[]): string {
  const names = unmet.map(({ asking }) => asking.name);
  return `# How well stories are found

Written by \`npm run eval:search\`: questions of XQuAD over its paragraphs and those of FLORES-200 (../shared/data/multilingual), one right
answer each. nDCG@10 tells how high it stands, R@10 whether it is among the first ten. Pactwire is asked as the desk asks it: PostgreSQL, the
stories of all languages in one index, with facets. The libraries are set up as their READMEs do, each with an index for every language, in
memory; the times are of this machine and only there to be compared.

${table}

## Across languages

The same questions, stories of another language. R@10, and nDCG@10 in brackets; each column has what the one before it has, and more. The lexicons
are those of the shared data (its MANIFEST.md says whose), as packs that \`pactwire lexicon import\` takes; a node without packs stands in the first
column. No service outside and no model has a part in it.

${across}

${names.length === 0 ? 'Every aim is reached.' : `Aims that are not reached: ${names.join('; ')}.`}
`;
}

await evaluate();
