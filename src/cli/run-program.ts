import { Command, CommanderError } from 'commander';
import { isInterfaceLanguage, type InterfaceLanguage } from '#kernel/language.ts';
import { addCommand } from './add-command.ts';
import type { CliNeeds } from './cli-needs.ts';
import { convertCommand } from './commands/convert.ts';
import { faultLines, problemLines } from './problem-lines.ts';
import { inputInvalid, type Answer, type Refusal } from './said.ts';

/** 0: done. 1: a fault, ours or of the machine. 2: refused, with a problem document. */
export type ExitCode = 0 | 1 | 2;

/** Reads a command line, does it, says how it went; `words` are what was typed after `pactwire`. */
export async function runProgram(words: readonly string[], needs: CliNeeds): Promise<ExitCode> {
  const voice = voiceOf(words, needs);
  let exit: ExitCode = 0;
  const ran = async (asked: Promise<Answer>): Promise<void> => {
    const answer = await asked;
    exit = answer.ok ? 0 : 2;
    if (answer.ok) voice.tell(answer.value.json, answer.value.lines, answer.value.next);
    else voice.refuse(answer.error);
  };
  try {
    await programOf(needs, ran).parseAsync(words, { from: 'user' });
    return exit;
  } catch (fault) {
    if (!(fault instanceof CommanderError)) return voice.fail(fault);
    if (fault.exitCode === 0 || fault.code === 'commander.help') return 0;
    await ran(Promise.resolve(inputInvalid('command line', fault.message.replace(/^error: /, ''))));
    return exit;
  }
}

function programOf(needs: CliNeeds, ran: (answer: Promise<Answer>) => Promise<void>): Command {
  const program = new Command('pactwire')
    .description('The exchange between newsrooms that cooperate under signed agreements')
    .exitOverride()
    .configureOutput({ writeOut: needs.out, writeErr: helpOnly(needs.err) });
  addCommand(program, convertCommand, needs, ran);
  return program;
}

/** Commander tells of errors in its own words before we do in ours; what remains is help, when a group was named alone. */
function helpOnly(err: (text: string) => void): (text: string) => void {
  return (text) => (text.startsWith('error:') ? undefined : err(text));
}

/** How this call speaks: to a program or to a person, in which language. */
function voiceOf(words: readonly string[], needs: CliNeeds) {
  const isJson = words.includes('--json');
  const language = languageIn(words);
  const document = (value: unknown) => needs.out(`${JSON.stringify(value, undefined, 2)}\n`);
  const lines = (out: (text: string) => void, said: readonly string[]) => out(`${said.join('\n')}\n`);
  return {
    tell(json: unknown, said: readonly string[], next?: string): void {
      if (isJson) return document(json);
      lines(needs.out, said);
      if (next !== undefined) lines(needs.out, ['', `Next: ${next}`]);
    },
    refuse(refusal: Refusal): void {
      const problem = needs.problemOf(refusal, language);
      if (isJson) document(problem);
      else lines(needs.err, problemLines(problem, language));
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
