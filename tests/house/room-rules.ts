import type { IFlattenedRuleSet, IRegularForbiddenRuleType } from 'dependency-cruiser';
import {
  CLIENT_BUILTINS,
  CLIENT_ROOMS,
  KNOWN_BY_STAGES,
  ONE_HOME,
  ROOMS,
  STAGES,
  STANDING,
} from './room-plan.ts';

const TEST_FILE = String.raw`\.test\.tsx?$`;
const CONFIG_FILE = String.raw`\.config\.ts$`;

type Rule = IRegularForbiddenRuleType;

function rule(name: string, from: Rule['from'], to: Rule['to']): Rule {
  return { name, severity: 'error', from, to };
}

/** A test stands in a room but is no part of it: it may fetch what it needs to look from outside. */
function inRoom(room: string): Rule['from'] {
  return { path: `^src/${room}/`, pathNot: [TEST_FILE, CONFIG_FILE] };
}

function anyOf(names: readonly string[]): string {
  return `(${names.map((name) => name.replace(/[.]/g, String.raw`\.`).replace(/\/\*$/, '/[^/]+')).join('|')})`;
}

/** An npm package as dependency-cruiser names it: resolved into node_modules, or bare when it is not installed. */
function packagePaths(names: readonly string[]): string[] {
  const name = anyOf(names);
  return [`^${name}(/|$)`, `^node_modules/${name}(/|$)`, `^node_modules/@types/${name}(/|$)`];
}

function roomRules(): Rule[] {
  return Object.entries(ROOMS).flatMap(([room, { rooms, packages, builtins }]) => {
    const known = anyOf([room, ...rooms]);
    const npm = { dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg'] } as const;
    return [
      rule(`${room}-knows-only-its-rooms`, inRoom(room), { path: '^src/', pathNot: `^src/${known}/` }),
      rule(`${room}-takes-only-its-packages`, inRoom(room), {
        dependencyTypes: [...npm.dependencyTypes],
        ...(packages.length > 0 ? { pathNot: packagePaths(packages) } : {}),
      }),
      ...(builtins === 'none'
        ? [rule(`${room}-has-no-node-modules`, inRoom(room), { dependencyTypes: ['core'] })]
        : []),
    ];
  });
}

function stageRules(floor: 'domain' | 'app'): Rule[] {
  const stages = STAGES.map((stage, at) =>
    rule(
      `${floor}-${stage}-knows-earlier-stages`,
      { path: `^src/${floor}/${stage}/`, pathNot: TEST_FILE },
      {
        path: `^src/${floor}/`,
        pathNot: `^src/${floor}/${anyOf([...STAGES.slice(0, at + 1), ...KNOWN_BY_STAGES])}/`,
      },
    ),
  );
  const standing = Object.entries(STANDING).map(([name, known]) =>
    rule(
      `${floor}-${name}-stands-beside`,
      { path: `^src/${floor}/${name}/`, pathNot: TEST_FILE },
      {
        path: `^src/${floor}/`,
        pathNot: `^src/${floor}/${anyOf([name, ...known])}/`,
      },
    ),
  );
  return [...stages, ...standing];
}

function oneHomeRules(): Rule[] {
  const packages = Object.entries(ONE_HOME).map(([name, homes]) =>
    rule(
      `${name}-only-in-${homes.join('-and-')}`,
      { path: '^src/', pathNot: [`^src/${anyOf(homes)}/`, TEST_FILE] },
      { path: packagePaths([name]) },
    ),
  );
  return [
    ...packages,
    rule(
      'network-clients-only-in-engines',
      { path: '^src/', pathNot: [`^src/${anyOf(CLIENT_ROOMS)}/`, TEST_FILE] },
      { dependencyTypes: ['core'], path: `^(node:)?${anyOf(CLIENT_BUILTINS)}$` },
    ),
  ];
}

/** Every wall of the house as one rule of dependency-cruiser, type-only imports included. */
export function roomRuleSet(): IFlattenedRuleSet {
  return {
    forbidden: [
      ...roomRules(),
      ...stageRules('domain'),
      ...stageRules('app'),
      ...oneHomeRules(),
      rule('no-circles', {}, { circular: true }),
      rule(
        'nothing-imports-tests',
        { path: '^(src|tools)/', pathNot: TEST_FILE },
        {
          path: ['^tests/', TEST_FILE],
        },
      ),
      // A kit that borrowed from the node would prove the node by itself (docs/protocol/conformance.md).
      rule(
        'kit-reads-the-specification-alone',
        { path: String.raw`^tools/conformance(/|\.ts$)`, pathNot: TEST_FILE },
        {
          path: '^(src|tools|node_modules)/',
          pathNot: ['^src/kernel/', '^tools/conformance/', '^node_modules/@types/node/'],
        },
      ),
      rule('src-imports-no-tools', { path: '^src/', pathNot: TEST_FILE }, { path: '^tools/' }),
      rule('every-import-resolves', {}, { couldNotResolve: true }),
      rule('every-package-is-declared', {}, { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] }),
    ],
  };
}
