import { Command, Option } from 'commander';
import { givenIn, type CommandPlan, type OptionPlan } from './command-plan.ts';
import type { Answer } from './said.ts';

/** Every command has these. */
const EVERYWHERE: readonly OptionPlan[] = [
  { flags: '--json', about: 'one JSON document instead of text; a refusal is a problem document (RFC 9457)' },
  { flags: '--lang <tag>', about: 'language of refusals and agreements', choices: ['vi', 'zh-Hans', 'en'] },
];

export type Ran = (answer: Promise<Answer>) => Promise<void>;

/** Puts a planned command where its name says, under its group; the group is made at its first command. */
export function addCommand<Needs>(program: Command, plan: CommandPlan<Needs>, needs: Needs, ran: Ran): void {
  const words = plan.name.split(' ');
  const [first = '', second = ''] = words;
  const isGrouped = second !== '' && !/^[<[]/.test(second);
  const parent = isGrouped ? groupOf(program, first) : program;
  const command = parent.command(words.slice(isGrouped ? 1 : 0).join(' ')).description(plan.about);
  for (const option of plan.options ?? []) addOption(command, option);
  command.optionsGroup('Everywhere:');
  for (const option of EVERYWHERE) addOption(command, option);
  command.action(async () => ran(plan.run(needs, givenIn(valuesOf(command)))));
}

function addOption(command: Command, { flags, about, required, choices }: OptionPlan): void {
  const option = new Option(flags, about).makeOptionMandatory(required ?? false);
  command.addOption(choices ? option.choices(choices) : option);
}

const GROUPS: Readonly<Record<string, string>> = {
  partner: 'Other newsrooms: look up, compare keys, invite, accept',
  agreement: 'Cooperation agreements: draft, read, sign, suspend, verify',
  commitment: 'Visits, training places and joint projects that an agreement promises, and what was done',
  override: 'Uses that two people let pass against a denial',
  source: 'Where your stories come from',
  dialect: 'How an agency’s wire differs from its standard, kept by version',
  destination: 'Systems of yours that stories are pushed to: your CMS, a folder, a webhook',
  story: 'The wire: find, take, correct, kill',
  notice: 'Corrections and kills that partners sent you',
  recall: 'Corrections and kills that you issued',
  agency: 'What your agency says of itself, and who else shares the node',
  people: 'Who works here',
  'api-key': 'Keys by which programs read in your agency’s name',
  key: 'The keys that your agency signs with',
  channel: 'Your channels with partners, and what stopped them',
  bundle: 'A channel as a file, for a partner without a network',
  lexicon: 'Packs of words by which questions find other languages',
  vocabulary: 'Media topics: take in IPTC’s, look them up',
  decision: 'Decisions that let something out: make them again',
  portal: 'What readers see, after a restore',
  log: 'The public log of withdrawals',
};

function groupOf(program: Command, name: string): Command {
  const known = program.commands.find((one) => one.name() === name);
  const said = GROUPS[name];
  if (said === undefined) throw new Error(`the group ${name} has no words in the help`);
  return known ?? program.command(name).description(said);
}

/** Arguments and options by their names; `--data-folder` is `dataFolder`, `<file>` is `file`. */
function valuesOf(command: Command): ReadonlyMap<string, unknown> {
  const values = new Map<string, unknown>(Object.entries(command.opts()));
  for (const [at, argument] of command.registeredArguments.entries())
    values.set(argument.name(), command.processedArgs[at]);
  return values;
}
