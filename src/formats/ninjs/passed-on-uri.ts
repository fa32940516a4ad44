const PASSED_ON = 'urn:x-passed-on:';

/** Whose item it is, and the name that its provider gave it. */
export type NamedItem = { readonly provider: string; readonly guid: string };

/** The `uri` under which a partner's item is passed on: no two items of whatever providers share one. */
export function printPassedOnUri({ provider, guid }: NamedItem): string {
  return `${PASSED_ON}${encodeURIComponent(provider)}:${encodeURIComponent(guid)}`;
}

/** The partner's item behind such a `uri`; undefined for one that `printPassedOnUri` did not write. */
export function readPassedOnUri(uri: string): NamedItem | undefined {
  if (!isPassedOnUri(uri)) return undefined;
  try {
    const [provider = '', guid = ''] = uri.slice(PASSED_ON.length).split(':').map(decodeURIComponent);
    const name = { provider, guid };
    return printPassedOnUri(name) === uri ? name : undefined;
  } catch {
    // A broken escape: not ours.
    return undefined;
  }
}

/** Names of this kind are for what is passed on: an item of one's own that bears one is offered to nobody. */
export function isPassedOnUri(uri: string): boolean {
  return uri.startsWith(PASSED_ON);
}
