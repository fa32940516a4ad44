import { evidenceChallenge, type PersonEvidence } from '#domain/agreement/signing/person-evidence.ts';
import { isDidOfNode } from '#formats/discovery/node-address.ts';
import { readAssertion, type AssertionRefusal } from '#formats/webauthn/read-assertion.ts';
import type { VerifyPasskey } from '#ports/passkeys.ts';
import type { Hash } from '#ports/world.ts';

export type EvidenceTools = { readonly hash: Hash; readonly verifyPasskey: VerifyPasskey };

/** `on-its-word`: the side says so, and nothing that others could verify stands behind it. */
export type EvidenceVerdict =
  | { readonly verdict: 'holds' | 'on-its-word' }
  | { readonly verdict: 'does-not-hold'; readonly because: AssertionRefusal['part'] | 'signature' };

/** Verifies a person's evidence, at any time and without the node that took it. */
export function judgeEvidence(evidence: PersonEvidence, tools: EvidenceTools): EvidenceVerdict {
  const { proof, side } = evidence;
  if (proof.method !== 'passkey') return { verdict: 'on-its-word' };
  const read = readAssertion(proof, evidenceChallenge(evidence), tools.hash.sha256);
  if (!read.ok) return { verdict: 'does-not-hold', because: read.error.part };
  const { origin, signed, signature } = read.value;
  // A passkey of another site says nothing about who acts for this agency.
  if (!isDidOfNode(side, origin)) return { verdict: 'does-not-hold', because: 'origin' };
  return tools.verifyPasskey(proof.publicKey, signed, signature)
    ? { verdict: 'holds' }
    : { verdict: 'does-not-hold', because: 'signature' };
}
