import { sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { evidenceSheet } from '#app/agreement/evidence-sheet.ts';
import { makeStatement } from '#app/agreement/evidence-statement.ts';
import { verifyEvidence } from '#app/agreement/verify-evidence.ts';
import { verifyEvidenceFile } from '#app/agreement/verify-evidence-file.ts';
import { verifyPasskey } from '#engines/verify-passkey.ts';
import { nodeHash } from '#engines/world.ts';
import { printEvidence, type EvidenceFile } from '#formats/evidence/evidence-file.ts';
import { pinnedKeyVerifier } from '#partners/keys/pinned-key-verifier.ts';
import { checkPublicKey, thumbprintOf } from '#partners/keys/public-key.ts';
import { ed25519Verifier } from '#partners/keys/verifier.ts';
import type { EvidenceSheet } from '#ports/evidence-printer.ts';
import { LU_JIANG, signedEvidence, SONG_HAN, testKey } from '#tests/town/signed-evidence.ts';
import { makeEvidencePrinter } from './print-evidence.ts';
import { readAttachment } from './read-attachment.ts';

const RELEASE = '1.0.0';
const tools = {
  hash: nodeHash,
  verify: pinnedKeyVerifier(ed25519Verifier()),
  verifyPasskey,
  checkPublicKey,
  thumbprintOf,
  printEvidence: makeEvidencePrinter(),
  readAttachment,
  release: RELEASE,
};
const { file, keys } = signedEvidence();
const [songHan, luJiang] = keys;

/** What the issuing side could sign: today's sheet with a change, by a key, as a release. */
function stated(
  change: (sheet: EvidenceSheet) => EvidenceSheet = (sheet) => sheet,
  { by = songHan, release = RELEASE, about = file } = {},
): { readonly sheet: EvidenceSheet; readonly file: EvidenceFile } {
  const verified = verifyEvidence(printEvidence(about), [], tools);
  if (!verified.ok) throw new Error(verified.error.code);
  const sheet = change(evidenceSheet(verified.value, about));
  const signer = { kid: by.kid, sign: (message: Uint8Array) => sign(null, message, by.key) };
  const statement = makeStatement({ verified: verified.value, file: about }, sheet, signer, {
    hash: nodeHash,
    release,
  });
  return { sheet, file: { ...about, statement } };
}

async function verdictOf(evidence: EvidenceFile): Promise<string> {
  const judged = await verifyEvidenceFile(new TextEncoder().encode(printEvidence(evidence)), [], tools);
  if (judged.ok) return judged.value.statement?.wording ?? 'no statement';
  return 'because' in judged.error ? `${judged.error.code} ${judged.error.because}` : judged.error.code;
}

const reworded = (sheet: EvidenceSheet): EvidenceSheet => ({
  ...sheet,
  texts: { ...sheet.texts, en: { ...sheet.texts.en, clauses: [{ number: 1, sentence: 'In other words.' }] } },
});

describe('a PDF issued by an older release in other words', () => {
  const path = join(import.meta.dirname, '../../../tests/evidence/older-wording.pdf');
  let older: Uint8Array;
  beforeAll(() => {
    older = new Uint8Array(readFileSync(path));
  });

  test('verifies by its own signed words, and it is said that today’s would be others', async () => {
    expect(await verifyEvidenceFile(older, [], tools)).toMatchObject({
      ok: true,
      value: {
        kind: 'pdf',
        statement: { release: '0.0.9', wording: 'former', isKeyNamed: true, kid: `${SONG_HAN}#sign-1` },
      },
    });
  });

  test('is refused when its pages say anything else than those words', async () => {
    const attached = readAttachment(older);
    if (!attached.ok) throw new Error(attached.error.code);
    const verified = await verifyEvidenceFile(older, [], tools);
    if (!verified.ok || !verified.value.statement) throw new Error('the fixture does not verify');
    const { sheet } = verified.value.statement;
    const pages = { ...sheet, lead: { ...sheet.lead, en: 'Something else.' } };
    const printed = await tools.printEvidence(pages, attached.value);
    if (!printed.ok) throw new Error(printed.error.because);
    const judged = await verifyEvidenceFile(printed.value, [], tools);
    expect(judged).toEqual({ ok: false, error: { code: 'evidence-text-differs' } });
  });
}, 60_000);

describe('the words and the trail of evidence count', () => {
  test('as signed by the side that issued it', async () => {
    expect(await verdictOf(stated().file)).toBe('todays');
    expect(await verdictOf(stated(reworded, { release: '0.9.0' }).file)).toBe('former');
  });

  test('for nothing under the signature of another, or of a key that is not in the file', async () => {
    expect(await verdictOf(stated(undefined, { by: luJiang }).file)).toBe('evidence-statement-invalid key');
    const other = testKey(SONG_HAN);
    const forged = stated(undefined, { by: other }).file;
    expect(await verdictOf(forged)).toBe('evidence-statement-invalid signature');
  });

  test('with a key that came after the agreement, which is said', async () => {
    const later = { ...testKey(SONG_HAN), kid: `${SONG_HAN}#sign-2` };
    const about = { ...file, keys: [...file.keys, { kid: later.kid, x: later.x }] };
    const text = printEvidence(stated(undefined, { by: later, about }).file);
    const judged = await verifyEvidenceFile(new TextEncoder().encode(text), [], tools);
    expect(judged).toMatchObject({ ok: true, value: { statement: { isKeyNamed: false, kid: later.kid } } });
  });

  test('for nothing when the trail beside it is another, or its release says other words than its own', async () => {
    const { file: whole } = stated();
    expect(await verdictOf({ ...whole, trail: whole.trail.slice(1) })).toBe(
      'evidence-statement-invalid trail',
    );
    expect(await verdictOf(stated(reworded).file)).toBe('evidence-statement-invalid words');
  });

  test('for nothing when a fact on the pages is not the file’s: a name, a key, a person, a moment', async () => {
    const changes: readonly ((sheet: EvidenceSheet) => EvidenceSheet)[] = [
      (sheet) => ({ ...sheet, digest: sheet.digest.replace('sha', 'SHA') }),
      (sheet) => ({ ...sheet, parties: sheet.parties.map((party) => ({ ...party, did: LU_JIANG })) }),
      (sheet) => ({ ...sheet, persons: sheet.persons.map((one) => ({ ...one, name: 'X' })) }),
      (sheet) => ({ ...sheet, trail: sheet.trail.slice(1) }),
      (sheet) => ({ ...sheet, facts: sheet.facts.map(([label]) => [label, 'x'] as const) }),
    ];
    for (const change of changes)
      expect(await verdictOf(stated(change, { release: '0.9.0' }).file)).toBe(
        'evidence-statement-invalid facts',
      );
  });
});
