import { readFileSync } from 'node:fs';

export type Count = { readonly passed: number; readonly failed: number; readonly skipped: number };

export const NOTHING: Count = { passed: 0, failed: 0, skipped: 0 };

export function plus(one: Count, other: Count): Count {
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    skipped: one.skipped + other.skipped,
  };
}

function numberOf(report: object, key: string): number {
  const value: unknown = Reflect.get(report, key);
  return typeof value === 'number' ? value : 0;
}

/**
 * The tests that one report of vitest's json reporter counts. A file that fails before its first test counts as one
 * failure; so does a run that left no report or ran nothing.
 */
export function countReport(path: string): Count {
  const report = readReport(path);
  if (!report) return { ...NOTHING, failed: 1 };
  const results: unknown = Reflect.get(report, 'testResults');
  const brokenFiles = Array.isArray(results) ? results.filter(isBroken).length : 0;
  const count = {
    passed: numberOf(report, 'numPassedTests'),
    failed: numberOf(report, 'numFailedTests') + brokenFiles,
    skipped: numberOf(report, 'numPendingTests') + numberOf(report, 'numTodoTests'),
  };
  return count.passed + count.failed + count.skipped === 0 ? { ...NOTHING, failed: 1 } : count;
}

function readReport(path: string): object | undefined {
  try {
    const report: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return typeof report === 'object' && report !== null ? report : undefined;
  } catch {
    // No report is the finding itself: the run broke before it could write one.
    return undefined;
  }
}

function isBroken(file: unknown): boolean {
  if (typeof file !== 'object' || file === null) return false;
  const tests: unknown = Reflect.get(file, 'assertionResults');
  return Reflect.get(file, 'status') === 'failed' && Array.isArray(tests) && tests.length === 0;
}
