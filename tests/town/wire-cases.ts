import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { decodeText } from '#formats/text/decode-text.ts';

/** A wire file of `conformance/wires` and the fields that must come out of it, as its neighbour `*.expected.json` says. */
export type WireCase = {
  readonly name: string;
  readonly text: string;
  readonly expected: Record<string, unknown>;
};

/** The cases of one format, in the order of their names. */
export function wireCases(format: string): readonly WireCase[] {
  const folder = join(import.meta.dirname, '../../conformance/wires', format);
  return readdirSync(folder)
    .filter((name) => !name.endsWith('.expected.json'))
    .toSorted()
    .flatMap((name) => {
      const expectations = join(folder, `${name.slice(0, -extname(name).length)}.expected.json`);
      if (!existsSync(expectations)) throw new Error(`${name} has no expectations`);
      const decoded = decodeText(readFileSync(join(folder, name)));
      if (!decoded.ok) throw new Error(`${name}: ${decoded.error.detail}`);
      const expected: Record<string, unknown> = JSON.parse(readFileSync(expectations, 'utf8'));
      return [{ name, text: decoded.value.text, expected }];
    });
}
