import { describe, expect, test } from 'vitest';
import { softAuthenticator } from '#tests/town/soft-authenticator.ts';
import { makePasskeys } from './passkeys.ts';

const ORIGIN = 'http://localhost:4100';
const LAN = { id: '0190c1a0-0000-7000-8000-000000000001', email: 'lan@demo.example', name: 'Lan' };

async function registered() {
  const passkeys = makePasskeys(ORIGIN, 'Pactwire');
  const device = softAuthenticator(ORIGIN);
  const { challenge } = await passkeys.registration(LAN, []);
  const passkey = await passkeys.register(device.register(challenge), challenge);
  if (!passkey) throw new Error('the soft authenticator was refused');
  return { passkeys, device, passkey: { ...passkey, personId: LAN.id } };
}

describe('a passkey', () => {
  test('once registered signs its person in, and its counter rises', async () => {
    const { passkeys, device, passkey } = await registered();
    const { challenge } = await passkeys.signIn();
    const answer = device.signIn(challenge);
    expect(passkeys.credentialIdOf(answer)).toBe(device.id);
    expect(await passkeys.verify(answer, challenge, passkey)).toBe(1);
  });

  test('of another site, another challenge or another device is refused', async () => {
    const { passkeys, device, passkey } = await registered();
    const { challenge } = await passkeys.signIn();
    const stranger = softAuthenticator(ORIGIN);
    expect(
      await passkeys.verify(device.signIn(challenge, 'http://localhost:9'), challenge, passkey),
    ).toBeUndefined();
    expect(await passkeys.verify(device.signIn('AAAA'), challenge, passkey)).toBeUndefined();
    expect(await passkeys.verify(stranger.signIn(challenge), challenge, passkey)).toBeUndefined();
  });

  test('that was copied shows by a counter that does not rise', async () => {
    const { passkeys, device, passkey } = await registered();
    const { challenge } = await passkeys.signIn();
    expect(
      await passkeys.verify(device.signIn(challenge), challenge, { ...passkey, counter: 7 }),
    ).toBeUndefined();
  });

  test.each([[null], ['x'], [[]], [{}], [{ id: 1 }], [{ id: 'a', rawId: 'a', type: 'public-key' }]])(
    'is not made of %j',
    async (response) => {
      const passkeys = makePasskeys(ORIGIN, 'Pactwire');
      const { challenge } = await passkeys.registration(LAN, []);
      expect(await passkeys.register(response, challenge)).toBeUndefined();
      expect(passkeys.credentialIdOf(response)).toBeUndefined();
    },
  );

  test('with broken bytes inside is refused, not a fault', async () => {
    const { passkeys, device, passkey } = await registered();
    const { challenge } = await passkeys.signIn();
    const answer = device.signIn(challenge);
    for (const part of ['clientDataJSON', 'authenticatorData', 'signature']) {
      const broken = { ...answer, response: { ...answer.response, [part]: '!!!' } };
      expect(await passkeys.verify(broken, challenge, passkey)).toBeUndefined();
    }
  });
});
