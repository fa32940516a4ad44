import type { Instant } from '#kernel/instant.ts';
import type { JsonObject } from '#kernel/json.ts';

/** One key of an agency as the world sees it: `x` is the raw public key as base64url. */
export type PublishedKey = {
  readonly kid: string;
  readonly x: string;
  readonly use: 'entries' | 'requests' | 'revocations';
  /** Old keys stay listed so that old entries verify for ever (I18). */
  readonly revokedAt?: Instant;
};

export type AgencyDocument = {
  readonly did: string;
  /** Public address of the agency's portal. */
  readonly homepage: string;
  /** Base of PXP/1: `https://a.example/pxp/v1`. */
  readonly exchangeBase: string;
  /** Those in use first. */
  readonly keys: readonly PublishedKey[];
};

/** The public JWK of an Ed25519 key (RFC 8037 §2). */
export function publicJwk(x: string): { readonly kty: 'OKP'; readonly crv: 'Ed25519'; readonly x: string } {
  return { kty: 'OKP', crv: 'Ed25519', x };
}

/** The text whose SHA-256 is a key's thumbprint: required members only, sorted (RFC 7638 §3). */
export function thumbprintInput(x: string): string {
  return JSON.stringify({ crv: 'Ed25519', kty: 'OKP', x });
}

/** `did.json` of an agency (did:web, DID Core 1.0). It informs; what counts are the keys that agreements pin. */
export function didDocument(agency: AgencyDocument): JsonObject {
  const usable = agency.keys.filter((key) => key.revokedAt === undefined);
  const revoking = usable.filter((key) => key.use === 'revocations').map((key) => key.kid);
  return {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/jwk/v1'],
    id: agency.did,
    alsoKnownAs: [agency.homepage],
    verificationMethod: agency.keys.map((key) => ({
      id: key.kid,
      type: 'JsonWebKey',
      controller: agency.did,
      ...(key.revokedAt === undefined ? {} : { revoked: key.revokedAt }),
      publicKeyJwk: publicJwk(key.x),
    })),
    assertionMethod: usable.filter((key) => key.use === 'entries').map((key) => key.kid),
    authentication: usable.filter((key) => key.use === 'requests').map((key) => key.kid),
    ...(revoking.length > 0 ? { capabilityInvocation: revoking } : {}),
    service: [{ id: '#pxp', type: 'PactwireExchange', serviceEndpoint: agency.exchangeBase }],
  };
}
