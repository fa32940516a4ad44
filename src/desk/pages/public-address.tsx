import type { ReactNode } from 'react';
import { Address } from '../ui/address.tsx';
import { useWords } from '../words/use-words.tsx';

/** Where readers find a copy, as a link; some copies have no address that anybody could open. */
export function PublicAddress({ url }: { readonly url: string | undefined }): ReactNode {
  const words = useWords();
  if (url === undefined) return <span className="soft">{words.story.noAddress}</span>;
  return (
    <a href={url} target="_blank" rel="noreferrer">
      <Address url={url} />
    </a>
  );
}
