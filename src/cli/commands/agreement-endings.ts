import { declareAgreementEvent, type Declaration } from '#app/agreement/declare-agreement-event.ts';
import { showAgreement, type AgreementView } from '#app/agreement/show-agreement.ts';
import type { InterfaceLanguage } from '#kernel/language.ts';
import { accept } from '#kernel/result.ts';
import { acting, type SeatedDesk } from '../at-desk.ts';
import type { CliNeeds } from '../cli-needs.ts';
import type { CommandPlan, Given, OptionPlan } from '../command-plan.ts';
import type { Answer } from '../said.ts';
import { shortTime } from '../short-time.ts';

const REASON: OptionPlan = { flags: '--reason <text>', about: 'told to the other parties', required: true };
const CLAUSE: OptionPlan = {
  flags: '--clause <number>',
  about: 'the clause that another party has broken, by its number (agreement show)',
  required: true,
};

const ONLY: OptionPlan = {
  flags: '--only <numbers>',
  about: 'only these permissions, by their numbers and commas (agreement show); they are all that rests then',
};

/** What one side declares about an agreement in force: suspended, resumed, ended in one of three ways, or answered. */
export const endingCommands: readonly CommandPlan<CliNeeds>[] = [
  declaring(
    'suspend',
    'Suspend at once: no new takes or publications; obligations go on',
    (given, view) => {
      const only = given.text('only');
      return {
        kind: 'suspended',
        reason: given.demand('reason'),
        ...(only === undefined
          ? {}
          : { rules: only.split(',').map((named) => clauseNamed(view, named.trim())) }),
      };
    },
    [REASON, ONLY],
  ),
  declaring('resume', 'Resume what your side suspended', () => ({ kind: 'resumed' })),
  declaring('notice', 'Give notice: it ends when the notice period has passed', () => ({ kind: 'notice' })),
  declaring('terminate', 'Agree to end it at once; it ends when every other party says so too', () => ({
    kind: 'terminated',
  })),
  declaring(
    'end-for-cause',
    'End it for a clause that another party has broken, when the cure period has passed',
    (given, view) => ({
      kind: 'terminated',
      cause: { clause: clauseNamed(view, given.demand('clause')), words: given.demand('reason') },
    }),
    [CLAUSE, REASON],
  ),
  declaring('cured', 'Take your ending for cause back before it takes hold: the breach is cured', () => ({
    kind: 'cured',
  })),
  declaring(
    'contest',
    'Answer another party’s ending for cause in words; it changes nothing else',
    (given) => ({ kind: 'contested', reason: given.demand('reason') }),
    [REASON],
  ),
];

/** uid of a clause by its number; what is none is left to the rules to refuse. */
function clauseNamed({ said }: AgreementView, named: string): string {
  return said.clauses.find(({ number, uid }) => String(number) === named || uid === named)?.uid ?? named;
}

function declaring(
  verb: string,
  about: string,
  declarationOf: (given: Given, view: AgreementView) => Declaration,
  options: readonly OptionPlan[] = [],
): CommandPlan<CliNeeds> {
  return acting('sign-agreement', {
    name: `agreement ${verb} <uid>`,
    about,
    options,
    async run(desk, given) {
      const uid = given.demand('uid');
      const view = await showAgreement(desk.node, desk, uid);
      return view.ok ? declare(desk, uid, declarationOf(given, view.value)) : view;
    },
  });
}

async function declare(desk: SeatedDesk, uid: string, declaration: Declaration): Promise<Answer> {
  const declared = await declareAgreementEvent(desk.node, desk, { uid, declaration });
  if (!declared.ok) return declared;
  const view = await showAgreement(desk.node, desk, uid);
  if (!view.ok) return view;
  const { state, endings } = view.value;
  const { sentences, ...ending } = endings.standing;
  return accept({
    json: { uid, state, ending },
    lines: [`The agreement is ${state}.`, ...sentences.map((one) => one[desk.language])],
  });
}

/** What was declared about an agreement, and how it ends as things stand. */
export function declaredLines({ endings, said }: AgreementView, language: InterfaceLanguage): string[] {
  if (endings.events.length === 0) return [];
  const numberOf = (uid: string): string =>
    String(said.clauses.find((clause) => clause.uid === uid)?.number ?? uid);
  return [
    '',
    ...endings.events.map((event) => {
      const cause = event.kind === 'terminated' ? event.cause : undefined;
      const words = 'reason' in event ? event.reason : cause?.words;
      const clause = cause === undefined ? '' : ` for clause ${numberOf(cause.clause)}`;
      const rules = event.kind === 'suspended' ? event.rules : undefined;
      const only = rules === undefined ? '' : `, only clause ${rules.map(numberOf).join(', ')}`;
      return `${shortTime(event.at)} ${event.kind} by ${event.by}${clause}${only}${words ? `: ${words}` : ''}`;
    }),
    '',
    ...endings.standing.sentences.map((one) => one[language]),
  ];
}
