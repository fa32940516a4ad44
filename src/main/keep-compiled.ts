import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '../../node_modules/.cache/pactwire');

/**
 * What was read and compiled once is kept beside the packages for every later process of the program: reading a thousand
 * modules anew costs more than most of what they are started for. Holds for what is imported after it. Where nothing may
 * be written there, nothing is kept.
 */
export function keepCompiled(): void {
  enableCompileCache(FOLDER);
}
