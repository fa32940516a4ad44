import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WireRecordShape } from '#contract/wire-record.ts';
import { contractEndpoints } from './contract-endpoints.ts';
import { errorsPage, isProblemTable } from './errors-page.ts';
import { openApiDocument } from './openapi-document.ts';

export type GeneratedFile = { readonly path: string; readonly text: string };

const HOUSE = join(import.meta.dirname, '..');

function houseVersion(): string {
  const manifest: { version: string } = JSON.parse(readFileSync(join(HOUSE, 'package.json'), 'utf8'));
  return manifest.version;
}

async function problemTable(): Promise<unknown> {
  const path = join(HOUSE, 'src/contract/problems.ts');
  if (!existsSync(path)) return undefined;
  const exported: Record<string, unknown> = await import(path);
  return exported['PROBLEMS'];
}

/** What `pactwire convert --json` prints, for those who read it with other tools. */
function wireRecordSchema(): object {
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', title: 'WireRecord', ...WireRecordShape };
}

/** The files that are written from the code, committed, and proved fresh by `tests/house/generated.test.ts`. */
export async function generatedFiles(): Promise<GeneratedFile[]> {
  const document = openApiDocument(await contractEndpoints(), houseVersion());
  const problems = await problemTable();
  return [
    { path: 'docs/wire-record.schema.json', text: `${JSON.stringify(wireRecordSchema(), null, 2)}\n` },
    { path: 'docs/openapi.json', text: `${JSON.stringify(document, null, 2)}\n` },
    ...(isProblemTable(problems) ? [{ path: 'docs/errors.md', text: errorsPage(problems) }] : []),
  ];
}
