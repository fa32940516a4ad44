import type { Answer } from './said.ts';

export type OptionPlan = {
  /** As commander writes them: `--to <format>`, `--both`, `--file <path...>`. */
  readonly flags: string;
  readonly about: string;
  readonly required?: boolean;
  readonly choices?: readonly string[];
};

/** What was typed, by name; nothing else of the command line reaches a command. */
export type Given = {
  /** An argument or an option with a value. */
  text(name: string): string | undefined;
  /** One that the command cannot be called without. */
  demand(name: string): string;
  texts(name: string): readonly string[];
  isSet(name: string): boolean;
};

/** One command of `pactwire`, as data: `partner invite <url>` is the command `invite` of the group `partner`. */
export type CommandPlan<Needs> = {
  readonly name: string;
  readonly about: string;
  readonly options?: readonly OptionPlan[];
  readonly run: (needs: Needs, given: Given) => Promise<Answer>;
};

export function givenIn(values: ReadonlyMap<string, unknown>): Given {
  const text = (name: string): string | undefined => {
    const value = values.get(name);
    return typeof value === 'string' ? value : undefined;
  };
  return {
    text,
    demand(name) {
      const value = text(name);
      if (value === undefined) throw new Error(`the command line has no ${name}, which its plan demands`);
      return value;
    },
    texts(name) {
      const value = values.get(name);
      return Array.isArray(value) ? value.map(String) : [];
    },
    isSet: (name) => values.get(name) === true,
  };
}
