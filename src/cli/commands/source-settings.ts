import { addSource } from '#app/item/add-source.ts';
import { changeSource } from '#app/item/change-source.ts';
import type { AskedSettings } from '#app/item/set-source.ts';
import type { AskedSignIn } from '#app/item/source-sign-in.ts';
import type { AskedHeader } from '#app/item/source-headers.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { SOURCE_KINDS, type Source } from '#ports/source-store.ts';
import { acting, reading } from '../at-desk.ts';
import type { CliNeeds } from '../cli-needs.ts';
import { clip, columns } from '../columns.ts';
import type { CommandPlan, Given, OptionPlan } from '../command-plan.ts';
import { isId } from '../is-id.ts';
import { readSecretFile } from '../read-named-file.ts';
import { inputInvalid, type Refusal } from '../said.ts';
import { shortTime } from '../short-time.ts';

const DEFAULT = 'default';

/** What may be set of a source; the word `default` gives back what holds for every source. */
export const SETTINGS: readonly OptionPlan[] = [
  { flags: '--language <tag>', about: 'what its stories are written in where they do not say' },
  { flags: '--every <seconds>', about: 'from one reading to the next, 30 to 86400' },
  { flags: '--charset <name>', about: 'what its documents are encoded in where their bytes do not tell' },
  { flags: '--time-zone <name>', about: 'IANA name, for times without an offset' },
  { flags: '--silent-after <seconds>', about: 'tell when nothing new came for so long; off tells nobody' },
  {
    flags: '--header <header...>',
    about:
      'all headers of its requests, NAME=VALUE, or NAME=@FILE for a secret; NAME alone keeps its value; none drops all',
  },
  { flags: '--user <name>', about: 'who we are at a mailbox or a server of files' },
  { flags: '--secret-file <file>', about: 'the password there, or a private key without a passphrase' },
  { flags: '--host-key <key>', about: 'the key of a server of files that you have compared: SHA256:…' },
  { flags: '--seen <yes|no>', about: 'mark mail that was taken as seen' },
  { flags: '--move-to <folder>', about: 'where what was taken is moved; default leaves it' },
];

export const sourceSettingCommands: readonly CommandPlan<CliNeeds>[] = [
  acting('manage-sources', {
    name: 'source add <kind> [place]',
    about:
      'Add a source: feed URL (any format), folder [PATH], push (prints its secret once), imap imaps://HOST/FOLDER, or sftp sftp://HOST/PATH',
    options: [
      { flags: '--name <name>', about: 'what people call it; the place if left out' },
      {
        flags: '--superdesk',
        about: 'a push signed as Superdesk and Newshub do; its pictures go to its address and /push_binary',
      },
      ...SETTINGS,
    ],
    async run({ node, agency }, given) {
      const kind = kindOf(given.demand('kind'));
      if (!kind) return inputInvalid('kind', `must be one of: ${SOURCE_KINDS.join(', ')}`);
      const settings = await settingsOf(given);
      if (!settings.ok) return settings;
      const place = given.text('place') ?? '';
      const name = given.text('name') ?? (place === '' ? kind : place);
      const added = await addSource(node, agency.id, {
        ...settings.value,
        name: name.slice(0, 200),
        kind,
        place,
        ...(given.isSet('superdesk') ? { pushMode: 'superdesk' as const } : {}),
      });
      if (!added.ok) return added;
      const { source, secret } = added.value;
      return accept({
        json: { source: shownSource(source), ...(secret === undefined ? {} : { secret }) },
        lines: [
          `Added ${source.kind} ${source.place}`,
          `id ${source.id}`,
          ...(secret === undefined ? [] : [`secret ${secret} (shown this once)`]),
        ],
        ...(kind === 'push' ? {} : { next: `pactwire source run ${source.id} --as EMAIL` }),
      });
    },
  }),
  acting('manage-sources', {
    name: 'source change <id>',
    about: 'Change what is set of a source, pause it, or let it go on; default gives a setting back',
    options: [
      { flags: '--name <name>', about: 'what people call it' },
      { flags: '--pause', about: 'read it no more until it is resumed' },
      { flags: '--resume', about: 'go on, also after it stopped by itself' },
      ...SETTINGS,
    ],
    async run({ node, agency }, given) {
      const id = given.demand('id');
      const settings = await settingsOf(given);
      if (!settings.ok) return settings;
      if (!isId(id)) return refuse({ code: 'source-unknown' });
      const name = given.text('name');
      const changed = await changeSource({ ...node, transact: node.inSources }, agency.id, {
        ...settings.value,
        id,
        ...(name === undefined ? {} : { name }),
        ...stateOf(given),
      });
      if (!changed.ok) return changed;
      const source = changed.value;
      return accept({ json: { source: shownSource(source) }, lines: settingLines(source) });
    },
  }),
  reading({
    name: 'source runs <id>',
    about: 'How the last twenty readings of a source went',
    async run({ node, agency }, given) {
      const id = given.demand('id');
      const known = isId(id) && (await node.inSources(agency.id, ({ sources }) => sources.find(id)));
      if (!known) return refuse({ code: 'source-unknown' });
      const runs = await node.inSources(agency.id, ({ sources }) => sources.listRuns(id));
      return accept({
        json: { runs },
        lines: columns(
          ['READ', 'STATUS', 'BYTES', 'MS', 'NEW', 'REFUSED', 'DETAIL'],
          runs.map(({ at, outcome }) => [
            shortTime(at),
            String(outcome.status ?? ''),
            String(outcome.sizeBytes ?? ''),
            String(outcome.milliseconds ?? ''),
            String(outcome.items),
            String(outcome.refused),
            clip(outcome.detail, 160),
          ]),
        ),
      });
    },
  }),
];

