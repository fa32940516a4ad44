import type { ReactNode } from 'react';

/** A web address as people read it: `/vi/tàu-biển-1001`, not its percent signs. The link itself keeps them. */
export function Address({ url }: { readonly url: string }): ReactNode {
  return <span className="address">{readable(url)}</span>;
}

function readable(url: string): string {
  try {
    return decodeURI(url);
  } catch {
    // Not well-formed: shown as it came.
    return url;
  }
}
