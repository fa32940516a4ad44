import { Command, CommanderError } from 'commander';
import pc from 'picocolors';
import { isInterfaceLanguage, type InterfaceLanguage } from '#kernel/language.ts';
import { addCommand, type Ran } from './add-command.ts';
import type { CliNeeds } from './cli-needs.ts';
import { plansFor } from './command-parts.ts';
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
    const program = await programOf(needs, asked[0] ?? '', ran);
    await program.parseAsync(asked, { from: 'user' });
    return exit;
  } catch (fault) {
    if (!(fault instanceof CommanderError)) return voice.fail(fault);
    if (fault.exitCode === 0 || fault.code === 'commander.help') return 0;
    await ran(Promise.resolve(inputInvalid('command line', fault.message.replace(/^error: /, ''))));
    return exit;
  }
}

async function programOf(needs: CliNeeds, first: string, ran: Ran): Promise<Command> {
  const program = new Command('pactwire')
    .description('The exchange between newsrooms that cooperate under signed agreements')
    .version(needs.version)
    .exitOverride()
    .configureOutput({ writeOut: needs.out, writeErr: helpOnly(needs.err) });
  for (const plan of await plansFor(needs, first)) addCommand(program, plan, needs, ran);
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
