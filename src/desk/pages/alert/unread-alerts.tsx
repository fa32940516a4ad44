import type { ReactNode } from 'react';
import { listAlerts } from '#contract/alert.ts';
import { useAsk } from '../../ask.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { Panel } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import { AlertLink } from './alert-link.tsx';
import { AlertMeta } from './alert-meta.tsx';

const MOST = 5;

/** How many alerts were not read yet, and the newest of them; nothing where there are none. */
export function UnreadAlerts(): ReactNode {
  const words = useWords();
  const { data } = useAsk(listAlerts, { query: {} }, { everySeconds: 20 });
  const unread = data?.alerts.filter(({ read }) => !read).slice(0, MOST) ?? [];
  if (!data || data.unread === 0) return null;
  return (
    <Panel title={words.alert.title} count={data.unread}>
      <ul className="rows">
        {unread.map((alert) => (
          <li className="row" key={alert.id}>
            <AlertLink alert={alert} />
            <span className="meta">
              <AlertMeta alert={alert} />
            </span>
          </li>
        ))}
      </ul>
      <LinkButton to="/alerts" variant="light" size="xs" mt="xs">
        {words.alert.open}
      </LinkButton>
    </Panel>
  );
}
