import { parseDuration, type Duration } from '#kernel/duration.ts';
import type { Instant } from '#kernel/instant.ts';
import type {
  Agreement,
  ConstraintTerm,
  Did,
  Dids,
  Duty,
  Obligation,
  Permission,
  Prohibition,
  RefinementTerm,
  RuleAction,
  Selector,
  SelectorTerm,
} from './agreement.ts';
import type { DirectionAnswers } from './template-answers.ts';

/** Where the rules of one direction belong: their uids are the agreement's, the direction's name and what they do. */
export type DraftSide = {
  readonly agreement: string;
  /** `give`, `receive`; in a pool the number of the giver. */
  readonly name: string;
  readonly giver: Did;
  readonly takers: Dids;
};

type Rules = Pick<Agreement, 'permissions' | 'prohibitions' | 'obligations'>;

/** All rules of one direction, in the order in which they are read: may, may not, must. */
export function draftDirection(answers: DirectionAnswers, side: DraftSide): Rules {
  const target: Selector = { uid: uidOf(side, 'items'), terms: selectorTerms(answers, side.giver) };
  const rule = { assigner: side.giver, assignees: side.takers, target };
  return {
    permissions: draftPermissions(answers, side, rule),
    prohibitions: draftProhibitions(answers, side, rule),
    obligations: draftObligations(answers, side, rule),
  };
}

/** A duration that is spelled in code. */
export function durationOf(text: string): Duration {
  const duration = parseDuration(text);
  if (!duration) throw new RangeError(`not a duration: ${text}`);
  return duration;
}

type RuleHead = { readonly assigner: Did; readonly assignees: Dids; readonly target: Selector };

function uidOf({ agreement, name }: DraftSide, what: string): string {
  return `${agreement}#${name}-${what}`;
}

function selectorTerms(
  { providers = [], topics, newsTypes, languages, products = [] }: DirectionAnswers,
  giver: Did,
): readonly SelectorTerm[] {
  const terms: readonly SelectorTerm[] = [
    { operand: 'provider', operator: 'isAnyOf', values: providers.length > 0 ? [giver, ...providers] : [] },
    { operand: 'mediaTopic', operator: 'isAnyOf', values: topics },
    { operand: 'newsType', operator: 'isAnyOf', values: newsTypes },
    { operand: 'language', operator: 'isAnyOf', values: languages },
    { operand: 'newsProduct', operator: 'isAnyOf', values: products },
  ];
  return terms.filter(({ values }) => values.length > 0);
}

function draftPermissions(answers: DirectionAnswers, side: DraftSide, head: RuleHead): readonly Permission[] {
  const { translateInto, excerptWords, mayModify, archiveFor, mayKeepInMemory, mayMineData } = answers;
  const grant = (name: string, action: RuleAction, more: Partial<Permission> = {}): Permission => ({
    ...head,
    uid: uidOf(side, name),
    actions: [action],
    constraints: [],
    duties: [],
    ...more,
  });
  const plain = (action: RuleAction['action']): RuleAction => ({ action, refinements: [] });
  return [
    grant(
      'publish',
      one('publish', { operand: 'deliveryChannel', operator: 'isAnyOf', values: answers.channels }),
      {
        constraints: publishConstraints(answers),
        duties: draftDuties(answers, side),
      },
    ),
    ...(translateInto.length > 0
      ? [
          grant(
            'translate',
            one('translate', { operand: 'targetLanguage', operator: 'isAnyOf', values: translateInto }),
          ),
        ]
      : []),
    ...(excerptWords === undefined
      ? []
      : [grant('extract', one('extract', { operand: 'wordCount', operator: 'lteq', value: excerptWords }))]),
    ...(mayModify === true ? [grant('modify', plain('modify'))] : []),
    ...(archiveFor === undefined
      ? []
      : [
          grant('archive', plain('archive'), {
            constraints: [{ operand: 'elapsedTime', operator: 'lteq', value: archiveFor }],
          }),
        ]),
    ...(mayKeepInMemory === true ? [grant('memory', plain('keepInMemory'))] : []),
    ...(mayMineData === true ? [grant('mine', plain('mineData'))] : []),
    ...draftPassingOn(answers, side, grant('pass-on', plain('grantUse'))),
  ];
}

/** Third parties by name, bound to no more than the taker may publish itself. */
function draftPassingOn(
  { passOnTo = [] }: DirectionAnswers,
  side: DraftSide,
  grant: Permission,
): readonly Permission[] {
  if (passOnTo.length === 0) return [];
  return [
    {
      ...grant,
      constraints: [{ operand: 'recipient', operator: 'isAnyOf', values: passOnTo }],
      duties: [
        {
          uid: uidOf(side, 'pass-on-terms'),
          action: 'nextPolicy',
          target: uidOf(side, 'publish'),
          constraints: [],
        },
      ],
    },
  ];
}

