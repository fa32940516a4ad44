import { accept } from '#kernel/result.ts';
import { DATA } from '../at-desk.ts';
import type { CliNeeds, FoundedNode } from '../cli-needs.ts';
import { pairs } from '../columns.ts';
import type { CommandPlan, Given, OptionPlan } from '../command-plan.ts';

/** Founds the first agency of a node: its keys, and the person who looks after it. Asked the same as `npm start -- --empty`. */
export function initCommand({ foundingFlags }: Pick<CliNeeds, 'foundingFlags'>): CommandPlan<CliNeeds> {
  return {
    name: 'init',
    about: 'Found the first agency of a node: its keys and its administrator',
    options: [
      ...foundingOptions(foundingFlags),
      { flags: '--port <number>', about: 'where the node will listen (4310)' },
      {
        flags: '--origin <url>',
        about: 'where partners and readers reach it; part of its identity for ever',
      },
      DATA,
    ],
    async run(needs, given) {
      const founded = await needs.found(
        answersIn(given, foundingFlags),
        toldIn(given, ['data', 'port', 'origin']),
      );
      if (!founded.ok) return founded;
      return accept({
        json: founded.value,
        lines: foundedLines(founded.value),
        next: `npm start -- --empty --data ${founded.value.dataFolder}`,
      });
    },
  };
}

/** One for each question of a founding. */
export function foundingOptions(asked: CliNeeds['foundingFlags']): readonly OptionPlan[] {
  return asked.map(({ flag, about }) => ({ flags: `--${flag} <text>`, about }));
}

export function answersIn(given: Given, asked: CliNeeds['foundingFlags']): Readonly<Record<string, string>> {
  return toldIn(
    given,
    asked.map(({ flag }) => flag),
  );
}

export function foundedLines({ did, dataFolder, publicOrigin, links }: FoundedNode): readonly string[] {
  return [
    ...pairs([
      ['agency', did],
      ['data', dataFolder],
      ['address', publicOrigin],
    ]),
    ...links.map(({ name, link }) => `\n${name} sets a password here, once, within 72 hours:\n${link}`),
  ];
}

/** What was said of these flags. */
export function toldIn(given: Given, names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = given.text(camelled(name));
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** `time-zone` is `timeZone` among what was typed. */
function camelled(flag: string): string {
  return flag.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
