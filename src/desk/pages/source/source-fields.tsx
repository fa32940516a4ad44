import { NativeSelect, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useLanguageName } from '../../sentence.tsx';
import type { Source, SourceSettings } from '../../shapes.ts';
import { ZoneSelect } from '../../ui/zone-select.tsx';
import { useLanguage, useWords } from '../../words/use-words.tsx';
import { STORY_LANGUAGES } from '../agreement/compose-draft.ts';
import { HeaderFields } from './header-fields.tsx';
import { SignInFields } from './sign-in-fields.tsx';

const EVERY = [30, 60, 300, 900, 3600, 21_600, 86_400];
const SILENT = [3600, 21_600, 43_200, 86_400, 172_800, 604_800];

/** What a source has now, as its fields are filled with it. */
export function settingsOf({ kind, language, settings }: Source): SourceSettings {
  const { everySeconds, charset, timeZone, silentAfter, headerNames = [] } = settings;
  return {
    ...signInOf(kind, settings),
    language: language ?? null,
    everySeconds: everySeconds ?? null,
    charset: charset ?? null,
    timeZone: timeZone ?? null,
    silentAfter: silentAfter ?? null,
    headers: headerNames.map((name) => ({ name })),
  };
}

function signInOf(kind: Source['kind'], settings: Source['settings']): SourceSettings {
  const { user = '', hostKey = '', markSeen = false, moveTo = null } = settings;
  if (!isSignedIn(kind)) return {};
  return { user, moveTo, ...(kind === 'imap' ? { markSeen } : { hostKey }) };
}

/** Is it read from a server that wants a name and a password or key? */
export function isSignedIn(kind: Source['kind']): boolean {
  return kind === 'imap' || kind === 'sftp';
}

/** The settings of a source: each empty field means what holds for every source. */
export function SourceFields(props: {
  readonly kind: Source['kind'];
  readonly settings: SourceSettings;
  /** It is there already, with the password or key that it has. */
  readonly isKept?: boolean;
  readonly onChange: (settings: SourceSettings) => void;
}): ReactNode {
  const { kind, settings, isKept = false, onChange } = props;
  const words = useWords();
  const languageName = useLanguageName();
  const set = (part: SourceSettings): void => onChange({ ...settings, ...part });
  return (
    <>
      {isSignedIn(kind) ? (
        <SignInFields key={kind} kind={kind} settings={settings} isKept={isKept} set={set} />
      ) : null}
      <NativeSelect
        label={words.source.language}
        value={settings.language ?? ''}
        data={[
          { value: '', label: '—' },
          ...STORY_LANGUAGES.map((value) => ({ value, label: languageName(value) })),
        ]}
        onChange={(event) => set({ language: event.currentTarget.value || null })}
      />
      {kind === 'push' ? null : <EveryField settings={settings} set={set} />}
      <TextInput
        label={words.intake.charset}
        description={words.intake.charsetHelp}
        value={settings.charset ?? ''}
        maxLength={40}
        onChange={(event) => set({ charset: event.currentTarget.value.trim() || null })}
      />
      <ZoneSelect
        label={words.intake.timeZone}
        description={words.intake.timeZoneHelp}
        value={settings.timeZone ?? undefined}
        canBeNone
        onChange={(zone) => set({ timeZone: zone ?? null })}
      />
      <SilentField settings={settings} set={set} />
      {kind === 'feed' ? (
        <HeaderFields headers={settings.headers ?? []} onChange={(headers) => set({ headers })} />
      ) : null}
    </>
  );
}

type FieldProps = { readonly settings: SourceSettings; readonly set: (part: SourceSettings) => void };

function EveryField({ settings, set }: FieldProps): ReactNode {
  const { intake } = useWords();
  const duration = useDuration();
  const now = settings.everySeconds ?? undefined;
  return (
    <NativeSelect
      label={intake.every}
      value={String(now ?? '')}
      data={[
        { value: '', label: intake.everyDefault },
        ...withOwn(EVERY, now).map((value) => ({ value: String(value), label: duration(value) })),
      ]}
      onChange={(event) => set({ everySeconds: Number(event.currentTarget.value) || null })}
    />
  );
}

function SilentField({ settings, set }: FieldProps): ReactNode {
  const { intake } = useWords();
  const duration = useDuration();
  const now = settings.silentAfter ?? undefined;
  return (
    <NativeSelect
      label={intake.silent}
      value={String(now ?? '')}
      data={[
        { value: '', label: intake.silentOwn },
        { value: 'off', label: intake.silentOff },
        ...withOwn(SILENT, now).map((value) => ({
          value: String(value),
          label: intake.silentAfter(duration(value)),
        })),
      ]}
      onChange={(event) => {
        const { value } = event.currentTarget;
        set({ silentAfter: value === 'off' ? value : Number(value) || null });
      }}
    />
  );
}

/** A value that was set elsewhere stays one of the choices. */
function withOwn(choices: readonly number[], own: number | string | undefined): readonly number[] {
  return typeof own !== 'number' || choices.includes(own)
    ? choices
    : [...choices, own].toSorted((one, other) => one - other);
}

function useDuration(): (seconds: number) => string {
  const { language } = useLanguage();
  return (seconds) => {
    const [unit, size] =
      seconds % 86_400 === 0 ? ['day', 86_400] : seconds % 3600 === 0 ? ['hour', 3600] : ['minute', 60];
    const [name, count] = seconds % 60 === 0 ? [String(unit), seconds / Number(size)] : ['second', seconds];
    return new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay: 'long' }).format(count);
  };
}
