import { rm } from 'node:fs/promises';
import type { TestProject } from 'vitest/node';
import { runFolder } from '#tests/town/run-folder.ts';

declare module 'vitest' {
  interface ProvidedContext {
    screensFolder: string;
  }
}

/** One folder per run for the demo pair that all files begin with, and for the browsers' profiles. */
export function setup(project: TestProject): () => Promise<void> {
  const folder = runFolder('screens');
  project.provide('screensFolder', folder);
  return () => rm(folder, { recursive: true, force: true });
}
