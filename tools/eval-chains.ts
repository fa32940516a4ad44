import { compareTexts } from '#domain/chain/compare-texts.ts';
import type { TextSketch } from '#domain/chain/text-sketch.ts';
import { sketchText, type SketchedText } from '#formats/lexemes/sketch-text.ts';
import { drawStories, EDITS, edited, textOf, type DrawnStory } from './eval/drawn-edits.ts';
import { writeQuality } from './eval/quality-page.ts';
import { readRetrievalSet } from './eval/retrieval-set.ts';

const LANGUAGES = ['vi', 'zh-Hans', 'en'] as const;

type Pool = { readonly story: DrawnStory; readonly sketch: TextSketch }[];
type Row = { readonly name: string; readonly cells: readonly string[] };

/** `npm run eval:chains`: how well the same story by another road is known again; writes its part of docs/search-quality.md. */
function evaluate(): void {
  const { texts } = readRetrievalSet();
  const drawn = LANGUAGES.map((language) => drawStories(texts, language));
  const pools = drawn.map(({ stories }): Pool => stories.flatMap(sketched));
  const rows = EDITS.map((edit): Row => ({
    name: edit.name,
    cells: pools.map((pool) => {
      const hits = pool.map(({ story }) => groupedWith(pool, edited(edit, story)));
      const right = hits.filter((ids, at) => ids.includes(pool[at]?.story.id ?? '')).length;
      const grouped = hits.flat().length;
      return `${(right / pool.length).toFixed(3)} / ${grouped === 0 ? '–' : (right / grouped).toFixed(3)}`;
    }),
  }));
  const different = drawn.map(({ others }, at) => {
    const hits = others.flatMap((other) => groupedWith(pools[at] ?? [], textOf(other)));
    return `${hits.length} of ${others.length}`;
  });
  const section = sectionOf(rows, { different, stories: pools.map(({ length }) => length) });
  console.log(section);
  writeQuality('chains', section);
}

function sketched(story: DrawnStory): { readonly story: DrawnStory; readonly sketch: TextSketch }[] {
  const sketch = sketchText(textOf(story));
  return sketch ? [{ story, sketch }] : [];
}

function groupedWith(pool: Pool, text: SketchedText): readonly string[] {
  const sketch = sketchText(text);
  if (!sketch) return [];
  const bands = new Set(sketch.bands);
  return pool
    .filter((one) => one.sketch.bands.some((band) => bands.has(band)))
    .filter((one) => compareTexts(one.sketch, sketch) !== undefined)
    .map(({ story }) => story.id);
}

function sectionOf(
  rows: readonly Row[],
  { different, stories }: { readonly different: readonly string[]; readonly stories: readonly number[] },
): string {
  return `
Written by \`npm run eval:chains\`: ${stories.join(', ')} stories (vi, zh-Hans, en), a paragraph of FLORES-200 or three of one article of XQuAD, each come again with an
edit drawn by chance, among all others. What the node groups by itself, from the sketches that it keeps: recall, and precision after it. The last line are
reports on the same subject, each of which quotes the other's last third among as much text of its own and more: none is to be grouped.

| a story comes again as | ${LANGUAGES.join(' | ')} |
| --- |${' --- |'.repeat(LANGUAGES.length)}
${rows.map(({ name, cells }) => `| ${name} | ${cells.join(' | ')} |`).join('\n')}
| another report that quotes it: grouped | ${different.join(' | ')} |
`;
}

evaluate();
