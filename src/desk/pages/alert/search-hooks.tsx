import { Button, NativeSelect } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { hookSearch, listHookPosts, unhookSearch } from '#contract/alert.ts';
import { mayDo } from '#contract/permissions.ts';
import { useAsk, useTell } from '../../ask.ts';
import { Asked } from '../../asked.tsx';
import { useSeat } from '../../session.tsx';
import type { AlertSchedule, HookPost, SavedSearch } from '../../shapes.ts';
import { useToasts } from '../../toasts.tsx';
import { Ago, BothTimes } from '../../ui/moment.tsx';
import { Mark } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import { ScheduleField, useScheduleText } from './schedule-field.tsx';

type Props = {
  readonly search: SavedSearch;
  readonly systems: readonly { readonly id: string; readonly name: string }[];
};

/** Systems of ours that are told of what an agency-wide search finds, for whoever manages them. */
export function SearchHooks({ search, systems }: Props): ReactNode {
  const words = useWords();
  const { session } = useSeat();
  const { refused } = useToasts();
  const [chosen, setChosen] = useState('');
  const [schedule, setSchedule] = useState<AlertSchedule>({ kind: 'at-once' });
  const scheduleText = useScheduleText();
  const hook = useTell(hookSearch, { onRefused: refused });
  const unhook = useTell(unhookSearch, { onRefused: refused });
  if (!mayDo(session.roles, 'manage-destinations')) return null;
  const free = systems.filter(({ id }) => !search.hooks.some(({ destinationId }) => destinationId === id));
  const destinationId = chosen === '' ? (free[0]?.id ?? '') : chosen;
  const params = { id: search.id };
  const body = { destinationId, schedule };
  return (
    <section className="stack tight" aria-label={words.search.hook}>
      <h3 className="clause-kind">{words.search.hook}</h3>
      <p className="small soft">{systems.length === 0 ? words.search.hookNone : words.search.hookHelp}</p>
      {search.hooks.map(({ destinationId: destination, name, schedule: when }) => (
        <div className="actions" key={destination}>
          <Mark tone="good">
            {name} · {scheduleText(when)}
          </Mark>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => unhook.mutate({ params: { ...params, destination } })}
          >
            {words.search.hookStop(name)}
          </Button>
        </div>
      ))}
      {free.length > 0 ? (
        <>
          <ScheduleField schedule={schedule} onChange={setSchedule} />
          <div className="actions">
            <NativeSelect
              aria-label={words.search.hookTo}
              value={destinationId}
              data={free.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={(event) => setChosen(event.currentTarget.value)}
            />
            <Button variant="default" onClick={() => hook.mutate({ params, body })}>
              {words.search.hookAdd}
            </Button>
          </div>
        </>
      ) : null}
      {search.hooks.length > 0 ? <HookLog /> : null}
    </section>
  );
}

const TONES = { done: 'good', failed: 'bad', nothing: 'plain' } as const;

/** The last webhooks, with the exact answers to the last attempts. */
function HookLog(): ReactNode {
  const { search: words } = useWords();
  const log = useAsk(listHookPosts, {}, { everySeconds: 15 });
  return (
    <details>
      <summary>{words.hookLog}</summary>
      <Asked query={log}>
        {({ posts }) => (
          <ul className="rows">
            {posts.map((post) => (
              <li className="row" key={post.id}>
                <span>
                  {post.system} · {words.hookStories(post.stories)} · <Ago at={post.madeAt} />
                </span>
                <Attempts post={post} />
              </li>
            ))}
          </ul>
        )}
      </Asked>
    </details>
  );
}

function Attempts({ post }: { readonly post: HookPost }): ReactNode {
  const { search: words } = useWords();
  return (
    <>
      {post.attempts.length === 0 ? <span className="meta">{words.hookWaits}</span> : null}
      {post.attempts.map(({ at, outcome, status, answer }) => (
        <span className="meta" key={at}>
          <Mark tone={TONES[outcome]}>{words.outcomes[outcome]}</Mark>
          <Ago at={at} />
          <span className="mono">
            {status === undefined ? '' : `${status} `}
            {answer}
          </span>
        </span>
      ))}
      {post.tried > post.attempts.length ? (
        <span className="meta">{words.hookEarlier(post.tried - post.attempts.length)}</span>
      ) : null}
      {post.triedNextAt && post.attempts.length > 0 ? (
        <span className="meta">
          {words.triedNext} <BothTimes at={post.triedNextAt} />
        </span>
      ) : null}
    </>
  );
}
