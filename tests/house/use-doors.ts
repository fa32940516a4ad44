import {
  declarationsOf,
  isSyntax,
  mentionsOf,
  nameOf,
  walk,
  type HouseModule,
  type Mentions,
  type ReferenceGraph,
  type Syntax,
} from './reference-graph.ts';

/** One way in or out of a node: a route, a command, a job, an entry of a partner. */
export type UseDoor = { readonly name: string; readonly module: HouseModule; readonly does: Mentions };

/** Every door that there is, found in the code and not in a list. */
export function findDoors({ modules }: ReferenceGraph): readonly UseDoor[] {
  return modules.flatMap((module) => [
    ...(module.path.startsWith('src/http/') ? routesOf(module) : []),
    ...(module.path.startsWith('src/cli/commands/') ? commandsOf(module) : []),
    ...(module.path.startsWith('src/main/wire/') ? [...jobsOf(module), ...effectsOf(module)] : []),
  ]);
}

const VERBS = new Set(['get', 'post', 'put', 'delete', 'patch', 'route', 'all']);

/** `mount(server, contract.takeStory, handler)` and Fastify's own `server.get(path, …, handler)`. */
function routesOf(module: HouseModule): UseDoor[] {
  const doors: UseDoor[] = [];
  walk(module.body, (node) => {
    if (node['type'] !== 'CallExpression' || !Array.isArray(node['arguments'])) return;
    const args = node['arguments'].filter(isSyntax).map((one) => one['expression']);
    const callee = isSyntax(node['callee']) ? node['callee'] : {};
    if (nameOf(callee) === 'mount') doors.push(door(`desk ${lastName(args[1])}`, module, args.slice(2)));
    else if (isRouteCall(callee, args)) doors.push(routeOf(module, nameOf(callee['property']), args));
  });
  return doors;
}

/** `server.route({ … })`, or a verb of any scope with a path; `form.get('file')` is neither. */
function isRouteCall(callee: Syntax, [first]: readonly unknown[]): boolean {
  const verb = nameOf(callee['property']);
  if (nameOf(callee['object']) === '' || !VERBS.has(verb) || !isSyntax(first)) return false;
  return first['type'] === 'StringLiteral' ? nameOf(first).startsWith('/') : verb === 'route';
}

/** One whose path is handed in stands for all that its file hands in. */
function routeOf(module: HouseModule, verb: string, args: readonly unknown[]): UseDoor {
  const path = pathIn(args[0]);
  return path === ''
    ? door(`${module.path.replace('src/http/', '')} *`, module, module.body)
    : door(`${verb} ${path}`, module, args);
}

function lastName(node: unknown): string {
  if (!isSyntax(node)) return '';
  return nameOf(node['property']) || nameOf(node);
}

function pathIn(first: unknown): string {
  if (isSyntax(first) && first['type'] === 'StringLiteral') return nameOf(first);
  let url = '';
  walk(first, (node) => {
    if (nameOf(node['key']) === 'url') url ||= nameOf(node['value']);
  });
  return url;
}

/** Each plan in an exported list of commands, by the first words that stand in it. */
function commandsOf(module: HouseModule): UseDoor[] {
  return declarationsOf(module).flatMap(([name, piece]) => {
    const list = piece['init'];
    if (!name.endsWith('Commands') || !isSyntax(list) || !Array.isArray(list['elements'])) return [];
    return list['elements'].filter(isSyntax).map((one) => {
      const command = one['expression'];
      return door(`command ${commandName(command) || `of ${module.path}`}`, module, command);
    });
  });
}

function commandName(command: unknown): string {
  let named = '';
  let first = '';
  walk(command, (node) => {
    if (nameOf(node['key']) === 'name') named ||= nameOf(node['value']);
    if (node['type'] === 'StringLiteral') first ||= nameOf(node);
  });
  return named || first;
}

/** Each `case` of the functions that do the outbox's jobs. */
function jobsOf(module: HouseModule): UseDoor[] {
  const doors: UseDoor[] = [];
  if (!/\/(exchange|fetch|system)-jobs\.ts$/.test(module.path)) return doors;
  walk(module.body, (node) => {
    if (node['type'] === 'SwitchCase')
      doors.push(door(`job ${nameOf(node['test'])}`, module, node['consequent']));
  });
  return doors;
}

/** Each entry and object of a partner's channel, by its type. */
function effectsOf(module: HouseModule): UseDoor[] {
  const doors: UseDoor[] = [];
  if (!module.path.endsWith('/entry-effects.ts')) return doors;
  for (const [name, piece] of declarationsOf(module))
    walk(piece, (node) => {
      if (node['type'] === 'KeyValueProperty')
        doors.push(door(`${name} ${nameOf(node['key'])}`, module, node['value']));
    });
  return doors;
}

function door(name: string, module: HouseModule, does: unknown): UseDoor {
  return { name, module, does: mentionsOf(does) };
}