function one(action: RuleAction['action'], refinement: RefinementTerm): RuleAction {
  return { action, refinements: [refinement] };
}

function publishConstraints({
  territories,
  publishFrom,
  publishUntil,
  ...answers
}: DirectionAnswers): readonly ConstraintTerm[] {
  const spatial: ConstraintTerm = { operand: 'spatial', operator: 'isAnyOf', values: territories };
  const embargo: ConstraintTerm = { operand: 'dateTime', operator: 'gteq', value: 'itemEmbargoEnd' };
  return [
    ...(territories.length > 0 ? [spatial] : []),
    embargo,
    ...(publishFrom === undefined ? [] : [moment('gteq', publishFrom)]),
    ...(publishUntil === undefined ? [] : [moment('lt', publishUntil)]),
    ...quotaTerms(answers),
  ];
}

function quotaTerms({
  quota,
  quotaPeriod = 'P1M',
  quotaZone = 'UTC',
}: Pick<DirectionAnswers, 'quota' | 'quotaPeriod' | 'quotaZone'>): readonly ConstraintTerm[] {
  if (quota === undefined) return [];
  return [
    { operand: 'countPerPeriod', operator: 'lteq', value: quota, period: quotaPeriod, zone: quotaZone },
  ];
}

function moment(operator: 'gteq' | 'lt', value: Instant): ConstraintTerm {
  return { operand: 'dateTime', operator, value };
}

function draftDuties(
  { credit, creditWording, linkBack }: DirectionAnswers,
  side: DraftSide,
): readonly Duty[] {
  const attribute: Duty = {
    uid: uidOf(side, 'credit'),
    action: 'attribute',
    attributedParty: side.giver,
    ...(creditWording && Object.keys(creditWording).length > 0 ? { wording: creditWording } : {}),
    constraints: [],
  };
  const link: Duty = {
    uid: uidOf(side, 'link'),
    action: 'linkBack',
    constraints: [{ operand: 'deliveryChannel', operator: 'isAnyOf', values: ['web'] }],
  };
  return [...(credit === false ? [] : [attribute]), ...(linkBack ? [link] : [])];
}

function draftProhibitions(
  answers: DirectionAnswers,
  side: DraftSide,
  head: RuleHead,
): readonly Prohibition[] {
  const actions: readonly RuleAction[] = [
    ...(answers.passOnTo === undefined ? [{ action: 'grantUse' as const, refinements: [] }] : []),
    ...(answers.mayMineData === true ? [] : [{ action: 'mineData' as const, refinements: [] }]),
  ];
  const passOn =
    actions.length > 0 ? [{ ...head, uid: uidOf(side, 'no-passing-on'), actions, constraints: [] }] : [];
  if (answers.exclusiveHours === undefined) return passOn;
  const spatial: ConstraintTerm = { operand: 'spatial', operator: 'isAnyOf', values: answers.territories };
  const exclusive: Prohibition = {
    uid: uidOf(side, 'exclusive'),
    assigner: side.takers[0],
    assignees: [side.giver],
    target: head.target,
    actions: [{ action: 'offer', refinements: [] }],
    constraints: [
      { operand: 'recipient', operator: 'neq', values: [side.takers[0]] },
      ...(answers.territories.length > 0 ? [spatial] : []),
      { operand: 'elapsedTime', operator: 'lteq', value: hours(answers.exclusiveHours) },
    ],
  };
  return [...passOn, exclusive];
}

function draftObligations(answers: DirectionAnswers, side: DraftSide, head: RuleHead): readonly Obligation[] {
  return [
    {
      ...head,
      uid: uidOf(side, 'report'),
      action: 'reportUse',
      event: 'itemPublished',
      dueIn: hours(answers.reportUseHours),
      consequences: [],
    },
    {
      ...head,
      uid: uidOf(side, 'correct'),
      action: 'applyCorrection',
      event: 'correctionReceived',
      dueIn: hours(answers.correctionHours),
      consequences: [],
    },
    {
      ...head,
      uid: uidOf(side, 'remove'),
      action: 'removeFromService',
      event: 'killReceived',
      dueIn: hours(answers.killHours),
      onKill: answers.onKill,
      consequences: [{ action: 'suspendRule', target: uidOf(side, 'publish') }],
    },
  ];
}

function hours(count: number): Duration {
  return durationOf(`PT${count}H`);
}
