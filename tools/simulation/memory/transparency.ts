import type { LogTree } from '#app/ledger/sign-log.ts';
import type { LogLeafStore } from '#ports/log-leaf-store.ts';
import type { LogMarks } from '#ports/log-marks.ts';
import { leafText } from '#store/log-leaves.ts';
import { nextNumber, type AgencyRows } from './agency-rows.ts';
import type { Ring } from './exchange.ts';

export function memoryLeaves(rows: AgencyRows, ring: Ring): LogLeafStore {
  return {
    async append(leaf) {
      const text = leafText(leaf);
      if (rows.leaves.get(text)) return;
      rows.leaves.set(text, { ...leaf, number: nextNumber(rows, 'leaf'), text });
      ring('transparency');
    },
    last: async (kind) =>
      rows.leaves
        .all()
        .filter((one) => one.kind === kind)
        .toSorted((one, other) => other.number - one.number)[0]?.text,
  };
}

/** The tree that the leaves make; witnesses are not played. */
export function memoryTree({ leaves, logEntries, logHashes, checkpoints }: AgencyRows): LogTree {
  return {
    async lock() {},
    newest: async () => checkpoints.all().toSorted((one, other) => other.size - one.size)[0],
    async waiting(limit) {
      const placed = new Set(logEntries.all());
      return leaves
        .all()
        .filter(({ number }) => !placed.has(number))
        .toSorted((one, other) => one.number - other.number)
        .slice(0, limit)
        .map(({ number, text }) => ({ number, leaf: text }));
    },
    leaves: async (start, end) => leavesIn({ leaves, logEntries }).slice(start, end),
    hashes: async (runs) =>
      runs.map(({ level, start, count }) =>
        Array.from({ length: count }, (_, at) => logHashes.get(`${level} ${start + at}`) ?? new Uint8Array()),
      ),
    async append({ entries, hashes, checkpoint }) {
      for (const { index, leafNumber } of entries) logEntries.set(String(index), leafNumber);
      for (const { level, index, hash } of hashes) logHashes.set(`${level} ${index}`, hash);
      checkpoints.set(String(checkpoint.size), checkpoint);
    },
    conflictOf: async () => undefined,
  };
}

/** The leaves that have their place, in the order of the log. */
export function leavesIn({
  leaves,
  logEntries,
}: Pick<AgencyRows, 'leaves' | 'logEntries'>): readonly string[] {
  const texts = new Map(leaves.all().map(({ number, text }) => [number, text]));
  return Array.from(logEntries.keys(), Number)
    .toSorted((one, other) => one - other)
    .map((index) => texts.get(logEntries.get(String(index)) ?? 0) ?? '');
}

/** The file of `src/store/log-marks.ts`, of a disk that no fault reaches. */
export function memoryLogMarks(): LogMarks {
  const marks = new Map<string, string>();
  return {
    read: async (agencyId) => marks.get(agencyId),
    async write(agencyId, note) {
      marks.set(agencyId, note);
    },
  };
}
