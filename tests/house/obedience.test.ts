import { expect, test } from 'vitest';
import { inCanaryHouse } from './canary-house.ts';
import { readGraph, type ReferenceGraph } from './reference-graph.ts';
import { NO_ITEMS_HERE, UNASKED } from './unasked-doors.ts';
import { findDoors, type UseDoor } from './use-doors.ts';

const THE_DECISION = 'src/domain/agreement/decide-use.ts#decideUse';
const graph = readGraph();
const doors = findDoors(graph);
const asking = new Set(doors.filter((door) => asks(graph, door)).map(({ name }) => name));

function asks({ reachable }: ReferenceGraph, { module, does }: UseDoor): boolean {
  return reachable(module, does).has(THE_DECISION);
}

const excused = UNASKED.flatMap((group) => group.doors);

test('every door that lets an item out or into use asks the one decision, or says why it need not', () => {
  const silent = doors
    .filter(({ name, module }) => !asking.has(name) && !NO_ITEMS_HERE.includes(module.path))
    .map(({ name }) => name);
  expect(silent.toSorted()).toEqual(excused.toSorted());
});

test('offering, pulling, reading, explaining, taking, exporting, translating and publishing ask', () => {
  const uses = [
    'job item-admitted',
    'get /pxp/v1/objects/:digest',
    'get /pxp/v1/blobs/:digest',
    'desk readStory',
    'desk judgeStories',
    'desk explainUse',
    'desk explainSight',
    'desk takeStory',
    'desk passOn',
    'desk exportStory',
    'desk pushStory',
    'desk readStoryPlacements',
    'desk startTranslation',
    'desk readTranslation',
    'desk previewPublication',
    'desk publishStory',
    'command story show <id>',
    'command story why <id>',
    'command story take <id>',
    'command story pass-on <id>',
    'command story export <id>',
    'command story push <id>',
    'job deliver',
    'job call-back',
  ];
  expect(uses.filter((name) => !asking.has(name))).toEqual([]);
});

/** Ports and members through which the text or the pictures of items can be read. */
const READERS =
  /^src\/ports\/(?:reads\/(?:story|wire|publications)|item-store|blob-store|translation-store|publication-store|released-)/;
const READING = ['stories', 'wire', 'judgeStory', 'publicationReads', 'translations', 'released', 'files'];

test('a file said to hold no items imports no reader of items and is handed none', () => {
  const holding = graph.modules
    .filter(({ path }) => NO_ITEMS_HERE.includes(path))
    .flatMap(({ path, imports }) =>
      [...imports.values()].filter((one) => READERS.test(one)).map((one) => `${path}: ${one}`),
    );
  const handed = doors
    .filter(({ module }) => NO_ITEMS_HERE.includes(module.path))
    .flatMap(({ name, does }) =>
      READING.filter((one) => does.members.has(one)).map((one) => `${name}: ${one}`),
    );
  expect([...holding, ...handed]).toEqual([]);
  expect(NO_ITEMS_HERE.filter((path) => !graph.modules.some((one) => one.path === path))).toEqual([]);
});

test('every route, command and job that stands in the code is found as a door', () => {
  const found = (prefix: string): number =>
    doors.filter(({ module }) => module.path.startsWith(prefix)).length;
  expect(doors.map(({ name }) => name).filter((name) => name.endsWith(' '))).toEqual([]);
  expect(found('src/http/desk/')).toBeGreaterThan(60);
  expect(found('src/http/node/')).toBeGreaterThan(8);
  expect(found('src/cli/commands/')).toBeGreaterThan(40);
  expect(found('src/main/wire/')).toBeGreaterThan(20);
});

const DECIDES = {
  'src/domain/agreement/decide-use.ts': 'export function decideUse(): boolean { return true; }\n',
};
const MAIN = `import { showStory } from '#app/item/show-story.ts';
export const doors = (server: object) => mountWire(server, { show: (id: string) => showStory(id) });\n`;
const ROUTE = `export function mountWire(server: any, needs: any): void {
  mount(server, contract.readStory, async ({ params }) => needs.show(params.id));
}\n`;

async function doorsOf(app: string): Promise<boolean[]> {
  const files = {
    ...DECIDES,
    'src/main/doors.ts': MAIN,
    'src/http/desk/wire.ts': ROUTE,
    'src/app/item/show-story.ts': app,
  };
  return inCanaryHouse(files, (top) => {
    const house = readGraph(top);
    return findDoors(house).map((door) => asks(house, door));
  });
}

test('canary: a door is asking only when what main hands it speaks of the decision, and not by a type', async () => {
  const imported = `import { decideUse } from '#domain/agreement/decide-use.ts';\n`;
  expect(await doorsOf(`${imported}export const showStory = (id: string) => decideUse() && id;\n`)).toEqual([
    true,
  ]);
  expect(await doorsOf(`export const showStory = (id: string) => id;\n`)).toEqual([false]);
  const byType = `${imported}export const showStory = (id: ReturnType<typeof decideUse>) => id;\n`;
  expect(await doorsOf(byType)).toEqual([false]);
  const beside = `${imported}export const other = () => decideUse();\nexport const showStory = (id: string) => id;\n`;
  expect(await doorsOf(beside)).toEqual([false]);
});
