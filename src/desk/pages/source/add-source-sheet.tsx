import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { addSource } from '#contract/source.ts';
import { trySource } from '#contract/source-look.ts';
import { useTell, useTrial } from '../../ask.ts';
import { refusalOf } from '../../refusal.ts';
import { Refused } from '../../refused.tsx';
import type { Source, SourceSettings } from '../../shapes.ts';
import { Note } from '../../ui/note.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { useWords } from '../../words/use-words.tsx';
import { ShownOnce } from '../shown-once.tsx';
import { LookView } from './look-view.tsx';
import { isSignedIn, SourceFields } from './source-fields.tsx';

const KINDS = ['folder', 'feed', 'push', 'imap', 'sftp'] as const satisfies readonly Source['kind'][];

type Draft = {
  readonly kind: Source['kind'];
  readonly name: string;
  readonly place: string;
  readonly isSuperdesk: boolean;
  readonly settings: SourceSettings;
};

/** A source of any kind: looked at before it is added; a push shows its secret once, a server of files its key. */
export function AddSourceSheet({ onClose }: { readonly onClose: () => void }): ReactNode {
  const words = useWords();
  const [draft, setDraft] = useState<Draft>({
    kind: 'folder',
    name: '',
    place: '',
    isSuperdesk: false,
    settings: {},
  });
  const look = useTrial(trySource);
  const add = useTell(addSource, {
    onDone: ({ secret }) => {
      if (secret === undefined) onClose();
    },
  });
  const body = bodyOf(draft);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    add.mutate({ body });
  };
  if (add.data?.secret)
    return (
      <Sheet title={words.source.add} closeLabel={words.act.close} onClose={onClose} place="side">
        <div className="stack">
          <p>{words.source.added}</p>
          <p>
            {words.source.pushAddress}: <span className="mono">{add.data.source.place}</span>
          </p>
          <ShownOnce title={words.source.secret} help={words.source.secretHelp} value={add.data.secret} />
        </div>
      </Sheet>
    );
  return (
    <Sheet title={words.source.add} closeLabel={words.act.close} onClose={onClose} place="side" wide>
      <form className="stack" onSubmit={submit}>
        <DraftFields
          draft={draft}
          onChange={(next) => {
            setDraft(next);
            look.reset();
          }}
        />
        <p className="soft small">{draft.kind === 'push' ? words.intake.pushHelp : words.intake.lookHelp}</p>
        {look.data ? (
          <section aria-live="polite" className="stack">
            <h3>{words.intake.lookTitle(look.data.name)}</h3>
            <LookView look={look.data.look} />
          </section>
        ) : null}
        {look.error ? (
          <LookRefused
            fault={look.error}
            onConfirm={(hostKey) => {
              const settings = { ...draft.settings, hostKey };
              setDraft({ ...draft, settings });
              look.mutate({ body: lookBody(bodyOf({ ...draft, settings })) });
            }}
          />
        ) : null}
        {add.error ? <Refused fault={add.error} kept="change" /> : null}
        <div className="actions">
          {draft.kind === 'push' ? null : (
            <Button
              variant={look.data ? 'default' : 'filled'}
              loading={look.isPending}
              disabled={draft.place.trim() === ''}
              onClick={() => look.mutate({ body: lookBody(body) })}
            >
              {look.data ? words.intake.lookAgain : words.intake.look}
            </Button>
          )}
          <Button
            type="submit"
            variant={draft.kind === 'push' || look.data ? 'filled' : 'default'}
            loading={add.isPending}
          >
            {words.source.add}
          </Button>
        </div>
      </form>
    </Sheet>
  );
}

