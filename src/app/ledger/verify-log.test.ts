import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { noteVerifier } from '#partners/keys/note-verifier.ts';
import { noteKey } from '#formats/tlog/signed-note.ts';
import { signedLog } from '#tests/town/signed-log.ts';
import { claimedOrigin, verifyLog, verifyLogProof, type ReadLog } from './verify-log.ts';

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();
const tools = { sha256, verifyNote: noteVerifier() };
const log = signedLog('a.example/transparency');
const { key, x, checkpointOf } = log;

function shown(leaves: readonly string[], checkpoint = checkpointOf(leaves)): ReadLog {
  const files = log.filesOf(leaves, checkpoint);
  return async (path) => files.get(path);
}

const LEAVES = Array.from({ length: 600 }, (_, at) => `{"kind":"item-killed","number":${at}}`);
const changed = (at: number): readonly string[] => LEAVES.with(at, '{"kind":"nothing-happened"}');

describe('a whole log', () => {
  test('is verified with every leaf, and continues what it signed before', async () => {
    for (const before of [1, 255, 256, 257, 599, 600]) {
      const since = checkpointOf(LEAVES.slice(0, before));
      expect(await verifyLog(tools, shown(LEAVES), key, since)).toMatchObject({
        ok: true,
        value: { checkpoint: { size: 600 }, leaves: LEAVES, cosigners: [] },
      });
    }
  });

  test('whose leaves are not what it signed is refused', async () => {
    expect(await verifyLog(tools, shown(changed(300), checkpointOf(LEAVES)), key)).toEqual({
      ok: false,
      error: { code: 'log-root-differs', size: 600 },
    });
  });

  test('that was rewritten since is refused, though it is well signed now', async () => {
    const since = checkpointOf(LEAVES.slice(0, 400));
    expect(await verifyLog(tools, shown(changed(300)), key, since)).toEqual({
      ok: false,
      error: { code: 'log-rewritten', size: 600, before: 400 },
    });
    expect(await verifyLog(tools, shown(changed(500)), key, since)).toMatchObject({ ok: true });
  });

  test('that is shorter than it was is refused', async () => {
    const answer = await verifyLog(tools, shown(LEAVES.slice(0, 500)), key, checkpointOf(LEAVES));
    expect(answer).toEqual({ ok: false, error: { code: 'log-shortened', size: 500, before: 600 } });
  });

  test('with a part missing, or of another log, is refused', async () => {
    const read = shown(LEAVES);
    const missing: ReadLog = async (path) => (path.endsWith('/001') ? undefined : read(path));
    expect(await verifyLog(tools, missing, key)).toEqual({
      ok: false,
      error: { code: 'log-unreadable', path: 'tile/entries/001' },
    });
    const other = noteKey(sha256, 'b.example/transparency', 'ed25519', Buffer.from(x, 'base64url'));
    expect(await verifyLog(tools, read, other)).toMatchObject({ error: { code: 'checkpoint-origin' } });
  });
});

describe('the proof of one leaf', () => {
  const proofOf = (index: number, leaf?: string): string => log.proofOf(LEAVES, index, leaf);

  test('is verified from the file alone', () => {
    expect(verifyLogProof(tools, proofOf(300), key)).toMatchObject({
      ok: true,
      value: { index: 300, leaf: LEAVES[300], checkpoint: { origin: key.name, size: 600 } },
    });
    expect(claimedOrigin(proofOf(300))).toBe(key.name);
  });

  test('with another leaf in it is refused', () => {
    const forged = proofOf(300, '{"kind":"nothing-happened"}');
    expect(verifyLogProof(tools, forged, key)).toEqual({
      ok: false,
      error: { code: 'log-root-differs', size: 600 },
    });
    expect(verifyLogProof(tools, 'not a proof', key)).toMatchObject({
      error: { code: 'checkpoint-malformed' },
    });
  });
});