export function kindOf(text: string): Source['kind'] | undefined {
  return SOURCE_KINDS.find((kind) => kind === text);
}

/** What was typed; what it may be is checked where it is set. */
export async function settingsOf(given: Given): Promise<Result<AskedSettings, Refusal>> {
  const every = numberOf(given, 'every');
  const silent = given.text('silentAfter') === 'off' ? 'off' : numberOf(given, 'silentAfter');
  if (Number.isNaN(every)) return inputInvalid('--every', 'must be whole seconds, or default');
  if (Number.isNaN(silent)) return inputInvalid('--silent-after', 'must be whole seconds, off, or default');
  const headers = await headersOf(given.texts('header'));
  if (!headers.ok) return headers;
  const signIn = await signInOf(given);
  if (!signIn.ok) return signIn;
  return accept({
    ...signIn.value,
    ...orDefault('language', given.text('language')),
    ...orDefault('charset', given.text('charset')),
    ...orDefault('timeZone', given.text('timeZone')),
    ...(every === undefined ? {} : { everySeconds: every }),
    ...(silent === undefined ? {} : { silentAfter: silent }),
    ...(headers.value === undefined ? {} : { headers: headers.value }),
  });
}

async function signInOf(given: Given): Promise<Result<AskedSignIn, Refusal>> {
  const file = given.text('secretFile');
  const secret = file === undefined ? accept(undefined) : await readSecretFile('--secret-file', file);
  if (!secret.ok) return secret;
  const seen = given.text('seen');
  if (seen !== undefined && seen !== 'yes' && seen !== 'no')
    return inputInvalid('--seen', 'must be yes or no');
  const [user, hostKey] = [given.text('user'), given.text('hostKey')];
  return accept({
    ...(user === undefined ? {} : { user }),
    ...(secret.value === undefined ? {} : { secret: secret.value }),
    ...(hostKey === undefined ? {} : { hostKey }),
    ...(seen === undefined ? {} : { markSeen: seen === 'yes' }),
    ...orDefault('moveTo', given.text('moveTo')),
  });
}

function numberOf(given: Given, name: string): number | null | undefined {
  const text = given.text(name);
  if (text === DEFAULT) return null;
  return text === undefined ? undefined : Number(text);
}

function orDefault<K extends string>(
  name: K,
  text: string | undefined,
): { readonly [k in K]?: string | null } | object {
  return text === undefined ? {} : { [name]: text === DEFAULT ? null : text };
}

async function headersOf(
  texts: readonly string[],
): Promise<Result<readonly AskedHeader[] | undefined, Refusal>> {
  const [first] = texts;
  if (first === undefined) return accept(undefined);
  if (first === 'none') return accept([]);
  const headers: AskedHeader[] = [];
  for (const text of texts) {
    const [name = '', ...rest] = text.split('=');
    const value = rest.join('=');
    const read = value.startsWith('@') ? await readSecretFile('--header', value.slice(1)) : accept(value);
    if (!read.ok) return read;
    headers.push({ name, ...(rest.length === 0 ? {} : { value: read.value }) });
  }
  return accept(headers);
}

function stateOf(given: Given): { readonly state?: Source['state'] } {
  if (given.isSet('pause')) return { state: 'paused' };
  return given.isSet('resume') ? { state: 'active' } : {};
}

function settingLines({ name, state, language, settings }: Source): readonly string[] {
  const silence = settings.silentAfter ?? 'by its own rhythm';
  return [
    `${name}: ${state}`,
    `language ${language ?? 'as the documents say'}`,
    `every ${settings.everySeconds ?? DEFAULT}`,
    `charset ${settings.charset ?? 'as the documents say'}`,
    `time zone ${settings.timeZone ?? 'as the documents say, else UTC'}`,
    `silent after ${silence}`,
    `headers ${settings.headerNames?.join(', ') ?? 'none'}`,
    ...(settings.user === undefined ? [] : [`user ${settings.user}`]),
    ...(settings.hostKey === undefined ? [] : [`host key ${settings.hostKey}`]),
    ...(settings.markSeen ? ['marked as seen'] : []),
    ...(settings.moveTo === undefined ? [] : [`moved to ${settings.moveTo}`]),
  ];
}

/** A source without its secrets and where its reading stands. */
export function shownSource(source: Source) {
  const {
    cursor: _cursor,
    sealedSecret: _secret,
    sealedHeaders: _headers,
    arrivals: _arrivals,
    ...shown
  } = source;
  return shown;
}
