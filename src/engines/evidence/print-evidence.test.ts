import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { evidenceSheet } from '#app/agreement/evidence-sheet.ts';
import { verifyEvidence } from '#app/agreement/verify-evidence.ts';
import { verifyEvidenceFile } from '#app/agreement/verify-evidence-file.ts';
import { verifyPasskey } from '#engines/verify-passkey.ts';
import { nodeHash } from '#engines/world.ts';
import { printEvidence } from '#formats/evidence/evidence-file.ts';
import { pinnedKeyVerifier } from '#partners/keys/pinned-key-verifier.ts';
import { checkPublicKey, thumbprintOf } from '#partners/keys/public-key.ts';
import { ed25519Verifier } from '#partners/keys/verifier.ts';
import { signedEvidence } from '#tests/town/signed-evidence.ts';
import { makeEvidencePrinter } from './print-evidence.ts';
import { readAttachment } from './read-attachment.ts';

const printPages = makeEvidencePrinter();
const tools = {
  hash: nodeHash,
  verify: pinnedKeyVerifier(ed25519Verifier()),
  verifyPasskey,
  checkPublicKey,
  thumbprintOf,
  printEvidence: printPages,
  readAttachment,
  release: '1.0.0',
};
const { file } = signedEvidence();
const text = printEvidence(file);

async function print(evidence = file): Promise<Uint8Array> {
  const verified = verifyEvidence(printEvidence(evidence), [], tools);
  if (!verified.ok) throw new Error(verified.error.code);
  const printed = await printPages(evidenceSheet(verified.value, evidence), printEvidence(evidence));
  if (!printed.ok) throw new Error(printed.error.because);
  return printed.value;
}

let pdf: Uint8Array;
beforeAll(async () => {
  pdf = await print();
}, 60_000);

test('the same evidence gives the same bytes, whenever it is printed', async () => {
  expect(Buffer.compare(await print(), pdf)).toBe(0);
});

test('its one attachment is the evidence, word for word, and the file says that it is PDF/A-3a', () => {
  expect(readAttachment(pdf)).toEqual({ ok: true, value: text });
  const raw = Buffer.from(pdf).toString('latin1');
  expect(raw).toContain('<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>');
  expect(raw).toContain('/AFRelationship /Data');
});

test('a genuine PDF verifies, people and keys included', async () => {
  expect(await verifyEvidenceFile(pdf, [], tools)).toMatchObject({
    ok: true,
    value: { kind: 'pdf', signatures: [{ verdict: 'holds' }, { verdict: 'holds' }] },
  });
});

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
const bytesOf = (raw: string): Uint8Array => new Uint8Array(Buffer.from(raw, 'latin1'));

describe('a PDF that is not genuine is refused with its own code:', () => {
  const codeOf = async (bytes: Uint8Array): Promise<string> => {
    const judged = await verifyEvidenceFile(bytes, [], tools);
    return judged.ok ? 'genuine' : judged.error.code;
  };

  test('cut short', async () => {
    expect(await codeOf(pdf.subarray(0, pdf.length - 40))).toBe('evidence-pdf-truncated');
  });

  test('with a second attachment, or none', async () => {
    const object = '9999 0 obj\n<<\n  /Length 2\n  /Type /EmbeddedFile\n>>\nstream\n{}\nendstream\nendobj\n';
    expect(await codeOf(bytesOf(latin1(pdf).replace(/%%EOF\s*$/, `${object}%%EOF`)))).toBe(
      'evidence-pdf-attachments',
    );
    expect(await codeOf(bytesOf('%PDF-1.7\n%%EOF'))).toBe('evidence-pdf-attachments');
  });

  test('with pages of other evidence around a genuine attachment', async () => {
    const other = signedEvidence().file;
    const verified = verifyEvidence(text, [], tools);
    if (!verified.ok) throw new Error(verified.error.code);
    // The pages of one, the attachment of the other: each good by itself.
    const mixed = await printPages(evidenceSheet(verified.value, file), printEvidence(other));
    expect(mixed.ok && (await codeOf(mixed.value))).toBe('evidence-text-differs');
  });

  test('with one word of its pages changed by an appended update', async () => {
    const updated = `${latin1(pdf)}\n1 0 obj\n<< /Type /Pages /Count 0 /Kids [] >>\nendobj\n%%EOF`;
    expect(await codeOf(bytesOf(updated))).toBe('evidence-text-differs');
  });

  test('whose attachment was changed', async () => {
    const spoilt = pdf.slice();
    const start = latin1(pdf).indexOf('stream', latin1(pdf).indexOf('/EmbeddedFile'));
    spoilt[start + 200] = (spoilt[start + 200] ?? 0) ^ 0xff;
    expect(await codeOf(spoilt)).toBe('evidence-pdf-not-read');
  });
});

const has = (command: string): boolean => spawnSync(command, ['-v']).error === undefined;
const hasPoppler = has('pdftotext') && has('pdftoppm') && has('pdffonts');

describe.skipIf(!hasPoppler)(
  `read by another program${hasPoppler ? '' : ' (skipped: poppler-utils is not here)'}`,
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'pactwire-evidence-'));
    const path = join(folder, 'evidence.pdf');
    beforeAll(() => writeFileSync(path, pdf));
    afterAll(() => rmSync(folder, { recursive: true, force: true }));
    const run = (command: string, ...words: string[]): string =>
      spawnSync(command, words, { encoding: 'utf8', cwd: folder }).stdout;

    test('Vietnamese and Chinese names and texts come out as they are', () => {
      const read = run('pdftotext', '-layout', path, '-').normalize('NFC');
      for (const said of [
        'Nguyễn Thị Ấm',
        '陈静',
        '欧阳龘',
        '瀚江—鹭江新闻交换协议',
        'Hãng tin Sông Hàn',
        'signatory',
      ])
        expect(read).toContain(said);
      expect(read).not.toContain('\uFFFD');
    });

    test('every font lies in the file as a subset', () => {
      const lines = run('pdffonts', path).trim().split('\n').slice(2);
      expect(lines.length).toBeGreaterThanOrEqual(2);
      for (const line of lines) expect(line).toMatch(/^[A-Z]{6}\+NotoSans(SC)?-.* yes yes yes /);
    });

    test('every page is drawn: neither blank nor black, with a rare character among the names', async () => {
      run('pdftoppm', '-r', '60', '-png', path, 'page');
      const pages = readdirSync(folder).filter((name) => name.endsWith('.png'));
      expect(pages.length).toBeGreaterThanOrEqual(4);
      for (const page of pages) {
        const { channels } = await sharp(readFileSync(join(folder, page))).stats();
        // Not blank, and mostly paper.
        expect(channels[0]?.min).toBeLessThan(100);
        expect(channels[0]?.mean).toBeGreaterThan(180);
      }
      const hasGlyph = run('pdftotext', path, '-').includes('龘');
      expect(hasGlyph).toBe(true);
    });
  },
);
