import type { RequestNonces } from '#ports/request-nonces.ts';

/** Far more than a signature lives. */
const MOST = 50_000;

/** By key, what each has used; kept over the end of a process. */
export type RememberedNonces = Map<string, Set<string>>;

export function makeRememberedNonces(): RememberedNonces {
  return new Map();
}

/** One row at a time, each write a transaction of its own. No database is killed here, so that nothing is forgotten. */
export function memoryNonces(
  remembered: RememberedNonces,
  boundary: (where: string) => Promise<void>,
): RequestNonces {
  return {
    async use(keyid, nonce) {
      await boundary('nonces.use');
      const used = remembered.get(keyid) ?? new Set();
      remembered.set(keyid, used);
      if (used.has(nonce)) return false;
      used.add(nonce);
      const [oldest] = used;
      if (used.size > MOST && oldest !== undefined) used.delete(oldest);
      return true;
    },
    remember: () => boundary('nonces.remember'),
    raise: async () => {
      await boundary('commit');
      await boundary('committed');
    },
  };
}
