import type { ReactNode } from 'react';
import { Empty } from '../ui/pieces.tsx';
import { useWords } from '../words/use-words.tsx';
import { LinkButton } from '../ui/link-button.tsx';

/** An address that leads nowhere. */
export function LostPage(): ReactNode {
  const words = useWords();
  return (
    <main>
      <Empty
        title={words.refusal.happened.missing}
        help={words.refusal.advice.missing}
        action={<LinkButton to="/">{words.nav.today}</LinkButton>}
      />
    </main>
  );
}
