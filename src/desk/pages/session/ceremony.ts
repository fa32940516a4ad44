import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';
import { isJsonObject } from '#kernel/json.ts';

/** The server's WebAuthn options, looked at once before the browser's own parser looks closer. */
export function isRequestOptions(value: unknown): value is PublicKeyCredentialRequestOptionsJSON {
  return isJsonObject(value) && typeof value['challenge'] === 'string';
}

export function isCreationOptions(value: unknown): value is PublicKeyCredentialCreationOptionsJSON {
  return isJsonObject(value) && typeof value['challenge'] === 'string' && isJsonObject(value['user']);
}
