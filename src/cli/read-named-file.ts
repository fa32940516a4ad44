import { readFile } from 'node:fs/promises';
import { accept, type Result } from '#kernel/result.ts';
import type { Refusal } from './said.ts';
import { inputInvalid } from './said.ts';

/** A file that the typist named. What is wrong with it is an answer to them and no fault. */
export async function readJsonFile(option: string, path: string): Promise<Result<unknown, Refusal>> {
  return readNamed(option, path, (text): unknown => JSON.parse(text));
}

/** A secret out of a file that the typist named, so that no shell remembers it; without the blanks and lines around it. */
export async function readSecretFile(option: string, path: string): Promise<Result<string, Refusal>> {
  return readNamed(option, path, (text) => text.trim());
}

async function readNamed<T>(
  option: string,
  path: string,
  read: (text: string) => T,
): Promise<Result<T, Refusal>> {
  try {
    return accept(read(await readFile(path, 'utf8')));
  } catch (fault) {
    const words = fault instanceof Error ? fault.message : String(fault);
    return inputInvalid(option, `${path}: ${words}`);
  }
}