function DraftFields(props: { readonly draft: Draft; readonly onChange: (draft: Draft) => void }): ReactNode {
  const { draft, onChange } = props;
  const words = useWords();
  return (
    <>
      <NativeSelect
        label={words.source.kind}
        value={draft.kind}
        data={KINDS.map((value) => ({ value, label: words.source.kinds[value] }))}
        onChange={(event) => {
          const kind = KINDS.find((one) => one === event.currentTarget.value) ?? 'folder';
          onChange({ ...draft, kind });
        }}
      />
      <TextInput
        label={words.source.name}
        required
        data-autofocus
        value={draft.name}
        onChange={(event) => onChange({ ...draft, name: event.currentTarget.value })}
      />
      {draft.kind === 'push' ? null : (
        <TextInput
          label={words.source.places[draft.kind]}
          description={
            isSignedIn(draft.kind)
              ? words.intake.placeHelp[draft.kind === 'imap' ? 'imap' : 'sftp']
              : undefined
          }
          required
          type={draft.kind === 'feed' ? 'url' : 'text'}
          value={draft.place}
          onChange={(event) => onChange({ ...draft, place: event.currentTarget.value })}
        />
      )}
      {draft.kind === 'push' ? (
        <NativeSelect
          label={words.intake.pushMode}
          description={draft.isSuperdesk ? words.intake.superdeskHelp : undefined}
          value={draft.isSuperdesk ? 'superdesk' : 'standard'}
          data={(['standard', 'superdesk'] as const).map((value) => ({
            value,
            label: words.intake.pushModes[value],
          }))}
          onChange={(event) => onChange({ ...draft, isSuperdesk: event.currentTarget.value === 'superdesk' })}
        />
      ) : null}
      <SourceFields
        kind={draft.kind}
        settings={draft.settings}
        onChange={(settings) => onChange({ ...draft, settings })}
      />
    </>
  );
}

type AskedLook = ReturnType<typeof bodyOf>;

function lookBody(body: AskedLook): AskedLook {
  return { ...body, name: body.name || (body.place ?? '') };
}

/** Why there is nothing to look at. A server of files whose key nobody has confirmed shows it here, to be compared and confirmed. */
function LookRefused(props: {
  readonly fault: unknown;
  readonly onConfirm: (hostKey: string) => void;
}): ReactNode {
  const { intake } = useWords();
  const refusal = refusalOf(props.fault);
  const hostKey = refusal.facts?.['hostKey'];
  if (refusal.code !== 'host-key-unconfirmed' || typeof hostKey !== 'string')
    return <Refused fault={props.fault} kept="read" />;
  return (
    <Note
      tone="warn"
      alert
      title={intake.hostKeyShown}
      actions={<Button onClick={() => props.onConfirm(hostKey)}>{intake.hostKeyConfirm}</Button>}
    >
      <p className="mono">{hostKey}</p>
      <p>{intake.hostKeyAsk}</p>
    </Note>
  );
}

function bodyOf({ kind, name, place, isSuperdesk, settings }: Draft) {
  const { headers, user, secret, hostKey, markSeen, moveTo, ...others } = settings;
  return {
    ...others,
    ...(isSignedIn(kind) ? signInOf(kind, { user, secret, hostKey, markSeen, moveTo }) : {}),
    name: name.trim(),
    kind,
    ...(kind === 'push' ? {} : { place: place.trim() }),
    ...(kind === 'push' && isSuperdesk ? { pushMode: 'superdesk' as const } : {}),
    ...(kind === 'feed' && headers ? { headers } : {}),
  };
}

type SignIn = {
  readonly [K in 'user' | 'secret' | 'hostKey' | 'markSeen' | 'moveTo']: SourceSettings[K] | undefined;
};

/** Only what was said, and what this kind has. */
function signInOf(kind: Source['kind'], { user, secret, hostKey, markSeen, moveTo }: SignIn) {
  return {
    ...(user === undefined ? {} : { user }),
    ...(secret ? { secret } : {}),
    ...(moveTo === undefined ? {} : { moveTo }),
    ...(kind === 'imap' && markSeen !== undefined ? { markSeen } : {}),
    ...(kind === 'sftp' && hostKey ? { hostKey } : {}),
  };
}
