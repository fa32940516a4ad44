import { Button, Switch } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { readRedline } from '#contract/talks.ts';
import { useAsk } from '../../ask.ts';
import { Asked } from '../../asked.tsx';
import type { Tabled } from '../../shapes.ts';
import { Panel } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import { RedlineList } from './redline-list.tsx';

/** What changed from one version of an agreement to another. */
export function RedlinePanel(props: {
  readonly uid: string;
  readonly from: Tabled;
  readonly to: Tabled;
  readonly all: boolean;
  readonly onClose: () => void;
}): ReactNode {
  const { uid, from, to, all, onClose } = props;
  const { talks } = useWords();
  const [onlyChanges, setOnlyChanges] = useState(true);
  const query = { from: from.digest, to: to.digest };
  const compared = useAsk(readRedline, { params: { uid }, query });
  return (
    <Panel
      title={talks.redline(from.version, to.version)}
      actions={
        <div className="actions">
          <Switch
            label={talks.onlyChanges}
            checked={onlyChanges}
            onChange={(event) => setOnlyChanges(event.currentTarget.checked)}
          />
          <Button size="compact-sm" variant="default" onClick={onClose}>
            {talks.closeRedline}
          </Button>
        </div>
      }
    >
      <Asked query={compared}>
        {({ clauses }) => <RedlineList clauses={clauses} all={all} onlyChanges={onlyChanges} />}
      </Asked>
    </Panel>
  );
}
