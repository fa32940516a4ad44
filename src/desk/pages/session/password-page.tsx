import { Button, PasswordInput } from '@mantine/core';
import { useSearch } from '@tanstack/react-router';
import { useState, type FormEvent, type ReactNode } from 'react';
import { setPassword } from '#contract/people.ts';
import { useTell } from '../../ask.ts';
import { LanguageSwitch } from '../../frame/switches.tsx';
import { Refused } from '../../refused.tsx';
import { Note } from '../../ui/note.tsx';
import { Panel } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import { LinkButton } from '../../ui/link-button.tsx';

/**
 * Where a one-time link leads. The token may also stand after the `#`, which no server log ever sees.
 */
export function PasswordPage(): ReactNode {
  const words = useWords();
  const search = useSearch({ from: '/password' });
  const token = search.token ?? window.location.hash.replace(/^#(token=)?/, '');
  const [password, setNew] = useState('');
  const tell = useTell(setPassword);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    tell.mutate({ body: { token, password } });
  };
  return (
    <div className="door-page">
      <header className="door-top">
        <span className="brand">{words.product}</span>
        <LanguageSwitch />
      </header>
      <main className="stack">
        <h1>{words.start.setTitle}</h1>
        {token === '' ? <Note tone="warn" title={words.start.noToken} /> : null}
        {tell.isSuccess ? (
          <Note
            tone="good"
            alert
            title={words.start.setDone}
            actions={<LinkButton to="/start">{words.start.signIn}</LinkButton>}
          />
        ) : (
          <Panel title={words.start.newPassword}>
            <form className="stack" onSubmit={submit}>
              <PasswordInput
                label={words.start.newPassword}
                description={words.start.setHelp}
                autoComplete="new-password"
                minLength={12}
                required
                value={password}
                visibilityToggleButtonProps={{ 'aria-label': words.start.newPassword }}
                onChange={(event) => setNew(event.currentTarget.value)}
              />
              {tell.error ? <Refused fault={tell.error} kept="change" /> : null}
              <div className="actions">
                <Button type="submit" loading={tell.isPending} disabled={token === ''}>
                  {words.act.save}
                </Button>
              </div>
            </form>
          </Panel>
        )}
      </main>
    </div>
  );
}
