import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Source } from '#ports/source-store.ts';
import type { SettingRefusal } from './set-source.ts';

/** A header of a source's requests, such as one with a key of an API. */
export type AskedHeader = { readonly name: string; readonly value?: string };

/** Keeps the values of headers sealed; they are opened only to be sent, and never shown or logged. */
export type HeaderSafe = {
  readonly sealHeaders: (headers: Readonly<Record<string, string>>, sourceId: string) => string;
  readonly openHeaders: (sealed: string, sourceId: string) => Readonly<Record<string, string>>;
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
  { sealHeaders, openHeaders }: HeaderSafe,
  source: Source,
  asked: readonly AskedHeader[] | undefined,
): Result<Headers, SettingRefusal> {
  const { headerNames } = source.settings;
  const sealed = source.sealedHeaders;
  if (asked === undefined)
    return accept({
      names: headerNames === undefined ? {} : { headerNames },
      ...(sealed === undefined ? {} : { sealed }),
    });
  const before = sealed === undefined ? {} : openHeaders(sealed, source.id);
  const headers: Record<string, string> = {};
  for (const { name: written, value: given } of asked) {
    const name = written.trim().toLowerCase();
    const value = given?.trim() || before[name];
    const isFit = NAME.test(name) && !OURS.test(name) && value !== undefined && VALUE.test(value);
    if (!isFit) return wrong('a name and a value that HTTP can send, and none that the connection owns');
    headers[name] = value;
  }
  const names = Object.keys(headers);
  if (names.length > MOST) return wrong(`at most ${MOST}`);
  if (names.length === 0) return accept({ names: {} });
  return accept({ names: { headerNames: names }, sealed: sealHeaders(headers, source.id) });
}

function wrong(allowed: string): Result<never, SettingRefusal> {
  return refuse({ code: 'source-setting-invalid', setting: 'headers', allowed });
}
