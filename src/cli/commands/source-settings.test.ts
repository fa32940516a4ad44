import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { settingsOf } from './source-settings.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pactwire-header-'));
  await writeFile(join(folder, 'key'), 'Bearer s3cret=\n');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const withHeaders = (...header: readonly string[]) =>
  settingsOf({
    text: () => undefined,
    texts: (name) => (name === 'header' ? header : []),
    demand: () => '',
    isSet: () => false,
  });

test('a header is typed, kept as it is, or comes out of a file that no shell remembers', async () => {
  const file = join(folder, 'key');
  expect(await withHeaders('X-Plan=a=b', 'X-Kept', `Authorization=@${file}`)).toEqual({
    ok: true,
    value: {
      headers: [
        { name: 'X-Plan', value: 'a=b' },
        { name: 'X-Kept' },
        { name: 'Authorization', value: 'Bearer s3cret=' },
      ],
    },
  });
  expect(await withHeaders('none')).toEqual({ ok: true, value: { headers: [] } });
  expect(await withHeaders()).toEqual({ ok: true, value: {} });
});

test('a file that is not there is an answer to the typist', async () => {
  expect(await withHeaders(`Authorization=@${folder}/none`)).toMatchObject({
    ok: false,
    error: { code: 'input-invalid' },
  });
});
