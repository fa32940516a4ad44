import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** A text that can be found; the same story has the same id in every language. */
export type EvalText = { readonly id: string; readonly lang: string; readonly text: string };
/** A question in a language and the id of the one text that answers it. */
export type EvalQuestion = {
  readonly qid: string;
  readonly lang: string;
  readonly text: string;
  readonly rel: string;
};
export type RetrievalSet = {
  readonly texts: readonly EvalText[];
  readonly questions: readonly EvalQuestion[];
};

const FOLDER = join(import.meta.dirname, '../../../shared/data/multilingual/eval');

/** Whether the data lie beside the repository. */
export const hasRetrievalSet = existsSync(FOLDER);

/** XQuAD and FLORES as one pool of texts, and XQuAD's questions (multilingual.md §2). Throws where the data does not lie. */
export function readRetrievalSet(): RetrievalSet {
  return { texts: readLines('docs.jsonl.gz'), questions: readLines('queries.jsonl.gz') };
}

function readLines<T>(name: string): readonly T[] {
  const lines = gunzipSync(readFileSync(join(FOLDER, name)))
    .toString()
    .trim()
    .split('\n');
  return lines.map((line): T => JSON.parse(line));
}
