import { besideMemory } from '#formats/lexicon/beside-memory.ts';
import type { Lexicons } from '#formats/lexicon/read-question.ts';
import { grownMemory } from './eval/grown-memory.ts';
import { inMemory } from './eval/in-memory.ts';
import { lexiconsOf } from './eval/packed-lexicons.ts';
import { qualityOf } from './eval/quality.ts';
import { writeQuality } from './eval/quality-page.ts';
import { readRetrievalSet } from './eval/retrieval-set.ts';
import { sharedPacks } from './eval/shared-packs.ts';

const ACROSS = [
  ['vi', 'zh-Hans'],
  ['zh-Hans', 'vi'],
  ['vi', 'en'],
  ['zh-Hans', 'en'],
  ['en', 'zh-Hans'],
  ['en', 'vi'],
] as const;

const NO_LEXICON: Lexicons = { find: () => undefined };

/**
 * `npm run eval:memory`: what an agency's own translations bring to questions across languages; writes its part of docs/search-quality.md.
 * With `--every=5` a fifth of the questions: printed, and nothing is written.
 */
async function evaluate(): Promise<void> {
  const { texts, questions: all } = readRetrievalSet();
  const every = Number(process.argv.find((one) => one.startsWith('--every='))?.slice(8) ?? 1);
  const questions = all.filter((_one, at) => at % every === 0);
  const translated = texts.filter(({ id }) => id.startsWith('fl'));
  const half = new Set([...new Set(translated.map(({ id }) => id))].filter((_id, at) => at % 2 === 0));
  const [some, more] = [grownMemory(translated.filter(({ id }) => half.has(id))), grownMemory(translated)];
  const packs = lexiconsOf(sharedPacks(['dictionary', 'readings']));
  const steps = [
    { name: 'nothing', lexicons: NO_LEXICON },
    { name: `${some.pairs} pairs`, lexicons: besideMemory(NO_LEXICON, some.remembered) },
    { name: `${more.pairs} pairs`, lexicons: besideMemory(NO_LEXICON, more.remembered) },
    { name: 'dictionaries and readings', lexicons: packs },
    { name: `these and ${more.pairs} pairs`, lexicons: besideMemory(packs, more.remembered) },
  ];
  const { engine } = inMemory(texts);
  const columns: (readonly string[])[] = [];
  for (const { name, lexicons } of steps) {
    const asked = engine(name, lexicons);
    const cells: string[] = [];
    for (const [from, to] of ACROSS) {
      const ranks: (number | undefined)[] = [];
      for (const { text, rel } of questions.filter(({ lang }) => lang === from)) {
        const place = (await asked.search(text, to)).indexOf(rel);
        ranks.push(place === -1 ? undefined : place + 1);
      }
      const { recall, ndcg } = qualityOf(ranks);
      cells.push(`${recall.toFixed(3)} (${ndcg.toFixed(3)})`);
    }
    columns.push(cells);
  }
  const table = [
    `| question → stories | ${steps.map(({ name }) => name).join(' | ')} |`,
    `| --- |${' --- |'.repeat(steps.length)}`,
    ...ACROSS.map(
      ([from, to], at) => `| ${from} → ${to} | ${columns.map((cells) => cells[at] ?? '').join(' | ')} |`,
    ),
  ].join('\n');
  const part = partOf(table, more.milliseconds);
  console.log(part);
  if (every === 1) writeQuality('memory', part);
}

function partOf(table: string, milliseconds: number): string {
  return `
Written by \`npm run eval:memory\`: the same questions across languages, R@10 and nDCG@10 in brackets, and what is learned from translations that an
agency finished ([decision 0042](decisions/0042-an-agency-learns-words-from-its-own-translations.md)). They are the paragraphs of FLORES-200, half of them and all, sentence by
sentence in three languages; no question asks after one of them. Ranked in memory, without the database. All pairs together were learned in ${(milliseconds / 1000).toFixed(1)} s.

${table}
`;
}

await evaluate();
