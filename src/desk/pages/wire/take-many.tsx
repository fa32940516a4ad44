import { Stack } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { readQuotas } from '#contract/explanation.ts';
import { judgeStories } from '#contract/wire.ts';
import { askKey } from '../../ask.ts';
import { demand } from '../../call.ts';
import { Headline } from '../../headline.tsx';
import { refusalOf, type Reason, type Refusal } from '../../refusal.ts';
import { SentenceOf, Tri } from '../../sentence.tsx';
import { useSeat, useSeatReasons } from '../../session.tsx';
import type { Judged, StoryLine } from '../../shapes.ts';
import { useToasts } from '../../toasts.tsx';
import { BothTimes } from '../../ui/moment.tsx';
import { GuardedButton } from '../../ui/guarded-button.tsx';
import { Mark, Meter } from '../../ui/pieces.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { useWords } from '../../words/use-words.tsx';
import { UseChoice } from './use-choice.tsx';
import { defaultUse, useTake } from './use-take.tsx';

type Props = { readonly stories: readonly StoryLine[]; readonly onClose: () => void };

/** What stands against taking one of them, as far as it is known. */
type Verdict =
  | { readonly state: 'asking' }
  | { readonly state: 'ready' }
  | { readonly state: 'taken' }
  | { readonly state: 'gone' }
  | { readonly state: 'refused'; readonly because: readonly Reason[]; readonly refusal?: Refusal };

/**
 * Many at once: for each, what its agreement says, and what is left of the quotas. Takes those that may be taken; what was
 * refused all the same stays in the sheet with its clause.
 */
export function TakeMany({ stories: opened, onClose }: Props): ReactNode {
  const [stories] = useState(opened);
  const words = useWords();
  const { session } = useSeat();
  const seat = useSeatReasons()('take-story');
  const take = useTake();
  const { undoLast } = useToasts();
  const [first] = stories;
  const [choice, setChoice] = useState(() => defaultUse(first ?? { language: '' }, session.agency.languages));
  const [refused, setRefused] = useState<ReadonlyMap<string, Refusal>>(new Map());
  const [isTaking, setTaking] = useState(false);
  const judging = useJudging(stories);
  const verdictOf = ({ id }: StoryLine): Verdict => {
    const after = refused.get(id);
    return after
      ? { state: 'refused', because: after.because, refusal: after }
      : verdict(id, judging.get(id));
  };
  const verdicts = stories.map(verdictOf);
  const allowed = stories.filter((_story, at) => verdicts[at]?.state === 'ready');
  const isAsking = verdicts.some(({ state }) => state === 'asking');
  const stopped = seat.length > 0 ? seat : allowed.length === 0 && !isAsking ? [words.finding.bulk.none] : [];
  const go = async (): Promise<void> => {
    if (isAsking || isTaking || stopped.length > 0) return;
    setTaking(true);
    const refusals = await take(allowed, choice, 'stay');
    setTaking(false);
    if (refusals.size === 0) return onClose();
    setRefused(refusals);
  };
  return (
    <Sheet
      title={words.take.titleMany(stories.length)}
      closeLabel={words.act.close}
      onClose={onClose}
      place="side"
      keys={[
        { keys: 'Enter', label: words.take.take, run: () => void go() },
        // It stays open when something was refused.
        { keys: 'Ctrl+Z', label: words.keys.undo, run: undoLast },
      ]}
    >
      <Stack gap="md">
        <p role="status">
          {isAsking ? words.finding.bulk.judging : words.finding.bulk.allowed(allowed.length, stories.length)}
        </p>
        <UseChoice choice={choice} onChange={setChoice} />
        <GuardedButton
          reasons={stopped}
          onClick={() => void go()}
          loading={isAsking || isTaking}
          shortcut="Enter"
          data-autofocus
        >
          {words.finding.bulk.takeAllowed(allowed.length)}
        </GuardedButton>
        <ul className="plain-list verdicts">
          {stories.map((story, at) => (
            <li key={story.id}>
              <b>
                <Headline text={story.headline} language={story.language} />
              </b>
              <VerdictOf verdict={verdicts[at]} />
            </li>
          ))}
        </ul>
        <QuotasLeft agreements={agreementsOf(judging)} taking={allowed.length} />
      </Stack>
    </Sheet>
  );
}

