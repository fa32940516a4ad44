import { Button, SegmentedControl, Switch, TextInput } from '@mantine/core';
import { startRegistration } from '@simplewebauthn/browser';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { addPasskey, beginCode, beginPasskey, confirmCode, readCredentials } from '#contract/people.ts';
import { useAsk, useTell } from '../../ask.ts';
import { Asked } from '../../asked.tsx';
import { call } from '../../call.ts';
import { LanguageSwitch, SchemeSwitch } from '../../frame/switches.tsx';
import { usePreferences } from '../../preferences.tsx';
import { Refused } from '../../refused.tsx';
import { useSeat } from '../../session.tsx';
import { useToasts } from '../../toasts.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Fact, Facts, PageHead, Panel } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import { isCreationOptions } from '../session/ceremony.ts';
import { ShownOnce } from '../shown-once.tsx';
import { PasskeyList } from './passkey-list.tsx';

/** What concerns only this person: signing in, and how the screen behaves. */
export function MePage(): ReactNode {
  const words = useWords();
  const { session } = useSeat();
  return (
    <>
      <PageHead title={words.me.title} lead={session.person.name} />
      <div className="cards">
        <Panel title={words.me.seat}>
          <Facts>
            <Fact label={words.people.name}>{session.person.name}</Fact>
            <Fact label={words.people.email}>{session.person.email}</Fact>
            <Fact label={words.people.roles}>
              {session.roles.map((role) => words.roles[role]).join(', ')}
            </Fact>
          </Facts>
        </Panel>
        <ScreenPanel />
        <Panel title={words.alert.title}>
          <LinkButton to="/me/notifications" variant="default">
            {words.alert.settings}
          </LinkButton>
        </Panel>
        <Panel title={words.me.sign}>
          <CredentialList />
        </Panel>
      </div>
    </>
  );
}

function CredentialList(): ReactNode {
  const credentials = useAsk(readCredentials, {});
  return (
    <Asked query={credentials}>
      {({ passkeys, hasCode }) => (
        <div className="stack">
          <PasskeyList passkeys={passkeys} />
          <PasskeyAdder />
          <CodeSetup hasCode={hasCode} />
        </div>
      )}
    </Asked>
  );
}

function ScreenPanel(): ReactNode {
  const words = useWords();
  const { lettersOn, density, setLettersOn, setDensity } = usePreferences();
  return (
    <Panel title={words.me.screen}>
      <div className="stack">
        <LanguageSwitch />
        <SchemeSwitch />
        <Switch
          label={words.me.letters}
          description={words.me.lettersHelp}
          checked={lettersOn}
          onChange={(event) => setLettersOn(event.currentTarget.checked)}
        />
        <div>
          <p className="small soft">{words.me.density}</p>
          <SegmentedControl
            aria-label={words.me.density}
            value={density}
            data={[
              { value: 'comfortable', label: words.me.comfortable },
              { value: 'compact', label: words.me.compact },
            ]}
            onChange={(value) => setDensity(value === 'compact' ? 'compact' : 'comfortable')}
          />
        </div>
      </div>
    </Panel>
  );
}

function PasskeyAdder(): ReactNode {
  const words = useWords();
  const client = useQueryClient();
  const { tell } = useToasts();
  const [fault, setFault] = useState<unknown>();
  const add = async (): Promise<void> => {
    setFault(undefined);
    const begun = await call(beginPasskey, {});
    if (!begun.ok) return setFault(begun.error);
    const { options, ceremony } = begun.value;
    if (!isCreationOptions(options)) return;
    const response = await startRegistration({ optionsJSON: options }).catch(() => undefined);
    // The person closed the browser's dialog: nothing happened.
    if (!response) return tell(words.start.passkeyStopped);
    const done = await call(addPasskey, { body: { ceremony, response } });
    if (!done.ok) return setFault(done.error);
    tell(words.me.passkeyAdded);
    await client.invalidateQueries();
  };
  return (
    <div className="stack tight">
      <Button variant="default" onClick={() => void add()}>
        {words.me.addPasskey}
      </Button>
      {fault === undefined ? null : <RefusedHere fault={fault} />}
    </div>
  );
}

function RefusedHere({ fault }: { readonly fault: unknown }): ReactNode {
  return <Refused fault={fault} kept="change" />;
}

function CodeSetup({ hasCode }: { readonly hasCode: boolean }): ReactNode {
  const words = useWords();
  const { tell } = useToasts();
  const [code, setCode] = useState('');
  const begin = useTell(beginCode);
  const confirm = useTell(confirmCode, {
    onDone: () => {
      tell(words.me.codeDone);
      begin.reset();
      setCode('');
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    confirm.mutate({ body: { code: code.replaceAll(/\s/g, '') } });
  };
  if (!begin.data) {
    return (
      <div className="stack tight">
        {hasCode ? <p className="small soft">{words.me.codeOn}</p> : null}
        <Button variant="default" loading={begin.isPending} onClick={() => begin.mutate({})}>
          {hasCode ? words.me.renewCode : words.me.beginCode}
        </Button>
        {begin.error ? <Refused fault={begin.error} kept="change" /> : null}
      </div>
    );
  }
  return (
    <form className="stack tight" onSubmit={submit}>
      <ShownOnce title={words.me.secret} help={words.me.codeHelp} value={begin.data.secret} />
      <a href={begin.data.uri}>{words.me.openApp}</a>
      <TextInput
        label={words.me.firstCode}
        inputMode="numeric"
        autoComplete="one-time-code"
        required
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      {confirm.error ? <Refused fault={confirm.error} kept="change" /> : null}
      <div className="actions">
        <Button type="submit" loading={confirm.isPending}>
          {words.act.confirm}
        </Button>
      </div>
    </form>
  );
}
