import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { countReport, plus } from './count-tests.ts';

function countOf(report: unknown): ReturnType<typeof countReport> {
  const folder = mkdtempSync(join(tmpdir(), 'pactwire-count-'));
  try {
    const path = join(folder, 'report.json');
    if (report !== undefined)
      writeFileSync(path, typeof report === 'string' ? report : JSON.stringify(report));
    return countReport(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('a report gives its passed, failed and skipped tests', () => {
  const report = {
    numPassedTests: 5,
    numFailedTests: 1,
    numPendingTests: 2,
    numTodoTests: 1,
    testResults: [],
  };
  expect(countOf(report)).toEqual({ passed: 5, failed: 1, skipped: 3 });
});

test('a file that broke before its first test is a failure', () => {
  const broken = { status: 'failed', assertionResults: [] };
  expect(countOf({ numPassedTests: 5, testResults: [broken] })).toEqual({ passed: 5, failed: 1, skipped: 0 });
});

test('a run that ran nothing, or left no readable report, is a failure', () => {
  const failure = { passed: 0, failed: 1, skipped: 0 };
  expect([countOf(undefined), countOf('{'), countOf({ testResults: [] })]).toEqual([
    failure,
    failure,
    failure,
  ]);
});

test('counts add up', () => {
  expect(plus({ passed: 1, failed: 2, skipped: 3 }, { passed: 4, failed: 5, skipped: 6 })).toEqual({
    passed: 5,
    failed: 7,
    skipped: 9,
  });
});
