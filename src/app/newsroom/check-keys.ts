import { accept, refuse, type Result } from '#kernel/result.ts';
import type { PartnerKey } from '#domain/newsroom/agency.ts';
import { currentKeys } from '#domain/newsroom/key-validity.ts';
import type { ToldKey } from '#formats/discovery/agency-key.ts';
import { publicJwk } from '#formats/envelope/key-document.ts';
import type { KeyRefusal, PublicKey, Thumbprint } from '#ports/keys.ts';

export type KeyTools = {
  readonly checkPublicKey: (x: string) => Result<PublicKey, KeyRefusal>;
  readonly thumbprintOf: (key: PublicKey) => Thumbprint;
};

export type KeysRefusal = {
  readonly code: 'partner-keys-refused';
  readonly kid?: string;
  readonly why: string;
};

/**
 * Keys that another node told, each a point that may be trusted, with the thumbprint that we computed ourselves. Both
 * roles must be there, and no key may have two names: two roles means two keys.
 */
export function checkKeys(
  tools: KeyTools,
  told: readonly ToldKey[],
): Result<readonly PartnerKey[], KeysRefusal> {
  const keys: PartnerKey[] = [];
  for (const { kid, role, x } of told) {
    const checked = tools.checkPublicKey(x);
    if (!checked.ok) return refuse({ code: 'partner-keys-refused', kid, why: checked.error.code });
    const thumbprint = tools.thumbprintOf(checked.value);
    if (keys.some((other) => other.thumbprint === thumbprint))
      return refuse({ code: 'partner-keys-refused', kid, why: 'key-twice' });
    keys.push({ kid, role, jwk: publicJwk(x), thumbprint });
  }
  const missing = (['sign', 'http'] as const).find((role) => !keys.some((key) => key.role === role));
  return missing === undefined
    ? accept(keys)
    : refuse({ code: 'partner-keys-refused', why: `no-${missing}-key` });
}

/** The same keys in use, in the same roles under the same names, in any order. */
export function areSameKeys(one: readonly PartnerKey[], other: readonly PartnerKey[]): boolean {
  const named = (keys: readonly PartnerKey[]): string =>
    currentKeys(keys)
      .map(({ kid, role, thumbprint }) => `${kid} ${role} ${thumbprint}`)
      .toSorted()
      .join('\n');
  return named(one) === named(other);
}

/** Did the person compare exactly the keys that are in use, none left out and none added? */
export function areCompared(keys: readonly PartnerKey[], thumbprints: readonly string[]): boolean {
  const compared = [...new Set(thumbprints)].toSorted().join();
  return (
    currentKeys(keys)
      .map(({ thumbprint }) => thumbprint)
      .toSorted()
      .join() === compared
  );
}
