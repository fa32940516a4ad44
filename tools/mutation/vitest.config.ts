import { defineConfig } from 'vitest/config';

/** The tests that judge mutants of the agreement: those beside the rules, and those that reach them without a database. */
export default defineConfig({
  test: {
    include: ['src/{domain,contract,app}/**/*.test.ts', 'src/formats/{odrl,decision,rightsml}/**/*.test.ts'],
    setupFiles: ['tools/mutation/short-properties.ts'],
    maxWorkers: 1,
    isolate: false,
    testTimeout: 30_000,
  },
});
