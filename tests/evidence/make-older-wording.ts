import { sign } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { evidenceSheet } from '#app/agreement/evidence-sheet.ts';
import { makeStatement } from '#app/agreement/evidence-statement.ts';
import { verifyEvidence } from '#app/agreement/verify-evidence.ts';
import { makeEvidencePrinter } from '#engines/evidence/print-evidence.ts';
import { verifyPasskey } from '#engines/verify-passkey.ts';
import { nodeHash } from '#engines/world.ts';
import { printEvidence } from '#formats/evidence/evidence-file.ts';
import { pinnedKeyVerifier } from '#partners/keys/pinned-key-verifier.ts';
import { checkPublicKey, thumbprintOf } from '#partners/keys/public-key.ts';
import { ed25519Verifier } from '#partners/keys/verifier.ts';
import { signedEvidence } from '../town/signed-evidence.ts';

/**
 * Writes older-wording.pdf: evidence as a release 0.0.9 would have issued it, whose sentences and headings were other ones. It
 * was made once and is never made again, for it stands for every PDF that is out: a change of template, typesetter or fonts
 * after which it no longer verifies needs the old ones kept beside the new (`EVIDENCE_LAYOUT`).
 */
const { file, keys } = signedEvidence();
const [songHan] = keys;
const tools = {
  hash: nodeHash,
  verify: pinnedKeyVerifier(ed25519Verifier()),
  verifyPasskey,
  checkPublicKey,
  thumbprintOf,
};
const verified = verifyEvidence(printEvidence(file), [], tools);
if (!verified.ok) throw new Error(verified.error.code);
const today = evidenceSheet(verified.value, file);
const former = <
  T extends { readonly clauses: readonly { readonly number: number; readonly sentence: string }[] },
>(
  text: T,
) => ({
  ...text,
  clauses: text.clauses.map(({ number, sentence }) => ({ number, sentence: `§ ${sentence}` })),
});
const { texts } = today;
const sheet = {
  ...today,
  lead: { ...today.lead, en: 'This paper was worded by an older release.' },
  texts: { vi: former(texts.vi), 'zh-Hans': former(texts['zh-Hans']), en: former(texts.en) },
};
const statement = makeStatement(
  { verified: verified.value, file },
  sheet,
  { kid: songHan.kid, sign: (message) => sign(null, message, songHan.key) },
  { hash: nodeHash, release: '0.0.9' },
);
const printed = await makeEvidencePrinter()(sheet, printEvidence({ ...file, statement }));
if (!printed.ok) throw new Error(printed.error.because);
writeFileSync(join(import.meta.dirname, 'older-wording.pdf'), printed.value);
