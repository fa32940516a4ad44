import { accept, refuse, type Result } from '#kernel/result.ts';
import { languageTag } from '#formats/item-text.ts';
import { charsetName } from '#formats/text/charset-labels.ts';
import { isTimeZone } from '#formats/wire/resolve-time.ts';
import type { SourceSettings } from '#ports/source-settings.ts';
import type { Source } from '#ports/source-store.ts';
import type { SettingRefusal } from './setting-refusal.ts';
import { checkSignIn, type AskedSignIn } from './source-sign-in.ts';
import { checkHeaders, type AskedHeader, type HeaderSafe } from './source-headers.ts';

/** What a person asks of a source's settings; null gives back what holds for every source, left out stays as it is. */
export type AskedSettings = AskedSignIn & {
  readonly name?: string;
  readonly state?: Source['state'];
  readonly language?: string | null;
  readonly everySeconds?: number | null;
  readonly charset?: string | null;
  readonly timeZone?: string | null;
  readonly silentAfter?: number | 'off' | null;
  /** All headers of its requests; one without a value keeps the value it has. */
  readonly headers?: readonly AskedHeader[];
};

const DAY = 86_400;
const MOST_SILENCE = 90 * DAY;

/** The source as it is to be. Going on after a stop begins anew: what failed before is forgotten, and it is due at once. */
export function setSource(
  safe: HeaderSafe,
  source: Source,
  asked: AskedSettings,
): Result<Source, SettingRefusal> {
  const settings = settingsOf(source.settings, asked);
  if (!settings.ok) return settings;
  const language = languageOf(source, asked);
  if (!language.ok) return language;
  const secrets = secretsOf(safe, source, asked);
  if (!secrets.ok) return secrets;
  const { language: _before, sealedHeaders: _sealed, stoppedAt, ...kept } = source;
  const state = asked.state ?? source.state;
  const { failures: _failures, failingSince: _since, nextAt: _next, ...cursor } = source.cursor;
  return accept({
    ...kept,
    ...secrets.value.sealed,
    name: asked.name?.trim() || source.name,
    state,
    cursor,
    settings: { ...settings.value, ...secrets.value.settings },
    ...(stoppedAt !== undefined && state === 'paused' ? { stoppedAt } : {}),
    ...(language.value === undefined ? {} : { language: language.value }),
  });
}

type Secrets = {
  readonly settings: Partial<SourceSettings>;
  readonly sealed: Partial<Pick<Source, 'sealedHeaders' | 'sealedSecret'>>;
};

/** Headers and sign-in: what of them is told, and what is sealed. */
function secretsOf(safe: HeaderSafe, source: Source, asked: AskedSettings): Result<Secrets, SettingRefusal> {
  const headers = checkHeaders(safe, source, asked.headers);
  if (!headers.ok) return headers;
  const signIn = checkSignIn(safe, source, asked);
  if (!signIn.ok) return signIn;
  const { names, sealed } = headers.value;
  const { settings, sealedSecret } = signIn.value;
  return accept({
    settings: { ...names, ...settings },
    sealed: {
      ...(sealed === undefined ? {} : { sealedHeaders: sealed }),
      ...(sealedSecret === undefined ? {} : { sealedSecret }),
    },
  });
}

function settingsOf(before: SourceSettings, asked: AskedSettings): Result<SourceSettings, SettingRefusal> {
  const { everySeconds, charset, timeZone, silentAfter } = asked;
  if (typeof everySeconds === 'number' && !isWithin(everySeconds, 30, DAY))
    return wrong('everySeconds', 'whole seconds from 30 to 86400');
  if (typeof silentAfter === 'number' && !isWithin(silentAfter, 60, MOST_SILENCE))
    return wrong('silentAfter', 'whole seconds from 60 to 7776000, or off');
  if (typeof charset === 'string' && charsetName(charset) === undefined)
    return wrong('charset', 'a name of a charset that is read, such as windows-1258');
  if (typeof timeZone === 'string' && !isTimeZone(timeZone))
    return wrong('timeZone', 'a name of the IANA time zones, such as Asia/Ho_Chi_Minh');
  return accept({
    ...(before.pushMode === undefined ? {} : { pushMode: before.pushMode }),
    ...field('everySeconds', everySeconds, before.everySeconds),
    ...field('charset', charset, before.charset),
    ...field('timeZone', timeZone, before.timeZone),
    ...field('silentAfter', silentAfter, before.silentAfter),
  });
}

function languageOf(source: Source, { language }: AskedSettings): Result<string | undefined, SettingRefusal> {
  if (language === undefined) return accept(source.language);
  if (language === null || language === '') return accept(undefined);
  const tag = languageTag(language);
  return tag === undefined ? wrong('language', 'a BCP 47 tag, such as vi or zh-Hans') : accept(tag);
}

/** Asked for, given back, or as before. */
function field<K extends keyof SourceSettings>(
  name: K,
  asked: SourceSettings[K] | null,
  before: SourceSettings[K],
): Pick<SourceSettings, K> | object {
  const value = asked === undefined ? before : asked;
  return value === undefined || value === null ? {} : { [name]: value };
}

function isWithin(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

function wrong(setting: string, allowed: string): Result<never, SettingRefusal> {
  return refuse({ code: 'source-setting-invalid', setting, allowed });
}
