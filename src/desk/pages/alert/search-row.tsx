import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { deleteSearch, followSearch, restoreSearch, unfollowSearch } from '#contract/alert.ts';
import { useTell } from '../../ask.ts';
import type { SavedSearch } from '../../shapes.ts';
import { useToasts } from '../../toasts.tsx';
import { Mark } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import { QuestionWords } from './question-words.tsx';
import { useScheduleText } from './schedule-field.tsx';

type Props = { readonly search: SavedSearch };

/** The question as it stands in the address of the wire. */
export function addressOf({ question }: Pick<SavedSearch, 'question'>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(question).map(([name, value]) => [name, String(value)]));
}

/** Asks the wire the same question. */
export function SearchLink({ search }: Props): ReactNode {
  return (
    <Link to="/wire" search={addressOf(search)} className="row-link">
      {search.name}
    </Link>
  );
}

export function SearchMeta({ search }: Props): ReactNode {
  const { search: words } = useWords();
  const scheduleText = useScheduleText();
  const { following, scope, followers, keptBy, hooks } = search;
  return (
    <>
      {scope === 'agency' ? <Mark tone="info">{words.agencyMark}</Mark> : null}
      {following?.paused ? <Mark tone="warn">{words.paused}</Mark> : null}
      {following && !following.paused ? (
        <Mark tone="good">
          {scheduleText(following.schedule)}
          {following.byMail ? ` · ${words.mail}` : ''}
        </Mark>
      ) : null}
      {hooks.map((hook) => (
        <Mark key={hook.destinationId} tone="plain">
          {hook.name}
        </Mark>
      ))}
      <QuestionWords question={search.question} />
      {scope === 'agency' ? (
        <span>
          {words.keptBy(keptBy)} · {words.followers(followers)}
        </span>
      ) : null}
    </>
  );
}

/** For how long a deleted search can be brought back by one press; at the server it can be for ever. */
const UNDO_SECONDS = 15;

export function SearchActions({ search, onEdit }: Props & { readonly onEdit: () => void }): ReactNode {
  const { search: words } = useWords();
  const { tell, undoable, refused } = useToasts();
  const params = { id: search.id };
  const follow = useTell(followSearch, { onRefused: refused });
  const unfollow = useTell(unfollowSearch, { onRefused: refused });
  const restore = useTell(restoreSearch, {
    onDone: () => tell(words.restored(search.name)),
    onRefused: refused,
  });
  const remove = useTell(deleteSearch, {
    onDone: () =>
      undoable({
        message: words.removed(search.name),
        undo: () => restore.mutate({ params }),
        seconds: UNDO_SECONDS,
      }),
    onRefused: refused,
  });
  const { following } = search;
  const usual = { schedule: { kind: 'at-once' as const }, byMail: false, paused: false };
  const button = (label: string, run: () => void): ReactNode => (
    <Button size="compact-sm" variant="default" aria-label={`${label}: ${search.name}`} onClick={run}>
      {label}
    </Button>
  );
  return (
    <div className="actions">
      {following
        ? button(following.paused ? words.resume : words.pause, () =>
            follow.mutate({ params, body: { ...following, paused: !following.paused } }),
          )
        : button(words.follow, () => follow.mutate({ params, body: usual }))}
      {following && search.scope === 'agency'
        ? button(words.unfollow, () => unfollow.mutate({ params }))
        : null}
      {button(words.edit, onEdit)}
      {search.mayChange ? button(words.remove, () => remove.mutate({ params })) : null}
    </div>
  );
}
