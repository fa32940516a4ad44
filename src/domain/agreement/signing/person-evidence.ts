import type { Digest } from '#kernel/digest.ts';
import type { Instant } from '#kernel/instant.ts';
import type { Did } from '../agreement.ts';

/** What a person does for their side: agree that it be signed, or have it signed. */
export const SIGNING_ROLES = ['approver', 'signatory'] as const;
export type SigningRole = (typeof SIGNING_ROLES)[number];

/** The public half of a passkey, as a JWK (RFC 7517, RFC 8037). */
export type PasskeyJwk =
  | { readonly kty: 'OKP'; readonly crv: 'Ed25519'; readonly x: string }
  | { readonly kty: 'EC'; readonly crv: 'P-256'; readonly x: string; readonly y: string }
  | { readonly kty: 'RSA'; readonly n: string; readonly e: string };

/** What an authenticator answered (WebAuthn Level 2 §7.2), each part in base64url, and the key that it can be verified with. */
export type PasskeyAssertion = {
  readonly method: 'passkey';
  readonly publicKey: PasskeyJwk;
  readonly authenticatorData: string;
  readonly clientDataJSON: string;
  readonly signature: string;
};

/**
 * How a person showed who they are, strongest first. Only a passkey's assertion can be verified by others; the rest is the
 * word of the agency's node: a password and a one-time code typed anew; a signing link and the code that came another way;
 * the command line of the node's own machine; a demo seat, which proves nothing.
 */
export type PersonProof =
  | PasskeyAssertion
  | { readonly method: 'password-and-code' | 'signing-link' | 'command-line' | 'demo-seat' };

/** Every way, strongest first. */
export const PROOF_METHODS = [
  'passkey',
  'password-and-code',
  'signing-link',
  'command-line',
  'demo-seat',
] as const satisfies readonly PersonProof['method'][];

/** A person's act under one exact text, for one side: it stands beside the agency's signature and never instead of it. */
export type PersonEvidence = {
  readonly side: Did;
  readonly digest: Digest;
  readonly role: SigningRole;
  /** As the person wrote or confirmed it, for the other side to read. */
  readonly name: string;
  readonly at: Instant;
  readonly proof: PersonProof;
};

/** What an authenticator is asked to sign over, before anything is known of its answer. */
export type EvidenceSubject = Pick<PersonEvidence, 'side' | 'digest' | 'role' | 'name'>;

/**
 * The text whose UTF-8 bytes are the challenge of the ceremony. Its first line keeps an assertion made for anything else, a
 * sign-in above all, from ever counting here; the rest says for whom, as what, under which name and over which bytes.
 */
export function evidenceChallenge({ side, digest, role, name }: EvidenceSubject): string {
  return ['pactwire-agreement-evidence-1', side, role, digest, name.normalize('NFC')].join('\n');
}
