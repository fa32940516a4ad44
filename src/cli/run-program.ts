import { Command, CommanderError } from 'commander';
import pc from 'picocolors';
import { isInterfaceLanguage, type InterfaceLanguage } from '#kernel/language.ts';
import { addCommand } from './add-command.ts';
import type { CliNeeds } from './cli-needs.ts';
import { endingCommands } from './commands/agreement-endings.ts';
import { registerCommands } from './commands/agreement-register.ts';
import { quotaCommands } from './commands/agreement-quota.ts';
import { agreementCommands } from './commands/agreement.ts';
import { talksCommands } from './commands/agreement-talks.ts';
import { checkCommands } from './commands/agreement-check.ts';
import { simulateCommands } from './commands/agreement-simulate.ts';
import { draftCommands } from './commands/agreement-draft.ts';
import { agreementPapers } from './commands/agreement-papers.ts';
import { assistantCommand } from './commands/assistant.ts';
import { convertCommand } from './commands/convert.ts';
import { doctorCommand } from './commands/doctor.ts';
import { initCommand } from './commands/init.ts';
import { commitmentCommands } from './commands/commitment.ts';
import { decisionCommands } from './commands/decision.ts';
import { bundleCommands } from './commands/bundle.ts';
import { channelCommands } from './commands/channel.ts';
import { keyCommands } from './commands/key.ts';
import { lexiconCommands } from './commands/lexicon.ts';
import { logCommands } from './commands/log.ts';
import { partnerCommands } from './commands/partner.ts';
import { apiKeyCommands } from './commands/api-key.ts';
import { peopleCommands } from './commands/people.ts';
import { destinationCommands } from './commands/destination.ts';
import { dialectCommands } from './commands/dialect.ts';
import { pushCommands } from './commands/story-push.ts';
import { drillCommands } from './commands/drill.ts';
import { recallCommands } from './commands/recall.ts';
import { serveCommand } from './commands/serve.ts';
import { sourceCommands } from './commands/source.ts';
import { refusedCommands } from './commands/source-refused.ts';
import { sourceSettingCommands } from './commands/source-settings.ts';
import { tryCommands } from './commands/source-try.ts';
import { passingOnCommands } from './commands/passing-on.ts';
import { overrideCommands } from './commands/override.ts';
import { exportCommands } from './commands/story-export.ts';
import { restrictionCommands } from './commands/story-restrictions.ts';
import { whyCommands } from './commands/story-why.ts';
import { storyCommands } from './commands/story.ts';
import { verifyCommand } from './commands/verify.ts';
import { vocabularyCommands } from './commands/vocabulary.ts';
import { nextStepCommand } from './next-step.ts';
import type { CommandPlan } from './command-plan.ts';
import { faultLines, problemLines } from './problem-lines.ts';
import { inputInvalid, type Answer, type Refusal, type Said } from './said.ts';

/** 0: done. 1: a fault, ours or of the machine. 2: refused, with a problem document. */
export type ExitCode = 0 | 1 | 2;

/** Reads a command line, does it, says how it went; `words` are what was typed after `pactwire`. */
export async function runProgram(words: readonly string[], needs: CliNeeds): Promise<ExitCode> {
  const voice = voiceOf(words, needs);
  let exit: ExitCode = 0;
  const ran = async (asked: Promise<Answer>): Promise<void> => {
    const answer = await asked;
    exit = answer.ok && answer.value.isRefusal !== true ? 0 : 2;
    if (!answer.ok) return voice.refuse(answer.error);
    voice.tell(answer.value);
    if (answer.value.pieces !== undefined && (await voice.tellPieces(answer.value.pieces))) exit = 0;
  };
  try {
    // Alone, or with nothing but options, it says what is best done next.
    const [first = '--'] = words;
    const isAlone = first.startsWith('-') && !isAboutItself(first);
    const asked = isAlone ? ['next', ...words] : words;
    await programOf(needs, ran).parseAsync(asked, { from: 'user' });
    return exit;
  } catch (fault) {
    if (!(fault instanceof CommanderError)) return voice.fail(fault);
    if (fault.exitCode === 0 || fault.code === 'commander.help') return 0;
    await ran(Promise.resolve(inputInvalid('command line', fault.message.replace(/^error: /, ''))));
    return exit;
  }
}

