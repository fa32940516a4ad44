import { Button, NativeSelect, PasswordInput, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { DESTINATION_NEEDS } from '#contract/destination-needs/destination-needs.ts';
import type { DestinationKind, DestinationSetting } from '#kernel/destination-kind.ts';
import { useText } from '../../sentence.tsx';
import { refusalOf } from '../../refusal.ts';
import { Refused } from '../../refused.tsx';
import { Note } from '../../ui/note.tsx';
import { useWords } from '../../words/use-words.tsx';
import { ShownOnce } from '../shown-once.tsx';

/** What is asked of a destination. `isMade`: its secret was made on this screen. */
export type Access = {
  readonly kind: DestinationKind;
  readonly name: string;
  readonly place: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly secret: string;
  readonly isMade: boolean;
};

type Props = {
  readonly access: Access;
  readonly onChange: (change: Partial<Access>) => void;
  /** The refusal of the last attempt, which may name a field. */
  readonly fault?: unknown;
};

/** Name, address and settings, as the table of kinds has them. */
export function AccessFields({ access, onChange, fault }: Props): ReactNode {
  const { destination: words } = useWords();
  const text = useText();
  const errorAt = useErrorAt(fault);
  const { place, settings } = DESTINATION_NEEDS[access.kind];
  return (
    <>
      <TextInput
        label={words.name}
        description={words.nameHelp}
        required
        maxLength={200}
        data-autofocus
        value={access.name}
        error={errorAt('name')}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <TextInput
        label={text(place.label)}
        description={place.help ? text(place.help) : undefined}
        required={place.schemes.length > 0}
        type={place.schemes.length > 0 ? 'url' : 'text'}
        placeholder={place.example}
        value={access.place}
        error={errorAt('place')}
        onChange={(event) => onChange({ place: event.currentTarget.value })}
      />
      {settings.map((setting) => (
        <SettingField
          key={setting.name}
          setting={setting}
          value={access.settings[setting.name] ?? ''}
          error={errorAt(setting.name)}
          onChange={(value) => onChange({ settings: { ...access.settings, [setting.name]: value } })}
        />
      ))}
    </>
  );
}

function SettingField(props: {
  readonly setting: DestinationSetting;
  readonly value: string;
  readonly error: ReactNode;
  readonly onChange: (value: string) => void;
}): ReactNode {
  const { setting, value, error, onChange } = props;
  const { destination: words } = useWords();
  const text = useText();
  const shared = {
    label: text(setting.label),
    description: setting.help ? text(setting.help) : undefined,
    error,
    required: setting.isDemanded === true,
  };
  if (setting.choices)
    return (
      <NativeSelect
        {...shared}
        value={value === '' ? (setting.usual ?? '') : value}
        data={[
          ...(setting.usual === undefined ? [{ value: '', label: words.usually }] : []),
          ...setting.choices.map((choice) => ({ value: choice.value, label: text(choice.label) })),
        ]}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  return (
    <TextInput
      {...shared}
      value={value}
      autoComplete="off"
      placeholder={setting.usual === undefined ? '' : words.usual(setting.usual)}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** The secret of a new one: typed, or made here and shown this once. */
export function NewSecretField({ access, onChange, fault }: Props): ReactNode {
  const { destination: words } = useWords();
  const { secret } = DESTINATION_NEEDS[access.kind];
  if (!secret) return null;
  if (!secret.isMadeHere) return <SecretField access={access} onChange={onChange} fault={fault} />;
  return access.isMade ? (
    <>
      <ShownOnce title={words.newSecret} help={words.newSecretHelp} value={access.secret} />
      <div className="actions">
        <Button variant="subtle" size="compact-sm" onClick={() => onChange({ secret: '', isMade: false })}>
          {words.ownSecret}
        </Button>
      </div>
    </>
  ) : (
    <>
      <SecretField access={access} onChange={onChange} fault={fault} />
      <div className="actions">
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => onChange({ secret: madeSecret(), isMade: true })}
        >
          {words.madeSecret}
        </Button>
      </div>
    </>
  );
}

/** `isKept`: there is one already, which stays where none is typed. */
export function SecretField(props: Props & { readonly isKept?: boolean }): ReactNode {
  const { access, onChange, fault, isKept = false } = props;
  const words = useWords();
  const text = useText();
  const errorAt = useErrorAt(fault);
  const { secret } = DESTINATION_NEEDS[access.kind];
  if (!secret) return null;
  return (
    <PasswordInput
      label={text(secret.label)}
      description={isKept ? words.destination.secretKept : text(secret.help)}
      // Some systems let in who has none.
      required={!isKept && !new RegExp(secret.form).test('')}
      autoComplete="new-password"
      value={access.secret}
      error={errorAt('secret')}
      visibilityToggleButtonProps={{ 'aria-label': text(secret.label) }}
      onChange={(event) => onChange({ secret: event.currentTarget.value })}
    />
  );
}

/** A refusal: of one field by its name, which says itself what it needs; any other in full. */
export function AccessFault({ kind, fault }: Pick<Access, 'kind'> & { readonly fault: unknown }): ReactNode {
  const { destination: words } = useWords();
  const text = useText();
  if (!fault) return null;
  const field = fieldOf(fault);
  const needs = DESTINATION_NEEDS[kind];
  const labels = [
    { name: 'place', label: needs.place.label },
    ...(needs.secret ? [{ name: 'secret', label: needs.secret.label }] : []),
    ...needs.settings,
  ];
  const known = labels.find(({ name }) => name === field);
  if (!known) return <Refused fault={fault} kept="change" />;
  return (
    <Note tone="bad" alert title={words.fault(text(known.label))}>
      <p>{words.faultHelp}</p>
    </Note>
  );
}

/** As the node makes one: Standard Webhooks, 32 bytes by chance. */
export function madeSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return `whsec_${btoa(String.fromCodePoint(...bytes))}`;
}

/** The field that a refusal names, if it names one. */
export function fieldOf(fault: unknown): string | undefined {
  const at = fault === undefined || fault === null ? undefined : refusalOf(fault).facts?.['at'];
  return typeof at === 'string' ? at : undefined;
}

function useErrorAt(fault: unknown): (field: string) => ReactNode {
  const field = fieldOf(fault);
  const detail = field === undefined ? undefined : refusalOf(fault).facts?.['detail'];
  return (name) =>
    name === field && typeof detail === 'string' ? <span lang="en">{detail}</span> : undefined;
}
