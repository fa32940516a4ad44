import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { Source, SourceSettings } from '../../shapes.ts';
import { useWords } from '../../words/use-words.tsx';

type Props = {
  readonly kind: Source['kind'];
  readonly settings: SourceSettings;
  /** A password or key is there already; it is not shown, and one typed here takes its place. */
  readonly isKept: boolean;
  readonly set: (part: SourceSettings) => void;
};

/** How a mailbox or a server of files is signed in to, and what is done with what was taken. */
export function SignInFields(props: Props): ReactNode {
  const { kind, settings, isKept, set } = props;
  const { intake } = useWords();
  return (
    <>
      <TextInput
        label={intake.user}
        required
        autoComplete="off"
        value={settings.user ?? ''}
        maxLength={200}
        onChange={(event) => set({ user: event.currentTarget.value })}
      />
      {kind === 'sftp' ? <SecretOrKey {...props} /> : <Password {...props} />}
      {kind === 'sftp' ? (
        <TextInput
          label={intake.hostKey}
          description={intake.hostKeyHelp}
          className="mono"
          value={settings.hostKey ?? ''}
          maxLength={60}
          onChange={(event) => set({ hostKey: event.currentTarget.value.trim() })}
        />
      ) : (
        <Checkbox
          label={intake.markSeen}
          checked={settings.markSeen ?? false}
          onChange={(event) => set({ markSeen: event.currentTarget.checked })}
        />
      )}
      <TextInput
        label={intake.moveTo}
        description={intake.moveToHelp}
        value={settings.moveTo ?? ''}
        maxLength={200}
        onChange={(event) => set({ moveTo: event.currentTarget.value || null })}
      />
      {kind === 'imap' && !isKept ? <p className="soft small">{intake.mailAge}</p> : null}
    </>
  );
}

function SecretOrKey(props: Props): ReactNode {
  const { settings, isKept, set } = props;
  const { intake } = useWords();
  const [isKey, setIsKey] = useState(false);
  return (
    <>
      <NativeSelect
        label={intake.signInWith}
        value={isKey ? 'key' : 'password'}
        data={(['password', 'key'] as const).map((value) => ({ value, label: intake.signInKinds[value] }))}
        onChange={(event) => {
          setIsKey(event.currentTarget.value === 'key');
          set({ secret: '' });
        }}
      />
      {isKey ? (
        <Textarea
          label={intake.privateKey}
          description={intake.secretHelp}
          required={!isKept}
          autoComplete="off"
          spellCheck={false}
          className="mono"
          rows={4}
          placeholder={isKept ? intake.headerKept : '-----BEGIN OPENSSH PRIVATE KEY-----'}
          value={settings.secret ?? ''}
          maxLength={16_000}
          onChange={(event) => set({ secret: event.currentTarget.value })}
        />
      ) : (
        <Password {...props} />
      )}
    </>
  );
}

function Password({ settings, isKept, set }: Props): ReactNode {
  const { intake } = useWords();
  return (
    <TextInput
      label={intake.password}
      description={intake.secretHelp}
      required={!isKept}
      type="password"
      autoComplete="off"
      placeholder={isKept ? intake.headerKept : ''}
      value={settings.secret ?? ''}
      maxLength={1000}
      onChange={(event) => set({ secret: event.currentTarget.value })}
    />
  );
}
