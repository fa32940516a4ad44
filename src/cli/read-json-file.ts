import { readFile } from 'node:fs/promises';
import { accept, type Result } from '#kernel/result.ts';
import type { Refusal } from './said.ts';
import { inputInvalid } from './said.ts';

/** A file that the typist named. What is wrong with it is an answer to them and no fault. */
export async function readJsonFile(option: string, path: string): Promise<Result<unknown, Refusal>> {
  try {
    const json: unknown = JSON.parse(await readFile(path, 'utf8'));
    return accept(json);
  } catch (fault) {
    const words = fault instanceof Error ? fault.message : String(fault);
    return inputInvalid(option, `${path}: ${words}`);
  }
}
