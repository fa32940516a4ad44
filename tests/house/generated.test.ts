import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { Type } from 'typebox';
import { expect, test } from 'vitest';
import { ENDPOINTS } from '#contract/endpoints.ts';
import { contractEndpoints } from '#tools/contract-endpoints.ts';
import { codesOfPage, errorsPage, isProblemTable } from '#tools/errors-page.ts';
import { generatedFiles, type GeneratedFile } from '#tools/generated-files.ts';
import { openApiDocument } from '#tools/openapi-document.ts';
import { HOUSE, houseFiles, isTest, readHouse } from './house-files.ts';

/** Generated files whose committed text is not what the code gives now. */
function stale(files: readonly GeneratedFile[], read: (path: string) => string): string[] {
  return files.filter(({ path, text }) => read(path) !== text).map(({ path }) => path);
}

const readOrNothing = (path: string): string => (existsSync(join(HOUSE, path)) ? readHouse(path) : '');

test('every generated file is the one that the code gives now (npm run generate)', async () => {
  expect(stale(await generatedFiles(), readOrNothing)).toEqual([]);
});

test('canary: a generated file that lags behind its code is reported', async () => {
  const files = await generatedFiles();
  expect(stale(files, (path) => `${readOrNothing(path)} `)).toEqual(files.map(({ path }) => path));
});

test('no two endpoints share a name, or a method and path', async () => {
  const endpoints = await contractEndpoints();
  expect(endpoints.length).toBeGreaterThan(3);
  const doors = endpoints.map(
    ({ endpoint }) => `${endpoint.method} ${endpoint.path.replaceAll(/:\w+/g, ':')}`,
  );
  expect(doors.filter((door, at) => doors.indexOf(door) !== at)).toEqual([]);
  const names = endpoints.map(({ name }) => name);
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
});

test('the list that doors and tests are made of holds every endpoint that a contract file exports', async () => {
  const exported = (await contractEndpoints()).map(({ name }) => name);
  expect(ENDPOINTS.map(({ name }) => name).toSorted()).toEqual(exported.toSorted());
});

test('every schema of the API compiles as JSON Schema 2020-12, and every path parameter has one', async () => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  for (const { name, endpoint } of await contractEndpoints()) {
    for (const schema of [endpoint.params, endpoint.query, endpoint.body, endpoint.reply]) {
      if (schema)
        expect(() => ajv.compile(structuredClone(JSON.parse(JSON.stringify(schema)))), name).not.toThrow();
    }
    const inPath = [...endpoint.path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '');
    const declared = Object.keys(JSON.parse(JSON.stringify(endpoint.params ?? {})).properties ?? {});
    expect(declared.toSorted(), name).toEqual(inPath.toSorted());
  }
});

test('an endpoint becomes an OpenAPI operation with its parameters, body, permission and refusals', () => {
  const endpoint = {
    method: 'POST',
    path: '/api/a/:id',
    permission: 'publish',
    summary: 'Do it',
    params: Type.Object({ id: Type.String() }),
    body: Type.Object({ b: Type.Optional(Type.Integer()) }),
    reply: Type.Object({ c: Type.Boolean() }),
  } as const;
  const document = JSON.parse(
    JSON.stringify(openApiDocument([{ name: 'doIt', capability: 'a', endpoint }], '1.0.0')),
  );
  const operation = document.paths['/api/a/{id}'].post;
  expect(operation.operationId).toBe('doIt');
  expect(operation.parameters).toEqual([
    { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
  ]);
  expect(operation.requestBody.content['application/json'].schema.type).toBe('object');
  expect(Object.keys(operation.responses)).toEqual(['200', 'default']);
});

const problemsFile = 'src/contract/problems.ts';
const hasProblems = existsSync(join(HOUSE, problemsFile));

test.skipIf(!hasProblems)(
  'every refusal code has its page entry, and every page entry its code',
  async () => {
    const exported: Record<string, unknown> = await import(join(HOUSE, problemsFile));
    const problems = exported['PROBLEMS'];
    if (!isProblemTable(problems))
      throw new Error(`${problemsFile}: PROBLEMS lacks title or next in vi, zh-Hans or en`);
    expect(codesOfPage(readHouse('docs/errors.md')).toSorted()).toEqual(Object.keys(problems).toSorted());
    const silent = Object.entries(problems).filter(([, { title, next }]) =>
      [...Object.values(title), ...Object.values(next)].some((words) => words.trim().length < 2),
    );
    expect(silent.map(([code]) => code)).toEqual([]);
  },
);

/** Codes that a text refuses with: `refuse({ code: 'offer-unknown', … })`. */
function refusedWith(text: string): string[] {
  return [...text.matchAll(/refuse\(\{\s*code:\s*'([^']+)'/g)].flatMap((match) => match[1] ?? []);
}

test.skipIf(!hasProblems)(
  'every code that a door itself refuses with has words (those of use cases are held by the compiler)',
  async () => {
    const codes = new Set(codesOfPage(readHouse('docs/errors.md')));
    const wordless = houseFiles('src')
      .filter((path) => /^src\/(?:http|cli)\/.*\.ts$/.test(path) && !isTest(path))
      .flatMap((path) => refusedWith(readHouse(path)).map((code) => ({ path, code })))
      .filter(({ code }) => !codes.has(code));
    expect(wordless).toEqual([]);
  },
);

test('canary: a code without an entry, and an entry without a code, are seen', () => {
  const words = { vi: 'một | hai', 'zh-Hans': '一', en: 'one' };
  const page = errorsPage({
    'b-lost': { title: words, next: words },
    'a-lost': { title: words, next: words },
  });
  expect(codesOfPage(page)).toEqual(['a-lost', 'b-lost']);
  expect(page).toContain(String.raw`một \| hai`);
  expect(isProblemTable({ 'a-lost': { title: words } })).toBe(false);
  expect(isProblemTable({ 'a-lost': { title: words, next: { vi: 'a', en: 'b' } } })).toBe(false);
  expect(refusedWith(`return refuse({ code: 'offer-unknown', id });`)).toEqual(['offer-unknown']);
});
