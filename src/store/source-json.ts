import { parseInstant, type Instant } from '#kernel/instant.ts';
import { isJsonObject, type Json } from '#kernel/json.ts';
import type { SourceSettings } from '#ports/source-settings.ts';
import type { SourceCursor, SourceOutcome } from '#ports/source-store.ts';

/** What a source's columns of JSON hold; what does not fit is left out. */
export function toOutcome(json: Json): SourceOutcome | undefined {
  if (!isJsonObject(json)) return undefined;
  return {
    ok: json['ok'] === true,
    items: numberIn(json['items']) ?? 0,
    refused: numberIn(json['refused']) ?? 0,
    detail: textIn(json['detail']) ?? '',
    ...said({
      status: numberIn(json['status']),
      sizeBytes: numberIn(json['sizeBytes']),
      milliseconds: numberIn(json['milliseconds']),
    }),
  };
}

export function toCursor(json: Json): SourceCursor {
  if (!isJsonObject(json)) return {};
  return said({
    etag: textIn(json['etag']),
    lastModified: textIn(json['lastModified']),
    body: textIn(json['body']),
    failures: numberIn(json['failures']),
    failingSince: instantIn(json['failingSince']),
    nextAt: instantIn(json['nextAt']),
    uidValidity: textIn(json['uidValidity']),
    lastUid: numberIn(json['lastUid']),
    mailSince: instantIn(json['mailSince']),
    waiting: textsIn(json['waiting']),
    stuckAt: textIn(json['stuckAt']),
    stuckTimes: numberIn(json['stuckTimes']),
  });
}

export function toSettings(json: Json): SourceSettings {
  if (!isJsonObject(json)) return {};
  const { silentAfter, headerNames, pushMode, markSeen } = json;
  return said({
    everySeconds: numberIn(json['everySeconds']),
    charset: textIn(json['charset']),
    timeZone: textIn(json['timeZone']),
    silentAfter: silentAfter === 'off' ? silentAfter : numberIn(silentAfter),
    headerNames: Array.isArray(headerNames) ? headerNames.flatMap((one) => textIn(one) ?? []) : undefined,
    pushMode: pushMode === 'superdesk' ? pushMode : undefined,
    user: textIn(json['user']),
    hostKey: textIn(json['hostKey']),
    markSeen: markSeen === true ? markSeen : undefined,
    moveTo: textIn(json['moveTo']),
  });
}

export function toArrivals(json: Json): readonly Instant[] {
  return Array.isArray(json) ? json.flatMap((one) => instantIn(one) ?? []) : [];
}

function textIn(json: Json | undefined): string | undefined {
  return typeof json === 'string' ? json : undefined;
}

function textsIn(json: Json | undefined): Readonly<Record<string, string>> | undefined {
  if (!isJsonObject(json)) return undefined;
  const entries = Object.entries(json).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as const] : [],
  );
  return Object.fromEntries(entries);
}

function numberIn(json: Json | undefined): number | undefined {
  return typeof json === 'number' ? json : undefined;
}

function instantIn(json: Json | undefined): Instant | undefined {
  return typeof json === 'string' ? parseInstant(json) : undefined;
}

type Said<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };

/** Without the fields that are undefined. */
function said<T extends object>(fields: T): Said<T> {
  const kept: Said<T> = {};
  for (const key in fields) {
    const value = fields[key];
    if (value !== undefined) Object.assign(kept, { [key]: value });
  }
  return kept;
}
