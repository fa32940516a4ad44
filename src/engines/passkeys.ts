import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server';
import type { PasskeyCeremonies } from '#ports/sign-in-tools.ts';

/** EdDSA, ES256, RS256 (COSE): what authenticators in use can do. */
const ALGORITHMS = [-8, -7, -257];

/** WebAuthn at one origin; the relying party is its host name, so passkeys need a name and not an address. */
export function makePasskeys(publicOrigin: string, nodeName: string): PasskeyCeremonies {
  const rpID = new URL(publicOrigin).hostname;
  const expected = { expectedOrigin: publicOrigin, expectedRPID: rpID, requireUserVerification: true };
  return {
    async registration(person, known) {
      const options = await generateRegistrationOptions({
        rpName: nodeName,
        rpID,
        userName: person.email,
        userDisplayName: person.name,
        userID: new Uint8Array(Buffer.from(person.id)),
        supportedAlgorithmIDs: ALGORITHMS,
        attestationType: 'none',
        excludeCredentials: known.map(({ id, transports }) => ({ id, transports: [...transports] })),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      });
      return { options, challenge: options.challenge };
    },
    async register(response, challenge) {
      if (!isRegistration(response)) return undefined;
      const outcome = await orUndefined(
        verifyRegistrationResponse({
          response,
          expectedChallenge: challenge,
          supportedAlgorithmIDs: ALGORITHMS,
          ...expected,
        }),
      );
      if (!outcome?.verified) return undefined;
      const { id, publicKey, counter, transports } = outcome.registrationInfo.credential;
      return { id, publicKey, counter, transports: transports ?? [] };
    },
    ...asking(rpID),
    credentialIdOf: (response) => (isAuthentication(response) ? response.id : undefined),
    async verify(response, challenge, { id, publicKey, counter, transports }) {
      if (!isAuthentication(response)) return undefined;
      const credential = { id, publicKey: publicKey.slice(), counter, transports: [...transports] };
      const outcome = await orUndefined(
        verifyAuthenticationResponse({ response, expectedChallenge: challenge, credential, ...expected }),
      );
      return outcome?.verified ? outcome.authenticationInfo.newCounter : undefined;
    },
  };
}

/** Beginning an assertion, and what is kept of its answer. */
function asking(rpID: string): Pick<PasskeyCeremonies, 'signIn' | 'assertion' | 'assertionParts'> {
  return {
    async signIn() {
      const options = await generateAuthenticationOptions({ rpID, userVerification: 'required' });
      return { options, challenge: options.challenge };
    },
    async assertion(challenge, known) {
      const options = await generateAuthenticationOptions({
        rpID,
        challenge,
        allowCredentials: known.map(({ id, transports }) => ({ id, transports: [...transports] })),
        userVerification: 'required',
      });
      return { options, challenge: options.challenge };
    },
    assertionParts(response) {
      if (!isAuthentication(response)) return undefined;
      const { authenticatorData, clientDataJSON, signature } = response.response;
      return { authenticatorData, clientDataJSON, signature };
    },
  };
}

/** The library throws for whatever does not hold, malformed bytes included; to us each is the same refusal. */
async function orUndefined<T>(outcome: Promise<T>): Promise<T | undefined> {
  try {
    return await outcome;
  } catch {
    return undefined;
  }
}

function isRegistration(value: unknown): value is RegistrationResponseJSON {
  return isCredential(value) && hasTexts(value.response, ['clientDataJSON', 'attestationObject']);
}

function isAuthentication(value: unknown): value is AuthenticationResponseJSON {
  return (
    isCredential(value) && hasTexts(value.response, ['clientDataJSON', 'authenticatorData', 'signature'])
  );
}

function isCredential(value: unknown): value is { readonly response: unknown } {
  return (
    hasTexts(value, ['id', 'rawId', 'type']) &&
    typeof value === 'object' &&
    value !== null &&
    'response' in value &&
    'clientExtensionResults' in value
  );
}

function hasTexts(value: unknown, names: readonly string[]): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    names.every((name) => typeof Reflect.get(value, name) === 'string')
  );
}
