import { Button, Checkbox } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { renewLink } from '#contract/people.ts';
import { useTell } from '../../ask.ts';
import { Refused } from '../../refused.tsx';
import type { Person } from '../../shapes.ts';
import { Sheet } from '../../ui/sheet.tsx';
import { useWords } from '../../words/use-words.tsx';
import { ShownOnce } from '../shown-once.tsx';

/** A way back in for somebody who lost their password, or with it their phone. */
export function NewLinkSheet(props: { readonly person: Person; readonly onClose: () => void }): ReactNode {
  const words = useWords();
  const [startOver, setStartOver] = useState(false);
  const renew = useTell(renewLink);
  return (
    <Sheet
      title={words.people.newLinkTitle(props.person.name)}
      closeLabel={words.act.close}
      onClose={props.onClose}
      place="middle"
    >
      {renew.data ? (
        <ShownOnce title={words.people.link} help={words.people.linkHelp} value={renew.data.link} />
      ) : (
        <div className="stack">
          <p>{words.people.newLinkHelp}</p>
          <Checkbox
            label={words.people.startOver}
            description={words.people.startOverHelp}
            checked={startOver}
            onChange={(event) => setStartOver(event.currentTarget.checked)}
          />
          {renew.error ? <Refused fault={renew.error} kept="change" /> : null}
          <div className="actions">
            <Button
              loading={renew.isPending}
              onClick={() => renew.mutate({ params: { id: props.person.id }, body: { startOver } })}
            >
              {words.people.newLinkMake}
            </Button>
            <Button variant="default" onClick={props.onClose}>
              {words.act.cancel}
            </Button>
          </div>
        </div>
      )}
    </Sheet>
  );
}
