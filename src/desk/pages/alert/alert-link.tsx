import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { readAlerts } from '#contract/alert.ts';
import { useTell } from '../../ask.ts';
import { Headline } from '../../headline.tsx';
import type { Alert } from '../../shapes.ts';
import { useToasts } from '../../toasts.tsx';

/** Opens the story of an alert, which is read from then on. */
export function useOpenAlert(): (alert: Alert) => void {
  const navigate = useNavigate();
  const { refused } = useToasts();
  const read = useTell(readAlerts, { onRefused: refused });
  return ({ id, read: isRead, story }) => {
    if (!isRead) read.mutate({ body: { id } });
    void navigate({ to: '/s/$id', params: { id: story.id } });
  };
}

/** Its story; opened here it is read, opened elsewhere it is still unread. */
export function AlertLink({ alert }: { readonly alert: Alert }): ReactNode {
  const { story, read } = alert;
  const open = useOpenAlert();
  return (
    <Link
      to="/s/$id"
      params={{ id: story.id }}
      className="row-link"
      data-unread={!read}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        open(alert);
      }}
    >
      <Headline text={story.headline} language={story.language} />
    </Link>
  );
}
