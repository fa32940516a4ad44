import type { Trilingual } from '#kernel/language.ts';
import type { PartnerKey } from '#domain/newsroom/agency.ts';
import { fingerprintWords } from '#domain/newsroom/fingerprint/fingerprint-words.ts';
import { currentKeys } from '#domain/newsroom/key-validity.ts';
import { fromBase64url } from '#formats/envelope/base64url.ts';
import type { Hash } from '#ports/world.ts';

/**
 * An agency's keys as ten words in each language, for two people on the telephone: the hash of its DID and of the thumbprints
 * of its current keys, sorted, a line each. Eighty bits, so nobody finds other keys that sound the same (PXP/1, Introductions).
 */
export function spokenKeys(
  { sha256 }: Hash,
  { did, keys }: { readonly did: string; readonly keys: readonly PartnerKey[] },
): Trilingual {
  const thumbprints = currentKeys(keys)
    .filter(({ role }) => role === 'sign' || role === 'http')
    .map(({ thumbprint }) => thumbprint);
  const text = [did, ...thumbprints.toSorted()].join('\n');
  const [, digest = ''] = sha256(new TextEncoder().encode(text)).split(':');
  const hash = fromBase64url(digest) ?? new Uint8Array();
  const said = (language: keyof Trilingual): string => fingerprintWords(hash, language).join(' · ');
  return { vi: said('vi'), 'zh-Hans': said('zh-Hans'), en: said('en') };
}
