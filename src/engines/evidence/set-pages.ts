import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stdin, stdout } from 'node:process';
import { fileURLToPath } from 'node:url';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { isJsonObject } from '#kernel/json.ts';

/** Run as a process of its own: takes `{ sheet, attachment, seconds }` on its input, gives the PDF on its output, and ends. */
const FONTS = [
  import.meta.resolve('@expo-google-fonts/noto-sans/package.json'),
  import.meta.resolve('@expo-google-fonts/noto-sans-sc/package.json'),
].map((manifest) => dirname(fileURLToPath(manifest)));
const TEMPLATE = readFileSync(join(import.meta.dirname, 'evidence.typ'), 'utf8');

function setPages(job: unknown): Buffer {
  if (!isJsonObject(job)) throw new Error('a job is a JSON object');
  const { sheet, attachment, seconds } = job;
  if (typeof attachment !== 'string' || typeof seconds !== 'number') throw new Error('a job has its parts');
  const fontPaths = FONTS.flatMap((font) => [join(font, '400Regular'), join(font, '700Bold')]);
  const compiler = NodeCompiler.create({ workspace: import.meta.dirname, fontArgs: [{ fontPaths }] });
  return compiler.pdf(
    { mainFileContent: TEMPLATE, inputs: { sheet: JSON.stringify(sheet), attachment } },
    { pdfStandard: 'a-3a', creationTimestamp: seconds },
  );
}

const chunks: Buffer[] = [];
stdin.on('data', (chunk: Buffer) => chunks.push(chunk));
stdin.on('end', () => {
  stdout.end(setPages(JSON.parse(Buffer.concat(chunks).toString('utf8'))));
});
