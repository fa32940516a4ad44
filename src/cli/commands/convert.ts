import { CONVERT_TARGETS } from '#formats/convert-to.ts';
import { refuse, accept } from '#kernel/result.ts';
import type { Clock } from '#ports/world.ts';
import { columns, clip, pairs } from '../columns.ts';
import type { CommandPlan } from '../command-plan.ts';
import { convertFile, type ConvertedFile } from '../convert-file.ts';
import { inputInvalid, type Answer } from '../said.ts';

/** Reading a wire file without a node: what comes out of it and what would be dropped. */
export const convertCommand: CommandPlan<{ readonly clock: Clock }> = {
  name: 'convert <file>',
  about:
    'Show what a wire file (ninjs, NewsML-G2, RSS, Atom) becomes here and what it would lose; needs no node',
  options: [
    {
      flags: '--to <format>',
      about: 'what to print the items as; ninjs if left out',
      choices: CONVERT_TARGETS,
    },
    { flags: '--provider <did>', about: 'the agency that answers for the items' },
  ],
  async run({ clock }, given) {
    const path = given.demand('file');
    const provider = given.text('provider');
    try {
      const to = CONVERT_TARGETS.find((one) => one === given.text('to')) ?? 'ninjs';
      const told = { receivedAt: clock.now(), to, ...(provider === undefined ? {} : { provider }) };
      const read = await convertFile(path, told);
      if (read.ok) return say(read.value);
      const { code, at, detail } = read.error;
      const refusal = { code: 'document-refused', file: path, reason: code, at, detail } as const;
      return refuse(refusal);
    } catch (fault) {
      // The file is the typist's, so what the disk says of it is an answer and no fault.
      if (fault instanceof Error && 'syscall' in fault) return inputInvalid('file', fault.message);
      throw fault;
    }
  },
};

function say(converted: ConvertedFile): Answer {
  const { file, format, items, dropped, findings } = converted;
  return accept({
    json: converted,
    lines: [
      ...pairs([
        ['file', file],
        ['format', format],
        ['items', String(items.length)],
      ]),
      ...items.map((item) => `\n${typeof item === 'string' ? item : JSON.stringify(item, undefined, 2)}`),
      ...listed(
        'dropped',
        ['at', 'what', 'why'],
        dropped.map(({ at, what, why }) => [at, what, why]),
      ),
      ...listed(
        'findings',
        ['at', 'code', 'detail'],
        findings.map((one) => [one.at, one.code, one.detail]),
      ),
    ],
  });
}

function listed(
  title: string,
  heads: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  if (rows.length === 0) return [`\n${title}: nothing`];
  return [
    `\n${title}:`,
    ...columns(
      heads,
      rows.map((row) => row.map((cell) => clip(cell, 90))),
    ),
  ];
}