/** So many are asked about in one call. */
const AT_ONCE = 50;

type Judging = { readonly data?: Judged | undefined; readonly error: Error | null };

/** Of each story the answer to the call that asked about it. */
function useJudging(stories: readonly StoryLine[]): ReadonlyMap<string, Judging> {
  const calls = Array.from({ length: Math.ceil(stories.length / AT_ONCE) }, (_, at) =>
    stories.slice(at * AT_ONCE, (at + 1) * AT_ONCE).map(({ id }) => id),
  );
  const answers = useQueries({
    queries: calls.map((ids) => {
      const input = { query: { ids: ids.join(',') } };
      return {
        queryKey: askKey(judgeStories, input),
        queryFn: ({ signal }: { readonly signal: AbortSignal }) => demand(judgeStories, input, { signal }),
      };
    }),
  });
  return new Map(calls.flatMap((ids, at) => ids.map((id) => [id, answers[at] ?? { error: null }] as const)));
}

function verdict(id: string, { data, error }: Judging = { error: null }): Verdict {
  if (error) return { state: 'refused', because: refusalOf(error).because, refusal: refusalOf(error) };
  if (!data) return { state: 'asking' };
  const story = data.stories.find((one) => one.id === id);
  if (!story) return { state: 'gone' };
  if (story.isTaken) return { state: 'taken' };
  return story.take.ok ? { state: 'ready' } : { state: 'refused', because: story.take.because };
}

function VerdictOf({ verdict: found }: { readonly verdict: Verdict | undefined }): ReactNode {
  const words = useWords();
  const { bulk } = words.finding;
  if (!found || found.state === 'asking') return null;
  if (found.state === 'ready') return <Mark tone="good">{bulk.ready}</Mark>;
  if (found.state === 'taken') return <Mark tone="plain">{bulk.already}</Mark>;
  if (found.state === 'gone') return <Mark tone="bad">{bulk.gone}</Mark>;
  const { refusal, because } = found;
  return (
    <>
      <Mark tone="bad">{bulk.willSkip}</Mark>
      <ul className="reasons">
        {because.map((reason) => (
          <li key={`${reason.code}${reason.clause}`}>
            <SentenceOf reason={reason} />
          </li>
        ))}
        {because.length === 0 && refusal ? (
          <li>{refusal.title ? <Tri text={refusal.title} /> : refusal.detail}</li>
        ) : null}
      </ul>
    </>
  );
}

type Agreement = NonNullable<Judged['stories'][number]['agreement']>;

/** Those that these stories come under. */
function agreementsOf(judging: ReadonlyMap<string, Judging>): readonly Agreement[] {
  const stories = new Set([...judging.values()].flatMap(({ data }) => data?.stories ?? []));
  const named = [...stories].flatMap(({ agreement }) =>
    agreement ? [[agreement.uid, agreement] as const] : [],
  );
  return [...new Map(named).values()];
}

function QuotasLeft(props: {
  readonly agreements: readonly Agreement[];
  readonly taking: number;
}): ReactNode {
  const words = useWords();
  const { bulk } = words.finding;
  const { agreements } = props;
  const asked = useQueries({
    queries: agreements.map(({ uid }) => ({
      queryKey: askKey(readQuotas, { params: { uid } }),
      queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
        demand(readQuotas, { params: { uid } }, { signal }),
    })),
  });
  const quotas = asked.flatMap(({ data }, at) =>
    (data?.quotas ?? []).map((quota) => ({ ...quota, title: agreements[at]?.title })),
  );
  if (quotas.length === 0) return null;
  return (
    <section className="stack tight" aria-label={bulk.quotas}>
      <h3>{bulk.quotas}</h3>
      {quotas.map((quota) => (
        <div key={quota.rule}>
          {quota.title ? <Tri text={quota.title} /> : null}
          <Meter
            label={bulk.quota(quota.left, quota.limit, quota.clause)}
            value={quota.used}
            of={quota.limit}
          />
          <p className="small soft">
            {words.register.renews} <BothTimes at={quota.until} />
          </p>
          {props.taking > quota.left ? <p>{bulk.quotaShort(props.taking, quota.left)}</p> : null}
        </div>
      ))}
      <p className="small soft">{bulk.quotaNote}</p>
    </section>
  );
}
