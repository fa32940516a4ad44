import {
  simulateFiled,
  simulateQuestions,
  type OutcomeCounts,
  type Simulation,
} from '#app/agreement/simulate-agreement.ts';
import type { InterfaceLanguage } from '#kernel/language.ts';
import { accept } from '#kernel/result.ts';
import { reading, type Desk } from '../at-desk.ts';
import type { CliNeeds } from '../cli-needs.ts';
import type { CommandPlan, Given } from '../command-plan.ts';
import { readJsonFile } from '../read-named-file.ts';
import { inputInvalid } from '../said.ts';
import { shortTime } from '../short-time.ts';

export const simulateCommands: readonly CommandPlan<CliNeeds>[] = [
  reading({
    name: 'agreement simulate [uid]',
    about:
      'Would the last month have fitted? Your own stories and the partner’s under an agreement, a draft or answers in a file',
    options: [
      { flags: '--answers <file>', about: 'answers as JSON instead of an agreement on file' },
      { flags: '--digest <digest>', about: 'one document of it, where several are on the table' },
    ],
    async run(desk, given) {
      const simulated = await simulate(desk, given);
      if (!simulated.ok) return simulated;
      return accept({ json: simulated.value, lines: simulationLines(simulated.value, desk.language) });
    },
  }),
];

async function simulate({ node, agency, at }: Desk, given: Given) {
  const file = given.text('answers');
  const uid = given.text('uid');
  if (file === undefined)
    return uid === undefined
      ? inputInvalid('--answers', 'name an agreement by its uid, or a file of answers')
      : simulateFiled(node, { agency, at }, uid, given.text('digest'));
  const answers = await readJsonFile('--answers', file);
  if (!answers.ok) return answers;
  const questions = await node.readDraft(answers.value);
  return questions.ok ? simulateQuestions(node, { agency, at }, questions.value) : questions;
}

function simulationLines(
  { since, isCapped, directions }: Simulation,
  language: InterfaceLanguage,
): readonly string[] {
  return [
    `The stories since ${shortTime(since)}${isCapped ? ', the latest of more' : ''}`,
    ...directions.flatMap((direction) => directionLines(direction, language)),
  ];
}

function directionLines(
  { giver, taker, names, stories, counts, clauses, examples }: Simulation['directions'][number],
  language: InterfaceLanguage,
): readonly string[] {
  return [
    '',
    `${names.giver[language] ?? giver} to ${names.taker[language] ?? taker}, ${stories} stories: ${sayCounts(counts)}`,
    ...clauses.map(
      ({ clause, isOfOther, counts: of }) =>
        `  ${clause ? `clause ${clause.number}` : 'no clause'}${isOfOther ? ' of another agreement' : ''}: ${sayCounts(of)}`,
    ),
    ...examples.flatMap(({ outcome, headline, at, reasons }) => [
      `  ${outcome.padEnd(10)}  ${shortTime(at)}  ${headline}`,
      ...(outcome === 'shared' ? [] : reasons.map(({ sentence }) => `              ${sentence[language]}`)),
    ]),
  ];
}

function sayCounts(counts: OutcomeCounts): string {
  return `${counts.shared} shared, ${counts.blocked} blocked, ${counts['over-quota']} over quota`;
}
