import { expect, test } from 'vitest';
import { ed25519Verifier } from './verifier.ts';
import { checkPublicKey } from './public-key.ts';
import { makeRecoveryKey, openRecoveryKey } from './recovery-key.ts';

const KID = 'did:web:a.example#recovery-1';

test('the file alone brings the key back', () => {
  const { key, file } = makeRecoveryKey(KID);
  const brought = openRecoveryKey(file);
  const message = Buffer.from('m');
  const x = checkPublicKey(key.x);
  expect(brought).toMatchObject({ x: key.x, thumbprint: key.thumbprint, signer: { kid: KID } });
  expect(x.ok && brought && ed25519Verifier().verify(x.value, message, brought.signer.sign(message))).toBe(
    true,
  );
});

test.each([
  ['', 'nothing'],
  ['{}', 'another document'],
  [JSON.stringify({ format: 'pactwire-recovery-key-1', kid: KID, privateKey: 'none' }), 'no key'],
  [makeRecoveryKey(KID).file.replace('-key-1', '-key-2'), 'another format'],
])('%j is no such file: %s', (text) => {
  expect(openRecoveryKey(text)).toBeUndefined();
});
