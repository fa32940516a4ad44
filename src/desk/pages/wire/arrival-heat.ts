export const HOURS = 48;
const HOUR_MILLISECONDS = 3_600_000;

export type Cell = { readonly lane: number; readonly hour: number };

/** When the hour of a cell begins. */
export function hourAt(since: string, hour: number): string {
  return new Date(Date.parse(since) + hour * HOUR_MILLISECONDS).toISOString();
}

/** In five steps, none to full; one story is always seen, however many came in another hour. */
export function heatOf(stories: number, most: number): 0 | 1 | 2 | 3 | 4 {
  if (stories <= 0) return 0;
  const step = Math.ceil((Math.log1p(stories) / Math.log1p(Math.max(most, stories))) * 4);
  return step <= 1 ? 1 : step === 2 ? 2 : step === 3 ? 3 : 4;
}

/** Where a key leads to; undefined for keys that do not move. */
export function stepIn(lanes: number, { lane, hour }: Cell, key: string): Cell | undefined {
  const to = MOVES[key];
  if (!to) return undefined;
  const [down, right] = to;
  return {
    lane: Math.min(lanes - 1, Math.max(0, lane + down)),
    hour: Math.min(HOURS - 1, Math.max(0, hour + right)),
  };
}

const MOVES: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  Home: [0, -HOURS],
  End: [0, HOURS],
};
