import { describe, expect, test } from 'vitest';
import { readHead, readEntry } from './read-entry.ts';
import { keysAfter } from './hear-key-change.ts';
import type { Partner, PartnerKey } from '#domain/newsroom/agency.ts';
import { nodeHash } from '#engines/world.ts';
import { publicJwk } from '#formats/envelope/key-document.ts';
import { instantOf } from '#kernel/instant.ts';
import { pinnedKeyVerifier } from '#partners/keys/pinned-key-verifier.ts';
import { ed25519Verifier } from '#partners/keys/verifier.ts';
import { hasSharedData, needsSharedData, sharedText } from '#tests/town/shared-data.ts';

const AT = instantOf(0);
const tools = { verify: pinnedKeyVerifier(ed25519Verifier()), hash: nodeHash };

describe.skipIf(!hasSharedData)(`published vectors${needsSharedData}`, () => {
  const vectors = hasSharedData ? JSON.parse(sharedText('protocol/vectors.json')) : { channel: {} };
  const entries: readonly { readonly jws: string }[] = vectors.channel.entries ?? [];
  const pinned = (): Partner => ({
    did: 'did:web:a.example',
    name: { vi: 'A', 'zh-Hans': 'A', en: 'A' },
    ownership: 'independent',
    baseUrl: 'https://a.example',
    state: 'pinned',
    keys: [keyNamed('did:web:a.example#sign-1', 'A')],
  });
  const keyNamed = (kid: string, name: string): PartnerKey => ({
    kid,
    role: 'sign',
    jwk: publicJwk(vectors.keys[name].jwk.x),
    thumbprint: vectors.keys[name].thumbprint,
  });

  /** The channel read from its first entry on by a reader that pinned the first key alone. */
  function readAll(): Partner {
    return entries.reduce((partner, { jws }) => {
      const entry = readEntry(jws, partner, tools);
      const keys = entry.ok && keysAfter(partner.keys, entry.value, tools, AT);
      if (!keys || !keys.ok) throw new Error(JSON.stringify(entry));
      return { ...partner, keys: keys.value };
    }, pinned());
  }

  test('the five entries are read by whoever pinned the first key, and leave the second in its place', () => {
    const { keys } = readAll();
    expect(keys).toEqual([
      { ...keyNamed('did:web:a.example#sign-1', 'A'), until: { epoch: 1, seq: 4 }, retiredAt: AT },
      { ...keyNamed('did:web:a.example#sign-2', 'A2'), from: { epoch: 1, seq: 5 } },
    ]);
    expect(readHead(vectors.head.jws, { ...pinned(), keys }, tools)).toMatchObject({ ok: true });
  });

  test('what follows the change is of an unknown key to whoever has not read it', () => {
    expect(readEntry(entries[4]?.jws ?? '', pinned(), tools)).toEqual({
      ok: false,
      error: { code: 'key-unknown', because: 'did:web:a.example#sign-2' },
    });
  });

  test('another good key of the agency cannot sign the change of this one', () => {
    const entry = readEntry(entries[3]?.jws ?? '', pinned(), tools);
    const signed = entry.ok && { ...entry.value, kid: 'did:web:a.example#sign-0' };
    expect(signed && keysAfter(pinned().keys, signed, tools, AT)).toMatchObject({
      error: { because: 'signer' },
    });
  });
});
