import { Button, NumberInput, TextInput } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { makeApiKey } from '#contract/api-key.ts';
import { KEY_SCOPES } from '#contract/permissions.ts';
import { useTell } from '../../ask.ts';
import { Refused } from '../../refused.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { useWords } from '../../words/use-words.tsx';
import { Choices } from '../agreement/question-parts.tsx';
import { ShownOnce } from '../shown-once.tsx';

const USUAL_DAYS = 90;
const MOST_DAYS = 366;

/** A new key; the token in the reply is shown once, to be given to the program. */
export function MakeKeySheet({ onClose }: { readonly onClose: () => void }): ReactNode {
  const words = useWords();
  const make = useTell(makeApiKey);
  return (
    <Sheet title={words.apiKey.make} closeLabel={words.act.close} onClose={onClose} place="side">
      {make.data ? (
        <MadeKey name={make.data.key.name} token={make.data.token} />
      ) : (
        <KeyForm
          onMake={(body) => make.mutate({ body })}
          isPending={make.isPending}
          refused={make.error ? <Refused fault={make.error} kept="change" /> : null}
        />
      )}
    </Sheet>
  );
}

function MadeKey({ name, token }: { readonly name: string; readonly token: string }): ReactNode {
  const words = useWords();
  return (
    <div className="stack">
      <p>{words.apiKey.made(name)}</p>
      <ShownOnce title={words.apiKey.token} help={words.apiKey.tokenHelp} value={token} />
      <p className="small">{words.apiKey.how}</p>
      <p className="mono small" translate="no">
        Authorization: Bearer …
      </p>
    </div>
  );
}

type FormProps = {
  readonly onMake: (body: { name: string; scopes: ('read-wire' | 'read-partners')[]; days: number }) => void;
  readonly isPending: boolean;
  readonly refused: ReactNode;
};

function KeyForm({ onMake, isPending, refused }: FormProps): ReactNode {
  const words = useWords();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<readonly string[]>(['read-wire']);
  const [days, setDays] = useState<string | number>(USUAL_DAYS);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onMake({
      name: name.trim(),
      scopes: KEY_SCOPES.filter((scope) => scopes.includes(scope)),
      days: Number(days),
    });
  };
  return (
    <form className="stack" onSubmit={submit}>
      <TextInput
        label={words.apiKey.name}
        description={words.apiKey.nameHelp}
        required
        maxLength={100}
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Choices
        field="scopes"
        label={words.apiKey.scopes}
        options={KEY_SCOPES.map((scope) => [scope, words.apiKey.scope[scope]])}
        chosen={scopes}
        onChange={setScopes}
      />
      <NumberInput
        label={words.apiKey.days}
        description={words.apiKey.daysHelp}
        required
        min={1}
        max={MOST_DAYS}
        allowDecimal={false}
        hideControls
        value={days}
        onChange={setDays}
      />
      <p className="small">{words.apiKey.bound}</p>
      {refused}
      <div className="actions">
        <Button type="submit" loading={isPending} disabled={scopes.length === 0}>
          {words.apiKey.make}
        </Button>
      </div>
    </form>
  );
}
