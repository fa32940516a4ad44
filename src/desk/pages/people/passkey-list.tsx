import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { Reply } from '#contract/endpoint.ts';
import { removePasskey, type readCredentials } from '#contract/people.ts';
import { useTell } from '../../ask.ts';
import { ConfirmSheet } from '../../confirm-sheet.tsx';
import { useToasts } from '../../toasts.tsx';
import { Ago } from '../../ui/moment.tsx';
import { useWords } from '../../words/use-words.tsx';

type Passkey = Reply<typeof readCredentials>['passkeys'][number];

/** A person's own passkeys, told apart by when they were added and used; each can be taken away. */
export function PasskeyList({ passkeys }: { readonly passkeys: readonly Passkey[] }): ReactNode {
  const words = useWords();
  const [leaving, setLeaving] = useState<{ readonly id: string; readonly name: string }>();
  if (passkeys.length === 0) return <p className="small soft">{words.me.noPasskeys}</p>;
  return (
    <>
      <ul className="plain-list" aria-label={words.me.passkeys}>
        {passkeys.map(({ id, addedAt, usedAt }, index) => {
          const name = words.me.passkeyNumber(index + 1);
          return (
            <li key={id} className="actions">
              <span>
                <b>{name}</b>{' '}
                <span className="small soft">
                  {words.me.passkeyAddedAt} <Ago at={addedAt} />
                  {' · '}
                  {usedAt ? (
                    <>
                      {words.me.passkeyUsedAt} <Ago at={usedAt} />
                    </>
                  ) : (
                    words.me.passkeyNotUsed
                  )}
                </span>
              </span>
              <Button
                size="compact-xs"
                variant="default"
                aria-label={`${words.me.removePasskey}: ${name}`}
                onClick={() => setLeaving({ id, name })}
              >
                {words.me.removePasskey}
              </Button>
            </li>
          );
        })}
      </ul>
      {leaving ? <RemoveSheet passkey={leaving} onClose={() => setLeaving(undefined)} /> : null}
    </>
  );
}

function RemoveSheet(props: {
  readonly passkey: { readonly id: string; readonly name: string };
  readonly onClose: () => void;
}): ReactNode {
  const words = useWords();
  const { tell } = useToasts();
  const remove = useTell(removePasskey, {
    onDone: () => {
      tell(words.me.passkeyRemoved);
      props.onClose();
    },
  });
  return (
    <ConfirmSheet
      title={words.me.removePasskeyTitle(props.passkey.name)}
      help={words.me.removePasskeyHelp}
      confirm={words.me.removePasskey}
      telling={remove}
      onConfirm={() => remove.mutate({ params: { id: props.passkey.id } })}
      onClose={props.onClose}
    />
  );
}
