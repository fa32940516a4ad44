import { Secret, TOTP } from 'otpauth';
import { millisecondsOf } from '#kernel/instant.ts';
import type { OneTimeCodes } from '#ports/sign-in-tools.ts';

const PERIOD_SECONDS = 30;
const DRIFT_STEPS = 1;

/** One-time codes of authenticator apps; `issuer` is the name they show. */
export function makeOneTimeCodes(issuer: string): OneTimeCodes {
  const codesOf = (secret: string, label: string) =>
    new TOTP({ issuer, label, secret: Secret.fromBase32(secret), digits: 6, period: PERIOD_SECONDS });
  return {
    newSecret: () => new Secret({ size: 20 }).base32,
    uri: (secret, account) => codesOf(secret, account).toString(),
    stepOf(secret, code, at) {
      const token = code.replaceAll(/\s/g, '');
      if (!/^\d{6}$/.test(token)) return undefined;
      const timestamp = millisecondsOf(at);
      const delta = codesOf(secret, '').validate({ token, timestamp, window: DRIFT_STEPS });
      return delta === null ? undefined : Math.floor(timestamp / 1000 / PERIOD_SECONDS) + delta;
    },
  };
}
