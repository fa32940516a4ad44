import { writeFile } from 'node:fs/promises';
import { exportStory, type ExportedStory } from '#app/take/export-story.ts';
import { OUTGOING_FORMATS } from '#formats/print-outgoing.ts';
import { accept, refuse } from '#kernel/result.ts';
import { acting } from '../at-desk.ts';
import type { CliNeeds } from '../cli-needs.ts';
import type { CommandPlan } from '../command-plan.ts';
import { isId } from '../is-id.ts';
import type { Answer } from '../said.ts';

/** A story on its way to another system of the agency. */
export const exportCommands: readonly CommandPlan<CliNeeds>[] = [
  acting('take-story', {
    name: 'story export <id>',
    about:
      'A story as a file for another system, with its rights in it; a partner’s must be taken first. Of a killed or withheld one, the stop',
    options: [
      { flags: '--to <format>', about: 'in which form', choices: OUTGOING_FORMATS, required: true },
      { flags: '--translation <id>', about: 'its translation instead of the story as it came' },
      { flags: '--out <file>', about: 'writes it there' },
    ],
    async run(desk, given) {
      const itemId = given.demand('id');
      const visible = isId(itemId) && (await desk.node.stories.read(desk.agency.id, itemId, desk.at));
      if (!visible) return refuse({ code: 'story-unknown' });
      const as = OUTGOING_FORMATS.find((one) => one === given.text('to')) ?? 'ninjs';
      const translationId = given.text('translation');
      if (translationId !== undefined && !isId(translationId)) return refuse({ code: 'translation-unknown' });
      const which = translationId === undefined ? {} : { translationId };
      const exported = await exportStory(desk.node, desk, { itemId, as, ...which });
      if (!exported.ok) return exported;
      return deliver(exported.value, given.text('out'));
    },
  }),
];

/** Bytes have no place on a terminal: without `--out` they go into a file of the name that the export has. */
async function deliver(
  { content, dropped, ...named }: ExportedStory,
  out: string | undefined,
): Promise<Answer> {
  const left = dropped.map(({ what, why }) => `left behind: ${what} (${why})`);
  const text = typeof content === 'string' ? { text: content } : {};
  const file = out ?? (text.text === undefined ? named.fileName : undefined);
  if (file === undefined)
    return accept({ json: { ...named, ...text, dropped }, lines: [text.text?.trimEnd() ?? '', ...left] });
  await writeFile(file, content);
  return accept({ json: { ...named, ...text, dropped, file }, lines: [`Written: ${file}`, ...left] });
}
