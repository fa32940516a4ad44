import { Button, Divider, PasswordInput, TextInput } from '@mantine/core';
import { IconFingerprint } from '@tabler/icons-react';
import { startAuthentication } from '@simplewebauthn/browser';
import { useState, type FormEvent, type ReactNode } from 'react';
import { beginPasskeySignIn, passkeySignIn } from '#contract/people.ts';
import { signIn } from '#contract/session.ts';
import { call, rememberCsrf } from '../../call.ts';
import { Refused } from '../../refused.tsx';
import { useToasts } from '../../toasts.tsx';
import { useWords } from '../../words/use-words.tsx';
import { isRequestOptions } from './ceremony.ts';

type Props = { readonly onSignedIn: () => Promise<void> };

/** Password with one-time code, or a passkey. */
export function SignInForm({ onSignedIn }: Props): ReactNode {
  const words = useWords();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [fault, setFault] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    const trimmed = code.replaceAll(/\s/g, '');
    const result = await call(signIn, { body: { email, password, ...(trimmed ? { code: trimmed } : {}) } });
    setBusy(false);
    if (!result.ok) return setFault(result.error);
    rememberCsrf(result.value.session.csrf);
    await onSignedIn();
  };
  return (
    <form className="stack" onSubmit={(event) => void submit(event)}>
      <TextInput
        label={words.start.email}
        type="email"
        name="email"
        autoComplete="username webauthn"
        required
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <PasswordInput
        label={words.start.password}
        name="password"
        autoComplete="current-password"
        required
        value={password}
        visibilityToggleButtonProps={{ 'aria-label': words.start.password }}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <TextInput
        label={words.start.code}
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      {fault === undefined ? null : <RefusedSignIn fault={fault} />}
      <Button type="submit" loading={busy}>
        {words.start.signIn}
      </Button>
      <Divider label={words.start.or} />
      <PasskeyButton onSignedIn={onSignedIn} onFault={setFault} />
    </form>
  );
}

function RefusedSignIn({ fault }: { readonly fault: unknown }): ReactNode {
  return <Refused fault={fault} kept="change" />;
}

function PasskeyButton(props: Props & { readonly onFault: (fault: unknown) => void }): ReactNode {
  const words = useWords();
  const { tell } = useToasts();
  const enter = async (): Promise<void> => {
    const begun = await call(beginPasskeySignIn, {});
    if (!begun.ok) return props.onFault(begun.error);
    const { options, ceremony } = begun.value;
    if (!isRequestOptions(options)) return;
    const response = await startAuthentication({ optionsJSON: options }).catch(() => undefined);
    // The person closed the browser's dialog, or has no passkey here: nothing happened.
    if (!response) return tell(words.start.passkeyStopped);
    const done = await call(passkeySignIn, { body: { ceremony, response } });
    if (!done.ok) return props.onFault(done.error);
    await props.onSignedIn();
  };
  return (
    <Button variant="default" leftSection={<IconFingerprint size={18} />} onClick={() => void enter()}>
      {words.start.passkey}
    </Button>
  );
}
