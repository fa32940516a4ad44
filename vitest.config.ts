import { resolve } from 'node:path';
import { defineConfig, type Plugin } from 'vitest/config';

const PROPERTIES = resolve('tools/properties/fast-check.config.ts');

/** Every test draws the cases of its properties from one seed: see there. */
const drawFromOneSeed: Plugin = {
  name: 'draw-from-one-seed',
  enforce: 'pre',
  resolveId: (source, importer) =>
    source === 'fast-check' && importer !== PROPERTIES ? PROPERTIES : undefined,
};

/**
 * As many workers as processors: much of the waiting is for PostgreSQL, and nothing else runs meanwhile. A worker goes on
 * with what it has loaded, for reading the same modules anew for each file costs more than most files do.
 */
const SHARED = { maxWorkers: '100%', isolate: false } as const;

/** Speeds (docs/tour.md): pure beside the code, house guards, simulation, store on native PostgreSQL, faults, journeys and screens. */
export default defineConfig({
  test: {
    projects: [
      {
        plugins: [drawFromOneSeed],
        test: {
          ...SHARED,
          name: 'pure',
          include: [
            'src/{kernel,contract,domain,ports,formats,app,portal,partners,sources,engines,cli,desk,main}/**/*.test.{ts,tsx}',
            'tools/{,bench/,conformance/,mutation/,screenshots/}*.test.ts',
          ],
          // Some start the program in a process of its own, some play thousands of cases, and `npm run fuzz` more of them.
          testTimeout: 300_000,
        },
      },
      { test: { ...SHARED, name: 'house', include: ['tests/house/**/*.test.ts'], testTimeout: 120_000 } },
      {
        test: {
          ...SHARED,
          name: 'simulation',
          include: ['tools/simulation/**/*.test.ts'],
          testTimeout: 1_800_000,
        },
      },
      {
        plugins: [drawFromOneSeed],
        test: {
          ...SHARED,
          name: 'store',
          include: ['src/{store,worker,http}/**/*.test.ts'],
          globalSetup: ['tests/town/test-cluster.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          name: 'faults',
          include: ['tests/faults/**/*.test.ts'],
          testTimeout: 600_000,
          // They hold a span of time against what is promised, so nothing else runs meanwhile.
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'journeys',
          include: ['tests/journeys/**/*.test.ts'],
          globalSetup: ['tests/town/test-cluster.ts'],
          testTimeout: 600_000,
          hookTimeout: 600_000,
          // Each has nodes of its own, and waits for them more than it works.
          maxWorkers: 2,
          maxConcurrency: 12,
        },
      },
      {
        test: {
          name: 'screens',
          include: ['tests/screens/**/*.test.ts'],
          globalSetup: ['tests/screens/screens-folder.ts'],
          setupFiles: ['tests/screens/tell-failure.ts'],
          testTimeout: 600_000,
          hookTimeout: 600_000,
          isolate: false,
          // Each worker opens two nodes and a browser: more than two at once would only wait for each other.
          maxWorkers: 2,
          expect: { poll: { timeout: 60_000 } },
        },
      },
    ],
  },
});
