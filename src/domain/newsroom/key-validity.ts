import { isBefore, type Position } from '#kernel/position.ts';
import { plusSeconds, type Instant } from '#kernel/instant.ts';
import type { PartnerKey } from './agency.ts';

/** So long a request key is still believed after its successor was announced: what is under way does not fail. */
export const REQUEST_KEY_GRACE_SECONDS = 86_400;

/** The key that its agency uses today. */
export function isCurrent({ retiredAt }: PartnerKey): boolean {
  return retiredAt === undefined;
}

export function currentKeys<Key extends PartnerKey>(keys: readonly Key[]): readonly Key[] {
  return keys.filter(isCurrent);
}

/** May this key have signed what stands there? */
export function maySignAt({ role, from, until }: PartnerKey, position: Position): boolean {
  if (role !== 'sign') return false;
  return (!from || !isBefore(position, from)) && (!until || !isBefore(until, position));
}

/** Is a request under this key believed now? */
export function mayCallAt({ role, retiredAt, revokedBy }: PartnerKey, at: Instant): boolean {
  if (role !== 'http' || revokedBy) return false;
  return retiredAt === undefined || at < plusSeconds(retiredAt, REQUEST_KEY_GRACE_SECONDS);
}

/** Another key in the place of the old one, from the position after the entry that says so. */
export function succeedKey(
  keys: readonly PartnerKey[],
  change: {
    readonly old: PartnerKey;
    readonly fresh: PartnerKey;
    readonly position: Position;
    readonly at: Instant;
    /** The last position at which the old key is trusted, where it was in wrong hands. */
    readonly last?: Position;
  },
): readonly PartnerKey[] {
  const { old, fresh, position, at, last } = change;
  const { epoch, seq } = position;
  const isSigning = old.role === 'sign';
  const retired = {
    ...old,
    ...(isSigning ? { until: last ?? { epoch, seq } } : {}),
    ...(last ? { revokedBy: { epoch, seq } } : {}),
    retiredAt: at,
  };
  return [
    ...keys.map((key) => (key.kid === old.kid ? retired : key)),
    { ...fresh, ...(isSigning ? { from: { epoch, seq: seq + 1 } } : {}) },
  ];
}

/** What stands there was signed by a key that has been in wrong hands since. */
export function isDistrustedAt(keys: readonly PartnerKey[], position: Position): boolean {
  return keys.some(
    ({ until, revokedBy }) =>
      until && revokedBy && isBefore(until, position) && isBefore(position, revokedBy),
  );
}
