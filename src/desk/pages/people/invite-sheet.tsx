import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { INTERFACE_LANGUAGES } from '#kernel/language.ts';
import { ROLES } from '#contract/permissions.ts';
import { invitePerson } from '#contract/people.ts';
import { useTell } from '../../ask.ts';
import { Refused } from '../../refused.tsx';
import { useLanguageName } from '../../sentence.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { useLanguage, useWords } from '../../words/use-words.tsx';
import { Choices } from '../agreement/question-parts.tsx';
import { ShownOnce } from '../shown-once.tsx';

/** A new person with their roles; the reply's one-time link is shown once, to be handed over by any means. */
export function InviteSheet({ onClose }: { readonly onClose: () => void }): ReactNode {
  const words = useWords();
  const current = useLanguage().language;
  const languageName = useLanguageName();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [language, setLanguage] = useState<string>(current);
  const [roles, setRoles] = useState<readonly string[]>(['editor']);
  const invite = useTell(invitePerson);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    invite.mutate({
      body: {
        name: name.trim(),
        email: email.trim(),
        language,
        roles: ROLES.filter((role) => roles.includes(role)),
      },
    });
  };
  return (
    <Sheet title={words.people.invite} closeLabel={words.act.close} onClose={onClose} place="side">
      {invite.data ? (
        <div className="stack">
          <p>{words.people.invited(invite.data.person.name)}</p>
          <ShownOnce title={words.people.link} help={words.people.linkHelp} value={invite.data.link} />
        </div>
      ) : (
        <form className="stack" onSubmit={submit}>
          <TextInput
            label={words.people.name}
            required
            data-autofocus
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TextInput
            label={words.people.email}
            type="email"
            required
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <NativeSelect
            label={words.people.language}
            value={language}
            data={INTERFACE_LANGUAGES.map((value) => ({ value, label: languageName(value) }))}
            onChange={(event) => setLanguage(event.currentTarget.value)}
          />
          <Choices
            field="roles"
            label={words.people.roles}
            options={ROLES.map((role) => [role, words.roles[role]])}
            chosen={roles}
            onChange={setRoles}
          />
          {invite.error ? <Refused fault={invite.error} kept="change" /> : null}
          <div className="actions">
            <Button type="submit" loading={invite.isPending} disabled={roles.length === 0}>
              {words.people.invite}
            </Button>
          </div>
        </form>
      )}
    </Sheet>
  );
}
