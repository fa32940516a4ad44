import { keepDialect, switchDialect } from '#app/item/dialect/keep-dialect.ts';
import { showDialect, showDialects, type DialectHistory } from '#app/item/dialect/show-dialects.ts';
import { isJsonObject } from '#kernel/json.ts';
import { accept } from '#kernel/result.ts';
import type { KeptDialect } from '#ports/dialect-store.ts';
import { acting, reading, type Desk, type SeatedDesk } from '../at-desk.ts';
import type { CliNeeds } from '../cli-needs.ts';
import { clip, columns } from '../columns.ts';
import type { CommandPlan } from '../command-plan.ts';
import { readJsonFile } from '../read-named-file.ts';
import { inputInvalid, type Answer } from '../said.ts';
import { shortTime } from '../short-time.ts';

/** What agencies of the wire do differently (docs/dialects.md): looked at, kept from a file, switched off and on. */
export const dialectCommands: readonly CommandPlan<CliNeeds>[] = [
  reading({
    name: 'dialect list',
    about: 'Every dialect that documents may be read with, in the order in which they are asked',
    async run(desk) {
      const dialects = await showDialects(needsOf(desk), desk.agency.id);
      return accept({
        json: { dialects },
        lines: columns(
          ['STATE', 'FROM', 'ID', 'VERSION', 'NAME', 'SOURCES'],
          dialects.map((one) => [
            one.state,
            one.from,
            one.dialect.id,
            String(one.dialect.version ?? ''),
            clip(one.dialect.name, 40),
            one.sources.map(({ name }) => clip(name, 20)).join(', '),
          ]),
        ),
      });
    },
  }),
  reading({
    name: 'dialect show <id>',
    about: 'One dialect as its file, with who kept which version when',
    async run(desk, given) {
      const shown = await showDialect(needsOf(desk), desk.agency.id, given.demand('id'));
      return shown.ok ? accept({ json: shown.value, lines: linesOf(shown.value) }) : shown;
    },
  }),
  acting('manage-sources', {
    name: 'dialect keep <file>',
    about: 'Keep a dialect file as the next version; it holds from the next document on',
    async run(desk, given) {
      const file = await readJsonFile('file', given.demand('file'));
      if (!file.ok) return file;
      if (!isJsonObject(file.value)) return inputInvalid('file', 'must hold one JSON object');
      const { id } = file.value;
      const revision = typeof id === 'string' ? await newestOf(desk, id) : 0;
      const kept = await keepDialect(needsOf(desk), byOf(desk), { dialect: file.value, revision });
      return kept.ok ? said(kept.value) : kept;
    },
  }),
  acting('manage-sources', {
    name: 'dialect off <id>',
    about: 'Read nothing with a kept dialect any more; one that lies farther down holds again',
    run: (desk, given) => switchTo(desk, given.demand('id'), 'off'),
  }),
  acting('manage-sources', {
    name: 'dialect on <id>',
    about: 'Read with a kept dialect again',
    run: (desk, given) => switchTo(desk, given.demand('id'), 'on'),
  }),
];

function needsOf({ node }: Desk) {
  return { transact: node.inSources, fileDialects: node.fileDialects };
}

function byOf({ agency, personId, at }: SeatedDesk) {
  return { agencyId: agency.id, personId, at };
}

async function newestOf({ node, agency }: Desk, id: string): Promise<number> {
  const [newest] = await node.inSources(agency.id, ({ dialects }) => dialects.versions(id));
  return newest?.version ?? 0;
}

async function switchTo(desk: SeatedDesk, id: string, state: KeptDialect['state']): Promise<Answer> {
  const revision = await newestOf(desk, id);
  const switched = await switchDialect(needsOf(desk), byOf(desk), { id, state, revision });
  return switched.ok ? said(switched.value) : switched;
}

function said({ id, version, state, at }: KeptDialect): Answer {
  return accept({ json: { id, version, state, at }, lines: [`${id}: version ${version}, ${state}`] });
}

function linesOf({ dialect, from, state, sources, versions }: DialectHistory): readonly string[] {
  return [
    `${dialect.name}: ${from}, ${state}`,
    ...sources.map((one) => `read with it: ${clip(one.name, 60)}, last ${shortTime(one.at)}`),
    ...columns(
      ['VERSION', 'STATE', 'KEPT', 'BY'],
      versions.map((one) => [String(one.version), one.state, shortTime(one.at), clip(one.by, 40)]),
    ),
    '',
    ...JSON.stringify(dialect, undefined, 2).split('\n'),
  ];
}
