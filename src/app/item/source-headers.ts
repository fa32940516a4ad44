import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Source } from '#ports/source-store.ts';
import type { SettingRefusal } from './setting-refusal.ts';

/** A header of a source's requests, such as one with a key of an API. */
export type AskedHeader = { readonly name: string; readonly value?: string };

/** Keeps passwords and the values of headers sealed; they are opened only to be sent, and never shown or logged. */
export type HeaderSafe = {
  readonly sealHeaders: (headers: Readonly<Record<string, string>>, sourceId: string) => string;
  readonly openHeaders: (sealed: string, sourceId: string) => Readonly<Record<string, string>>;
  readonly sealSecret: (secret: string, sourceId: string) => string;
};

const MOST = 10;
/** RFC 9110 §5.6.2: a token. */
const NAME = /^[a-z0-9!#$%&'*+.^_`|~-]{1,64}$/;
const VALUE = /^[\x20-\x7e\x80-\xff]{1,2000}$/;
/** Those of the connection (RFC 9110 §7.6), and those by which this node asks for what has changed. */
const OURS =
  /^(?:host|connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|content-length|expect|accept-encoding|if-none-match|if-modified-since|http2-settings)$/;

type Headers = { readonly names: { readonly headerNames?: readonly string[] }; readonly sealed?: string };

/** The headers that a source is to have; one that is named without a value keeps the value it has. */
export function checkHeaders(
  safe: HeaderSafe,
  source: Source,
  asked: readonly AskedHeader[] | undefined,
): Result<Headers, SettingRefusal> {
  if (asked === undefined) return accept(keptOf(source));
  if (asked.length > MOST) return wrong(`at most ${MOST}`);
  const sealed = source.sealedHeaders;
  const before = sealed === undefined ? {} : safe.openHeaders(sealed, source.id);
  const headers: Record<string, string> = {};
  for (const header of asked) {
    const name = header.name.trim().toLowerCase();
    const value = header.value?.trim() || before[name];
    if (value === undefined || !canBeSent(name, value))
      return wrong('a name and a value that HTTP can send, and none that the connection owns');
    headers[name] = value;
  }
  const names = Object.keys(headers);
  if (names.length === 0) return accept({ names: {} });
  return accept({ names: { headerNames: names }, sealed: safe.sealHeaders(headers, source.id) });
}

function keptOf({ settings: { headerNames }, sealedHeaders }: Source): Headers {
  return {
    names: headerNames === undefined ? {} : { headerNames },
    ...(sealedHeaders === undefined ? {} : { sealed: sealedHeaders }),
  };
}

function canBeSent(name: string, value: string): boolean {
  return NAME.test(name) && !OURS.test(name) && VALUE.test(value);
}

function wrong(allowed: string): Result<never, SettingRefusal> {
  return refuse({ code: 'source-setting-invalid', setting: 'headers', allowed });
}