const commands = (needs: CliNeeds): readonly CommandPlan<CliNeeds>[] => [
  nextStepCommand,
  convertCommand,
  initCommand(needs),
  serveCommand(needs),
  doctorCommand,
  ...partnerCommands,
  ...draftCommands,
  ...registerCommands,
  ...agreementCommands,
  ...agreementPapers,
  ...talksCommands,
  ...checkCommands,
  ...endingCommands,
  ...commitmentCommands,
  ...simulateCommands,
  ...quotaCommands,
  verifyCommand,
  ...vocabularyCommands,
  ...sourceSettingCommands,
  ...tryCommands,
  ...sourceCommands,
  ...refusedCommands,
  ...storyCommands,
  ...whyCommands,
  ...exportCommands,
  ...pushCommands,
  ...dialectCommands,
  ...destinationCommands,
  ...restrictionCommands,
  ...overrideCommands,
  ...passingOnCommands,
  ...recallCommands,
  ...drillCommands,
  ...peopleCommands,
  ...apiKeyCommands,
  assistantCommand,
  ...channelCommands,
  ...bundleCommands,
  ...keyCommands,
  ...decisionCommands,
  ...logCommands,
  ...lexiconCommands,
];

function programOf(needs: CliNeeds, ran: (answer: Promise<Answer>) => Promise<void>): Command {
  const program = new Command('pactwire')
    .description('The exchange between newsrooms that cooperate under signed agreements')
    .version(needs.version)
    .exitOverride()
    .configureOutput({ writeOut: needs.out, writeErr: helpOnly(needs.err) });
  for (const plan of commands(needs)) addCommand(program, plan, needs, ran);
  return program;
}

function isAboutItself(word: string): boolean {
  return ['--help', '-h', '--version', '-V'].includes(word);
}

/** Commander tells of errors in its own words before we do in ours; what remains is help, when a group was named alone. */
function helpOnly(err: (text: string) => void): (text: string) => void {
  return (text) => (text.startsWith('error:') ? undefined : err(text));
}

/** How this call speaks: to a program or to a person, in which language. */
function voiceOf(words: readonly string[], needs: CliNeeds) {
  const paint = pc.createColors(needs.hasColours);
  const isJson = words.includes('--json');
  const language = languageIn(words);
  const document = (value: unknown) => needs.out(`${JSON.stringify(value, undefined, 2)}\n`);
  const lines = (out: (text: string) => void, said: readonly string[]) => out(`${said.join('\n')}\n`);
  return {
    tell({ json, lines: said, next, isOneEach }: Said): void {
      if (isJson && isOneEach === true && Array.isArray(json))
        return json.forEach((one: unknown) => needs.out(`${JSON.stringify(one)}\n`));
      if (isJson) return document(json);
      if (said.length > 0) lines(needs.out, said);
      if (next !== undefined) lines(needs.out, ['', `${paint.bold('Next:')} ${paint.cyan(next)}`]);
    },
    async tellPieces(pieces: NonNullable<Said['pieces']>): Promise<boolean> {
      const all = pieces(isJson ? 'json' : 'lines');
      for (;;) {
        const step = await all.next();
        if (step.done === true) return step.value;
        needs.out(step.value);
      }
    },
    refuse(refusal: Refusal): void {
      const problem = needs.problemOf(refusal, language);
      if (isJson) document(problem);
      else lines(needs.err, problemLines(problem, language, paint));
    },
    fail(fault: unknown): ExitCode {
      if (isJson) document(needs.problemOf({ code: 'fault' }, language));
      lines(needs.err, faultLines(fault));
      return 1;
    },
  };
}

/** Before anything is parsed, so that even a refused command line is answered in the language asked for. */
function languageIn(words: readonly string[]): InterfaceLanguage {
  const at = words.indexOf('--lang');
  const asked = at < 0 ? words.find((word) => word.startsWith('--lang='))?.slice(7) : words[at + 1];
  return asked !== undefined && isInterfaceLanguage(asked) ? asked : 'en';
}
