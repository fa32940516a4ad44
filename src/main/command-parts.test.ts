import { expect, test } from 'vitest';
import { commandParts, plansFor } from '#cli/command-parts.ts';
import { cliNeeds } from './wire/cli-needs.ts';

test('a part says which words its commands begin with: one that it left out would not be found when it is typed', async () => {
  const parts = commandParts(cliNeeds());
  for (const { words, load } of parts) {
    const said = new Set((await load()).map(({ name }) => name.split(' ')[0] ?? ''));
    expect([...said].toSorted()).toEqual(words.toSorted());
  }
});

test('a word loads its own commands, in the order of the help, and one that is none of ours loads all', async () => {
  const named = async (word: string) => (await plansFor(cliNeeds(), word)).map(({ name }) => name);
  const all = await named('--help');
  expect(await named('recal')).toEqual(all);
  const typed = await named('recall');
  expect(typed.length).toBeLessThan(all.length);
  expect(typed.filter((name) => name.startsWith('recall '))).toEqual(
    all.filter((name) => name.startsWith('recall ')),
  );
});
