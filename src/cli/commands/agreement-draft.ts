import { draftAgreement, previewAgreement } from '#app/agreement/draft-agreement.ts';
import { showAgreement } from '#app/agreement/show-agreement.ts';
import { isJsonObject } from '#kernel/json.ts';
import { accept, refuse } from '#kernel/result.ts';
import { acting, reading, type SeatedDesk } from '../at-desk.ts';
import type { CliNeeds } from '../cli-needs.ts';
import { columns } from '../columns.ts';
import type { CommandPlan, Given, OptionPlan } from '../command-plan.ts';
import { readJsonFile } from '../read-named-file.ts';
import { inputInvalid, type Answer } from '../said.ts';
import { TEMPLATES, usualAnswers, withOptions, type Template } from './draft-answers.ts';

const NAMES = Object.keys(TEMPLATES);

const TEMPLATE: OptionPlan = {
  flags: '--template <name>',
  about: 'the template to start from',
  choices: NAMES,
};

const DRAFT_OPTIONS: readonly OptionPlan[] = [
  {
    flags: '--answers <file>',
    about: 'all answers as JSON, as “agreement templates --template” prints them',
  },
  TEMPLATE,
  { flags: '--partner <dids>', about: 'with whom (partner list); for an event pool several: DID,DID' },
  { flags: '--title <text>', about: 'one title for all three languages' },
  { flags: '--until <date>', about: 'last day + 1, YYYY-MM-DD; a year from today if left out' },
  {
    flags: '--they-translate-into <tags>',
    about: 'languages the partner may translate your stories into: zh-Hans,en',
  },
  { flags: '--we-translate-into <tags>', about: 'languages you may translate theirs into: vi,en' },
  { flags: '--monthly-quota <number>', about: 'most stories a month in each direction' },
  { flags: '--on-kill <how>', about: 'how kills are carried out', choices: ['automatic', 'desk'] },
  { flags: '--preview', about: 'only show the sentences; keep nothing' },
];

export const draftCommands: readonly CommandPlan<CliNeeds>[] = [
  reading({
    name: 'agreement templates',
    about: 'The templates an agreement is drafted from; with --template its answers as a JSON file to change',
    options: [TEMPLATE],
    async run({ node, agency, at }, given) {
      const chosen = templateOf(given.text('template'));
      const [partner] = await node.partnerReads.list(agency.id);
      const other = partner ?? UNKNOWN_PARTNER;
      if (chosen) {
        const answers = usualAnswers(chosen, agency, other, at);
        return accept({ json: answers, lines: [JSON.stringify(answers, undefined, 2)] });
      }
      return accept({
        json: { templates: NAMES.flatMap((name) => describe(name)) },
        lines: columns(
          ['TEMPLATE', 'WHAT IT IS'],
          Object.entries(TEMPLATES).map(([name, about]) => [name, about]),
        ),
        next: 'pactwire agreement draft --template news-exchange --partner DID --preview --as EMAIL',
      });
    },
  }),
  acting('draft-agreement', {
    name: 'agreement draft',
    about: 'Draft an agreement from a template; nobody has signed it and the partner does not see it yet',
    options: DRAFT_OPTIONS,
    run: draft,
  }),
];

async function draft(desk: SeatedDesk, given: Given): Promise<Answer> {
  const { node, language } = desk;
  const answers = await answersOf(desk, given);
  if (!answers.ok) return answers;
  const questions = await node.readDraft(answers.value);
  if (!questions.ok) return questions;
  if (given.isSet('preview')) {
    const said = await previewAgreement(node, desk, questions.value);
    if (!said.ok) return said;
    const { title, clauses } = said.value;
    return accept({
      json: { answers: answers.value, title, clauses },
      lines: [
        title[language],
        '',
        ...clauses.map(({ number, sentence }) => `${String(number).padStart(3)}  ${sentence[language]}`),
      ],
      next: 'the same without --preview',
    });
  }
  const asked = isJsonObject(answers.value) ? answers.value : undefined;
  const drafted = await draftAgreement(node, desk, questions.value, asked);
  if (!drafted.ok) return drafted;
  const { uid } = drafted.value;
  const shown = await showAgreement(node, desk, uid);
  if (!shown.ok) return shown;
  const { digest } = shown.value.filed;
  return accept({
    json: { uid, digest, state: shown.value.state },
    lines: [`Drafted ${uid}`, `digest ${digest}`],
    next: `read it (pactwire agreement show ${uid}), then: pactwire agreement sign ${uid} --digest ${digest} --as EMAIL`,
  });
}

/** A file has all answers; otherwise the template's own, with the options laid over them. */
async function answersOf({ node, agency, at }: SeatedDesk, given: Given) {
  const file = given.text('answers');
  if (file !== undefined) return readJsonFile('--answers', file);
  const template = templateOf(given.text('template'));
  if (!template) return inputInvalid('--template', `name one of ${NAMES.join(', ')}, or give --answers`);
  const [did, ...others] = (given.text('partner') ?? '').split(',').map((one) => one.trim());
  if (!did) return inputInvalid('--partner', 'name the partner’s DID (pactwire partner list)');
  const partner = (await node.partnerReads.list(agency.id)).find((one) => one.did === did);
  if (!partner) return refuse({ code: 'partner-unknown' });
  const answers = withOptions(usualAnswers(template, agency, partner, at), given);
  return accept(others.length > 0 ? { ...answers, others } : answers);
}

const UNKNOWN_PARTNER = { did: 'did:web:partner.example', name: { vi: '…', 'zh-Hans': '…', en: '…' } };

function describe(name: string) {
  const template = templateOf(name);
  return template ? [{ template, about: TEMPLATES[template] }] : [];
}

function templateOf(name: string | undefined): Template | undefined {
  return name === 'news-exchange' || name === 'one-way-supply' ? name : undefined;
}
