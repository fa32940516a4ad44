import { rm } from 'node:fs/promises';
import type { TestProject } from 'vitest/node';
import { runFolder } from '#tests/town/run-folder.ts';
import { buildDesk } from './build-desk.ts';

declare module 'vitest' {
  interface ProvidedContext {
    screensFolder: string;
  }
}

/** The built desk, and one folder per run for the pairs that files begin with and for the browsers' profiles. */
export function setup(project: TestProject): () => Promise<void> {
  buildDesk();
  const folder = runFolder('screens');
  project.provide('screensFolder', folder);
  return () => rm(folder, { recursive: true, force: true });
}
