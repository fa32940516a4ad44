import { Button, Switch } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { changeDestination } from '#contract/destination.ts';
import { DESTINATION_NEEDS } from '#contract/destination-needs/destination-needs.ts';
import { useTell } from '../../ask.ts';
import type { DestinationNeeds } from '#kernel/destination-kind.ts';
import type { Destination } from '../../shapes.ts';
import { useToasts } from '../../toasts.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { useWords } from '../../words/use-words.tsx';
import { ShownOnce } from '../shown-once.tsx';
import { AccessFault, AccessFields, SecretField, type Access } from './access-fields.tsx';

type Props = { readonly destination: Destination; readonly onClose: () => void };

/** Changes what is set of a destination that is there. A secret that is made anew is shown once, here. */
export function DestinationSettingsSheet({ destination, onClose }: Props): ReactNode {
  const words = useWords();
  const { tell } = useToasts();
  const { name, kind, place, settings } = destination;
  const [access, setAccess] = useState<Access>({ name, kind, place, settings, secret: '', isMade: false });
  const [isRenewed, setRenewed] = useState(false);
  const [hasMoved, setMoved] = useState(false);
  const change = useTell(changeDestination, {
    onDone({ secret }) {
      tell(words.destination.saved);
      if (secret === undefined) onClose();
    },
  });
  const onChange = (next: Partial<Access>): void => setAccess({ ...access, ...next });
  const isElsewhere = access.place.trim() !== place;
  const known: DestinationNeeds = DESTINATION_NEEDS[kind];
  const isMoved =
    isElsewhere ||
    known.settings.some((one) => one.isPlace && access.settings[one.name] !== settings[one.name]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    change.mutate({
      params: { id: destination.id },
      body: {
        name: access.name.trim(),
        settings: { ...access.settings },
        ...(isElsewhere ? { place: access.place.trim() } : {}),
        ...(isMoved ? { hasMoved } : {}),
        ...(access.secret === '' || isRenewed ? {} : { secret: access.secret }),
        ...(isRenewed ? { newSecret: true } : {}),
      },
    });
  };
  const title = words.destination.settingsFor(name);
  const made = change.data?.secret;
  return (
    <Sheet title={title} closeLabel={words.act.close} onClose={onClose} place="side" wide>
      {made === undefined ? (
        <form className="stack" onSubmit={submit}>
          <AccessFields access={access} onChange={onChange} fault={change.error} />
          {isMoved ? (
            <Switch
              label={words.destination.moved}
              description={words.destination.movedHelp}
              checked={hasMoved}
              onChange={(event) => setMoved(event.currentTarget.checked)}
            />
          ) : null}
          {isRenewed ? null : <SecretField access={access} onChange={onChange} fault={change.error} isKept />}
          {DESTINATION_NEEDS[kind].secret?.isMadeHere ? (
            <Switch
              label={words.destination.renewSecret}
              checked={isRenewed}
              onChange={(event) => setRenewed(event.currentTarget.checked)}
            />
          ) : null}
          <AccessFault kind={kind} fault={change.error} />
          <div className="actions">
            <Button type="submit" loading={change.isPending}>
              {words.act.save}
            </Button>
          </div>
        </form>
      ) : (
        <ShownOnce title={words.destination.renewed} help={words.destination.newSecretHelp} value={made} />
      )}
    </Sheet>
  );
}
