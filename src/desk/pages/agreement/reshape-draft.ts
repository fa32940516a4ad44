import type { Direction, Draft, Session } from '../../shapes.ts';
import { unfitAnswers, usualTerms, withoutAnswer, type DraftKind, type UsualTerms } from './compose-draft.ts';

/** Where an answer stands in the draft. */
export type AnswerPlace =
  | { readonly of: 'draft'; readonly name: (typeof TERMS)[number] }
  | { readonly of: 'give' | 'receive'; readonly name: keyof Direction };

export type Reshaped = {
  readonly draft: Draft;
  readonly before: Draft;
  /** Nobody had answered it: now as is usual for the new kind. */
  readonly set: readonly AnswerPlace[];
  /** Answered before, and no question of the new kind. */
  readonly left: readonly AnswerPlace[];
};

const TERMS = ['freshnessMinutes', 'noticeDays', 'commitments', 'receive'] as const;

/** Every answer of a direction, in the order in which it is asked. */
export const DIRECTION_ANSWERS = [
  'newsTypes',
  'topics',
  'languages',
  'products',
  'providers',
  'channels',
  'translateInto',
  'excerptWords',
  'archiveMonths',
  'mayModify',
  'mayKeepInMemory',
  'mayMineData',
  'passOnTo',
  'territories',
  'publishFrom',
  'publishUntil',
  'quota',
  'quotaPeriod',
  'quotaZone',
  'exclusiveHours',
  'credit',
  'creditWording',
  'linkBack',
  'reportUseHours',
  'correctionHours',
  'killHours',
  'onKill',
] as const satisfies readonly (keyof Direction)[];

/**
 * The draft as another kind, or among other parties. An answer that a person has given stays, unless the new kind does not
 * ask it; what still stood as the old kind begins becomes as the new one does. Says what it changed, so that it can be undone.
 */
export function reshapeDraft(before: Draft, kind: DraftKind, session: Session): Reshaped {
  const former = usualTerms(before, session);
  const usual = usualTerms(kind, session);
  const unfit = unfitAnswers(kind);
  const { others: _others, receive, ...rest } = before;
  const got =
    receive && usual.receive
      ? mergeDirection(receive, { former: former.receive ?? usual.receive, usual: usual.receive, unfit })
      : usual.receive;
  const draft: Draft = {
    ...mergeTerms(rest, former, usual),
    template: kind.template,
    ...(kind.others && kind.others.length > 0 ? { others: kind.others } : {}),
    give: mergeDirection(before.give, { former: former.give, usual: usual.give, unfit }),
    ...(got ? { receive: got } : {}),
  };
  const changed = placesBetween(before, draft);
  const isLeft = ({ of, name }: AnswerPlace): boolean =>
    of === 'draft' ? name === 'receive' && !got : unfit.includes(name);
  return {
    draft,
    before,
    set: changed.filter((place) => !isLeft(place)),
    left: changed.filter(isLeft),
  };
}

/** What the change of kind did is taken back; answers given since then stay. */
export function undoReshape(now: Draft, { before, set, left }: Reshaped): Draft {
  const places = [...set, ...left];
  const namesIn = (side: 'give' | 'receive') =>
    places.flatMap((place) => (place.of === side ? [place.name] : []));
  const terms = places.flatMap((place) => (place.of === 'draft' ? [place.name] : []));
  const draft = withAnswersOf(before, now, ['template', 'others', ...terms]);
  const { give, receive, others = [], ...rest } = draft;
  // Who has become the partner meanwhile is no further party.
  const further = others.filter((did) => did !== now.partner);
  return {
    ...rest,
    ...(further.length > 0 ? { others: further } : {}),
    give: withAnswersOf(before.give, give, namesIn('give')),
    ...(receive && before.receive
      ? { receive: withAnswersOf(before.receive, receive, namesIn('receive')) }
      : {}),
  };
}

function mergeTerms(before: Draft, former: UsualTerms, usual: UsualTerms): Draft {
  const asUsual = (['freshnessMinutes', 'noticeDays', 'commitments'] as const).filter((name) =>
    isSame(before[name], former[name]),
  );
  const bare = asUsual.reduce<Draft>((to, name) => withoutAnswer(to, name), before);
  const merged: Draft = { ...usual, ...bare };
  // A project that the new kind needs stands beside the promises that somebody has written.
  const { commitments = [] } = merged;
  const needed = (usual.commitments ?? []).filter(
    ({ kind }) => !commitments.some((one) => one.kind === kind),
  );
  return needed.length > 0 ? { ...merged, commitments: [...commitments, ...needed] } : merged;
}

function mergeDirection(
  now: Direction,
  terms: {
    readonly former: Direction;
    readonly usual: Direction;
    readonly unfit: readonly (keyof Direction)[];
  },
): Direction {
  const { former, usual, unfit } = terms;
  const asUsual = DIRECTION_ANSWERS.filter((name) => isSame(now[name], former[name]));
  const merged = withAnswersOf(usual, now, asUsual);
  return unfit.reduce((to, name) => withoutAnswer(to, name), merged);
}

function placesBetween(before: Draft, after: Draft): readonly AnswerPlace[] {
  const terms = TERMS.filter((name) =>
    name === 'receive' ? !before.receive !== !after.receive : !isSame(before[name], after[name]),
  );
  const inSide = (of: 'give' | 'receive'): readonly AnswerPlace[] => {
    const [one, other] = [before[of], after[of]];
    if (!one || !other) return [];
    return DIRECTION_ANSWERS.filter((name) => !isSame(one[name], other[name])).map((name) => ({ of, name }));
  };
  return [...terms.map((name) => ({ of: 'draft', name }) as const), ...inSide('give'), ...inSide('receive')];
}

/** `to` with some answers as `from` has them; those that it leaves out are left out. */
function withAnswersOf<T extends Draft | Direction>(from: T, to: T, names: readonly (keyof T)[]): T {
  const result = { ...to };
  for (const name of names) {
    if (from[name] === undefined) delete result[name];
    else result[name] = from[name];
  }
  return result;
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
