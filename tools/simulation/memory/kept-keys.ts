import type { KeyBeside, KeptKeys } from '#ports/kept-keys.ts';

/** The files of `src/store/kept-keys.ts`, of a disk that no fault reaches. */
export function memoryKeptKeys(): KeptKeys & { all(agencyId: string): readonly KeyBeside[] } {
  const kept = new Map<string, ReadonlyMap<string, KeyBeside>>();
  const all = (agencyId: string): readonly KeyBeside[] => [...(kept.get(agencyId)?.values() ?? [])];
  return {
    all,
    async keep(agencyId, { kid, role, thumbprint, sealedPrivateKey }) {
      const before = kept.get(agencyId) ?? new Map<string, KeyBeside>();
      kept.set(agencyId, new Map([...before, [thumbprint, { kid, role, thumbprint, sealedPrivateKey }]]));
    },
    list: async (agencyId) => all(agencyId),
  };
}
