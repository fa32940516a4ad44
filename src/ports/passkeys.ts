import type { PasskeyJwk } from '#domain/agreement/signing/person-evidence.ts';

/** Whether a passkey made this signature over this message; never throws, whatever it is given. */
export type VerifyPasskey = (key: PasskeyJwk, message: Uint8Array, signature: Uint8Array) => boolean;
