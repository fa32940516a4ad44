import { INSTRUMENTER_CONSTANTS, type InstrumenterContext } from '@stryker-mutator/api/core';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  determineHitLimitReached,
  DryRunStatus,
  MutantRunStatus,
  TestStatus,
  type DryRunResult,
  type MutantRunOptions,
  type MutantRunResult,
  type TestResult,
  type TestRunner,
} from '@stryker-mutator/api/test-runner';
import { loadTests, type LoadedTest } from './load-tests.ts';

declare global {
  /** Where the changed code looks which mutant is on, and notes which test came by. */
  var __stryker__: InstrumenterContext | undefined;
}

/** Code that remembers between calls, so that a later mutant may not be reached: what survives there is judged again alone. */
const REMEMBERING = ['zone-clock.ts', 'known-places.ts', 'read-restrictions.ts'];

/**
 * Runs the tests in one process that has loaded them once, mutant after mutant: all mutants are in the loaded code, and one
 * of them is switched on. Vitest would load everything anew for each, which takes ten times as long. A mutant counts as
 * killed only if the test that failed passes as soon as it is off again, or if nothing ran before it in this process.
 */
class SameProcessRunner implements TestRunner {
  readonly #stryker: InstrumenterContext = (globalThis[INSTRUMENTER_CONSTANTS.NAMESPACE] ??= {});
  readonly #milliseconds = new Map<string, number>();
  #tests: readonly LoadedTest[] | undefined;
  #hasJudged = false;

  capabilities() {
    // Code that ran while it was loaded ran without the mutant, for every mutant; so nothing has to be loaded anew.
    return { reloadEnvironment: true };
  }

  async dryRun(): Promise<DryRunResult> {
    const tests: TestResult[] = [];
    for (const one of await this.#loaded()) {
      this.#stryker.currentTestId = one.id;
      const failureMessage = await this.#failureOf(one);
      const { id, file: fileName } = one;
      const shared = { id, name: id, fileName, timeSpentMs: this.#milliseconds.get(id) ?? 0 };
      tests.push(
        failureMessage === undefined
          ? { ...shared, status: TestStatus.Success }
          : { ...shared, status: TestStatus.Failed, failureMessage },
      );
    }
    delete this.#stryker.currentTestId;
    const { mutantCoverage } = this.#stryker;
    return { status: DryRunStatus.Complete, tests, ...(mutantCoverage ? { mutantCoverage } : {}) };
  }

  async mutantRun(options: MutantRunOptions): Promise<MutantRunResult> {
    const { activeMutant, hitLimit, mutantActivation, testFilter, sandboxFileName } = options;
    const isFresh = !this.#hasJudged;
    if (mutantActivation === 'static' && !isFresh) throw new Error('has to be on while the code is loaded');
    this.#hasJudged = true;
    const limit = hitLimit === undefined ? {} : { hitCount: 0, hitLimit };
    Object.assign(
      this.#stryker,
      limit,
      mutantActivation === 'static' ? { activeMutant: activeMutant.id } : {},
    );
    const tests = this.#quickFirst(await this.#loaded(), testFilter);
    this.#stryker.activeMutant = activeMutant.id;
    const result = await this.#judge(tests);
    delete this.#stryker.activeMutant;
    const endless = determineHitLimitReached(this.#stryker.hitCount, hitLimit);
    if (endless) return { status: MutantRunStatus.Timeout, reason: endless.reason ?? '' };
    if (!isFresh) await this.#makeSure(result, sandboxFileName);
    return result;
  }

  async #judge(tests: readonly LoadedTest[]): Promise<MutantRunResult> {
    let nrOfTests = 0;
    for (const one of tests) {
      nrOfTests += 1;
      const failureMessage = await this.#failureOf(one);
      if (failureMessage !== undefined)
        return { status: MutantRunStatus.Killed, killedBy: [one.id], failureMessage, nrOfTests };
    }
    return { status: MutantRunStatus.Survived, nrOfTests };
  }

  /** Refuses a verdict that may be owed to what came before in this process; Stryker then asks for it in a new one. */
  async #makeSure(result: MutantRunResult, file: string): Promise<void> {
    if (result.status === MutantRunStatus.Survived && REMEMBERING.some((name) => file.endsWith(name)))
      throw new Error('may not have been reached');
    if (result.status !== MutantRunStatus.Killed) return;
    for (const one of this.#tests ?? [])
      if (result.killedBy.includes(one.id) && (await this.#failureOf(one)) !== undefined)
        throw new Error('an earlier mutant left something behind');
  }

  async #loaded(): Promise<readonly LoadedTest[]> {
    return (this.#tests ??= await loadTests());
  }

  /** A mutant is found by the first test that fails. */
  #quickFirst(tests: readonly LoadedTest[], filter: readonly string[] | undefined): readonly LoadedTest[] {
    const wanted = filter && new Set(filter);
    const milliseconds = ({ id }: LoadedTest): number => this.#milliseconds.get(id) ?? 0;
    return tests
      .filter(({ id }) => wanted?.has(id) ?? true)
      .toSorted((one, other) => milliseconds(one) - milliseconds(other));
  }

  async #failureOf({ id, run }: LoadedTest): Promise<string | undefined> {
    const start = performance.now();
    try {
      await run();
      return undefined;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    } finally {
      this.#milliseconds.set(id, performance.now() - start);
    }
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'same-process', SameProcessRunner)];
