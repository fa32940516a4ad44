import { createInterface } from 'node:readline/promises';
import { FOUNDING_FLAGS, type Answers, type FoundingFlag } from './founding-answers.ts';

/** Asks at the terminal what the options did not say; each answer until it can be used. */
export async function askFounding(given: Answers): Promise<Answers> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const ask = (question: string) => terminal.question(question);
  const answers: Record<string, string> = {};
  try {
    for (const flag of FOUNDING_FLAGS) answers[flag.flag] = await askOne(ask, flag, given[flag.flag]);
    return answers;
  } finally {
    terminal.close();
  }
}

async function askOne(
  ask: (question: string) => Promise<string>,
  { question, usual, about, isGood }: FoundingFlag,
  given: string | undefined,
): Promise<string> {
  let answer = given?.trim();
  while (answer === undefined || !isGood(answer)) {
    if (answer !== undefined) console.log(`  not understood; wanted: ${about}`);
    answer = (await ask(`${question}${usual ? ` [${usual}]` : ''}: `)).trim() || (usual ?? '');
  }
  return answer;
}
