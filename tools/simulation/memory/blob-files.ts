import { nodeHash } from '#engines/world.ts';
import type { Digest } from '#kernel/digest.ts';
import type { BlobFiles } from '#ports/blob-store.ts';
import type { Random } from '../random.ts';

/** The files of `src/store/blob-files.ts` on a disk where now and then a bit turns over. */
export type MemoryBlobFiles = BlobFiles & {
  /** A picture that people of the agency brought, of which they have a copy. */
  shoot(agencyId: string, bytes: Uint8Array): Promise<Digest>;
  /** One bit of any file. */
  damage(random: Random): void;
  /** What people brought is put back from their copies. */
  putBack(): void;
  /** Whether it lies there, whole. */
  isWhole(agencyId: string, digest: Digest): boolean;
  /** For a planted bug: the bytes as they lie there. */
  asTheyLie(agencyId: string, digest: Digest): Uint8Array | undefined;
};

export function memoryBlobFiles(): MemoryBlobFiles {
  const files = new Map<string, Uint8Array>();
  const copies = new Map<string, Uint8Array>();
  const at = (agencyId: string, digest: Digest): string => `${agencyId} ${digest}`;
  const asTheyLie = (agencyId: string, digest: Digest) => files.get(at(agencyId, digest));
  const isWhole = (agencyId: string, digest: Digest): boolean => {
    const bytes = asTheyLie(agencyId, digest);
    return bytes !== undefined && nodeHash.sha256(bytes) === digest;
  };
  const write = (agencyId: string, bytes: Uint8Array): Digest => {
    const digest = nodeHash.sha256(bytes);
    if (!files.has(at(agencyId, digest))) files.set(at(agencyId, digest), bytes);
    return digest;
  };
  return {
    isWhole,
    asTheyLie,
    put: async (agencyId, bytes) => write(agencyId, bytes),
    async read(agencyId, digest) {
      if (!isWhole(agencyId, digest)) files.delete(at(agencyId, digest));
      return asTheyLie(agencyId, digest);
    },
    has: async (agencyId, digest) => files.has(at(agencyId, digest)),
    bring: () => Promise.reject(new Error('the simulated newsrooms can all be asked')),
    async shoot(agencyId, bytes) {
      const digest = write(agencyId, bytes);
      copies.set(at(agencyId, digest), bytes);
      return digest;
    },
    damage(random) {
      const [name, bytes] = random.pick([...files]) ?? [];
      if (name === undefined || bytes === undefined) return;
      const turned = Uint8Array.from(bytes);
      const place = random.between(0, bytes.length - 1);
      turned[place] = (turned[place] ?? 0) ^ (1 << random.between(0, 7));
      files.set(name, turned);
    },
    putBack() {
      for (const [name, bytes] of copies) files.set(name, bytes);
    },
  };
}
