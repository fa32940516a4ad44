import { MOST_PARTIES } from './agreement.ts';
import { isTimeZone } from './zone-clock.ts';
import { isPooled, type DirectionAnswers, type TemplateAnswers } from './template-answers.ts';

/** An answer that makes no clause; `field` is its path in the answers. */
export type DraftRefusal = {
  readonly code: 'agreement-draft-invalid';
  readonly field: string;
  readonly why:
    | 'missing'
    | 'not-wanted'
    | 'empty'
    | 'out-of-range'
    | 'same-party'
    | 'not-a-party'
    | 'unknown-zone';
};

const LONGEST_HOURS = 8760;

/** The first answer that makes no clause; undefined when all do. */
export function faultIn(answers: TemplateAnswers): DraftRefusal | undefined {
  const { receive, effectiveFrom, effectiveUntil, title } = answers;
  if (Object.keys(title).length === 0) return fault('title', 'missing');
  if (effectiveUntil !== undefined && effectiveUntil <= effectiveFrom)
    return fault('effectiveUntil', 'out-of-range');
  return (
    faultInParties(answers) ??
    faultInShape(answers) ??
    faultInDirection('give', answers.give) ??
    (receive && faultInDirection('receive', receive)) ??
    faultInCommitments(answers)
  );
}

function faultInParties({ parties, contacts = [] }: TemplateAnswers): DraftRefusal | undefined {
  const dids = parties.map(({ did }) => did);
  if (new Set(dids).size < dids.length) return fault('parties', 'same-party');
  if (dids.length > MOST_PARTIES) return fault('parties', 'out-of-range');
  const stranger = contacts.findIndex(({ party }) => !dids.includes(party));
  return stranger < 0 ? undefined : fault(`contacts.${stranger}.party`, 'not-a-party');
}

/** What a template needs, and what would say something of another template. */
function faultInShape(answers: TemplateAnswers): DraftRefusal | undefined {
  const { template, receive, commitments } = answers;
  const isGivenAlone = isPooled(answers) || template === 'one-way-supply';
  if (isGivenAlone && receive) return fault('receive', 'not-wanted');
  if (!isGivenAlone && !receive) return fault('receive', 'missing');
  const unfit = faultAmongMany(answers);
  if (unfit) return unfit;
  const hasProject = commitments?.some(({ kind }) => kind === 'jointProject') ?? false;
  return template === 'joint-project' && !hasProject ? fault('commitments', 'missing') : undefined;
}

/** Nobody is exclusive to all, and every giver has a name of its own. */
function faultAmongMany(answers: TemplateAnswers): DraftRefusal | undefined {
  const { parties, give } = answers;
  const pooled = isPooled(answers);
  if ((pooled || parties.length > 2) && give.exclusiveHours !== undefined)
    return fault('give.exclusiveHours', 'not-wanted');
  return pooled && give.creditWording ? fault('give.creditWording', 'not-wanted') : undefined;
}

function faultInDirection(name: 'give' | 'receive', answers: DirectionAnswers): DraftRefusal | undefined {
  const lists = ['newsTypes', 'channels', 'passOnTo'] as const;
  const empty = lists.find((field) => answers[field]?.length === 0);
  if (empty) return fault(`${name}.${empty}`, 'empty');
  if (answers.credit === false && answers.creditWording) return fault(`${name}.creditWording`, 'not-wanted');
  if (endsBeforeItBegins(answers)) return fault(`${name}.publishUntil`, 'out-of-range');
  if (!isTimeZone(answers.quotaZone ?? 'UTC')) return fault(`${name}.quotaZone`, 'unknown-zone');
  const hours = ['reportUseHours', 'correctionHours', 'killHours', 'exclusiveHours'] as const;
  const wrongHours = hours.find((field) => !isCount(answers[field] ?? 1, LONGEST_HOURS));
  if (wrongHours) return fault(`${name}.${wrongHours}`, 'out-of-range');
  const counts = ['quota', 'excerptWords'] as const;
  const wrongCount = counts.find((field) => !isCount(answers[field] ?? 1, 999_999_999));
  return wrongCount && fault(`${name}.${wrongCount}`, 'out-of-range');
}

function endsBeforeItBegins({ publishFrom, publishUntil }: DirectionAnswers): boolean {
  return publishFrom !== undefined && publishUntil !== undefined && publishUntil <= publishFrom;
}

function faultInCommitments({ parties, commitments = [] }: TemplateAnswers): DraftRefusal | undefined {
  for (const [index, { by, count, zone, title }] of commitments.entries()) {
    const field = `commitments.${index}`;
    if (!parties.some(({ did }) => did === by)) return fault(`${field}.by`, 'not-a-party');
    if (!isCount(count, 999_999_999)) return fault(`${field}.count`, 'out-of-range');
    if (!isTimeZone(zone ?? 'UTC')) return fault(`${field}.zone`, 'unknown-zone');
    if (Object.keys(title).length === 0) return fault(`${field}.title`, 'missing');
  }
  return undefined;
}

function isCount(value: number, most: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= most;
}

function fault(field: string, why: DraftRefusal['why']): DraftRefusal {
  return { code: 'agreement-draft-invalid', field, why };
}
