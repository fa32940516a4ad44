import { isBefore, type Position } from '#kernel/position.ts';
import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { KeyRole, PartnerKey } from '#domain/newsroom/agency.ts';
import { isCurrent, succeedKey } from '#domain/newsroom/key-validity.ts';
import { openCompact, verifyCompact } from '#formats/envelope/compact-jws.ts';
import {
  isProofOf,
  parsePledge,
  parseRevocation,
  parseRotation,
  type KeyPledge,
  type KeyRotation,
} from '#formats/envelope/key-change.ts';
import { publicJwk, thumbprintInput } from '#formats/envelope/key-document.ts';
import type { ReadTools, VerifiedEntry } from './read-entry.ts';

/** Why a change of keys is not believed, though the entry itself was well signed. */
export type KeyChangeRefusal = {
  readonly code: 'key-change-refused';
  readonly because:
    | 'form'
    | 'old-key'
    | 'signer'
    | 'key-name'
    | 'key-twice'
    | 'proof'
    | 'position'
    | 'recovery-key';
};

type Heard = Result<readonly PartnerKey[], KeyChangeRefusal>;

/** A change that came in, and when. */
type Change = { readonly received: VerifiedEntry; readonly tools: ReadTools; readonly at: Instant };

/**
 * The partner's keys from after this entry on; the same keys when it is about something else. Heard again it changes
 * nothing (I2). The entry's signature has held under a key that was good at its position; that the new key is there, its
 * proof says.
 */
export function keysAfter(
  keys: readonly PartnerKey[],
  received: VerifiedEntry,
  tools: ReadTools,
  at: Instant,
): Heard {
  const { entry } = received;
  const change = { received, tools, at };
  if (entry.type === 'key.pledged') return hearPledge(keys, change);
  if (entry.type === 'key.rotated') return hearSuccessor(keys, change, parseRotation(entry.data));
  if (entry.type !== 'key.revoked') return accept(keys);
  const revocation = parseRevocation(entry.data);
  return hearSuccessor(keys, change, revocation, revocation?.last);
}

/** The first recovery key that is told stays: whoever holds the signing key must not put his own in its place. */
function hearPledge(keys: readonly PartnerKey[], { received, tools }: Change): Heard {
  const pledge = parsePledge(received.entry.data);
  if (!pledge) return no('form');
  const fresh = { ...freshKey(pledge, tools), role: 'recovery' as const };
  if (holds(keys, fresh)) return accept(keys);
  if (keys.some(({ role }) => role === 'recovery')) return no('recovery-key');
  const fault = faultOfNew(keys, fresh, { received, tools }, { proof: pledge.proof, prevKid: received.kid });
  return fault ? no(fault) : accept([...keys, fresh]);
}

/** With `last` it is a revocation, which the recovery key has signed and nothing else may. */
function hearSuccessor(
  keys: readonly PartnerKey[],
  { received, tools, at }: Change,
  rotation: KeyRotation | undefined,
  last?: Position,
): Heard {
  const { entry } = received;
  if (!rotation) return no('form');
  const fresh = freshKey(rotation, tools);
  const old = keys.find(({ kid }) => kid === rotation.old.kid);
  if (!old || !isChangeable(old.role)) return no('old-key');
  if (!isCurrent(old)) return holds(keys, fresh) ? accept(keys) : no('old-key');
  if (!isSignedRightly(keys, received, old, last)) return no('signer');
  // Nobody can speak of what has not been written yet.
  if (last && !isBefore(last, entry)) return no('position');
  const key = { ...fresh, role: old.role };
  const fault = faultOfNew(keys, key, { received, tools }, { proof: rotation.proof, prevKid: old.kid });
  if (fault) return no(fault);
  return accept(succeedKey(keys, { old, fresh: key, position: entry, at, ...(last ? { last } : {}) }));
}

function isChangeable(role: KeyRole): boolean {
  return role === 'sign' || role === 'http';
}

function isSignedRightly(
  keys: readonly PartnerKey[],
  { kid }: VerifiedEntry,
  old: PartnerKey,
  last: Position | undefined,
): boolean {
  if (last) return keys.some((key) => key.kid === kid && key.role === 'recovery');
  return old.role !== 'sign' || kid === old.kid;
}

function freshKey({ fresh: { kid, x } }: KeyPledge, { hash }: ReadTools): Omit<PartnerKey, 'role'> {
  const digest = hash.sha256(new TextEncoder().encode(thumbprintInput(x)));
  return { kid, jwk: publicJwk(x), thumbprint: digest.slice('sha-256:'.length) };
}

type NamedKey = Pick<PartnerKey, 'kid' | 'thumbprint'>;

function holds(keys: readonly PartnerKey[], { kid, thumbprint }: NamedKey): boolean {
  return keys.some((known) => known.kid === kid && known.thumbprint === thumbprint);
}

/** A new key has a new name, of the same agency, is no key that is there under another, and shows that it is there. */
function faultOfNew(
  keys: readonly PartnerKey[],
  key: PartnerKey,
  { received, tools }: Omit<Change, 'at'>,
  said: { readonly proof: string; readonly prevKid: string },
): KeyChangeRefusal['because'] | undefined {
  const { kid, thumbprint } = key;
  if (!kid.startsWith(`${received.entry.iss}#`) || keys.some((known) => known.kid === kid)) return 'key-name';
  if (keys.some((known) => known.thumbprint === thumbprint)) return 'key-twice';
  return isProven(key, received, tools, said) ? undefined : 'proof';
}

/** `verify` looks at a key before its first use: a point of small order proves nothing. */
function isProven(
  key: PartnerKey,
  { entry: { ch, seq } }: VerifiedEntry,
  { verify }: ReadTools,
  { proof, prevKid }: { readonly proof: string; readonly prevKid: string },
): boolean {
  const opened = openCompact(proof, 'pactwire-keyproof+jws');
  if (!opened.ok || opened.value.header.kid !== key.kid) return false;
  const payload = verifyCompact(opened.value, key, verify);
  return payload.ok && isProofOf(payload.value, { kid: key.kid, prevKid, ch, seq });
}

function no(because: KeyChangeRefusal['because']): Result<never, KeyChangeRefusal> {
  return refuse({ code: 'key-change-refused', because });
}
