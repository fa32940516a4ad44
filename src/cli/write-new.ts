import { writeFile } from 'node:fs/promises';
import { accept, type Result } from '#kernel/result.ts';
import { inputInvalid, type Refusal } from './said.ts';

/** Writes a file that the typist named and that is not there yet. What is in the way is an answer to them and no fault. */
export async function writeNew(option: string, path: string, text: string): Promise<Result<true, Refusal>> {
  try {
    await writeFile(path, text, { flag: 'wx' });
    return accept(true);
  } catch (fault) {
    const words = fault instanceof Error ? fault.message : String(fault);
    return inputInvalid(option, `${path}: ${words}`);
  }
}
