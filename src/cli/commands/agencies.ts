import { originOfDid } from '#domain/newsroom/origin-of-did.ts';
import { accept } from '#kernel/result.ts';
import { DATA } from '../at-desk.ts';
import type { CliNeeds } from '../cli-needs.ts';
import { columns } from '../columns.ts';
import type { CommandPlan } from '../command-plan.ts';
import { answersIn, foundedLines, foundingOptions, toldIn } from './init.ts';

/** Several agencies may share a node: each has an address, keys, portal and partners of its own. */
export function agenciesCommands({
  foundingFlags,
}: Pick<CliNeeds, 'foundingFlags'>): readonly CommandPlan<CliNeeds>[] {
  return [
    {
      name: 'agency list',
      about: 'The agencies that share this node, and the address of each',
      options: [DATA],
      async run(needs, given) {
        const opened = await needs.openNode(given.text('data'));
        if (!opened.ok) return opened;
        const node = opened.value;
        try {
          const agencies = (await node.agencies.list()).map(({ slug, did, name }) => {
            return { slug, did, name, origin: originOfDid(did, node.publicOrigin) };
          });
          const rows = agencies.map(({ slug, name, origin }) => [slug, name.en, origin]);
          return accept({ json: { agencies }, lines: columns(['agency', 'name', 'address'], rows) });
        } finally {
          await node.close();
        }
      },
    },
    {
      name: 'agency found',
      about:
        'Found one more agency on this node, at an address of its own; a running node takes it up by itself',
      options: [
        ...foundingOptions(foundingFlags),
        {
          flags: '--origin <url>',
          about: 'where partners and readers reach it; part of its identity for ever',
          required: true,
        },
        DATA,
      ],
      async run(needs, given) {
        const answers = answersIn(given, foundingFlags);
        const where = { ...toldIn(given, ['data']), origin: given.demand('origin') };
        const founded = await needs.foundAnother(answers, where);
        if (!founded.ok) return founded;
        const next = `curl ${founded.value.publicOrigin}/.well-known/pactwire`;
        return accept({ json: founded.value, lines: foundedLines(founded.value), next });
      },
    },
  ];
}
