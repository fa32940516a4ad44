import { originOfDid } from '#domain/newsroom/origin-of-did.ts';
import { accept } from '#kernel/result.ts';
import type { CliNeeds } from '../cli-needs.ts';
import { columns } from '../columns.ts';
import type { CommandPlan } from '../command-plan.ts';
import { foundedLines, toldIn } from './init.ts';

const DATA = { flags: '--data <folder>', about: 'the node’s data folder (default ./data/node)' };

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
        ...foundingFlags.map(({ flag, about }) => ({ flags: `--${flag} <text>`, about })),
        {
          flags: '--origin <url>',
          about: 'where partners and readers reach it; part of its identity for ever',
          required: true,
        },
        DATA,
      ],
      async run(needs, given) {
        const answers = toldIn(
          given,
          foundingFlags.map(({ flag }) => flag),
        );
        const where = { ...toldIn(given, ['data']), origin: given.demand('origin') };
        const founded = await needs.foundAnother(answers, where);
        if (!founded.ok) return founded;
        const next = `curl ${founded.value.publicOrigin}/.well-known/pactwire`;
        return accept({ json: founded.value, lines: foundedLines(founded.value), next });
      },
    },
  ];
}
