import type { ReactNode } from 'react';
import { Empty, PageHead } from '../ui/pieces.tsx';
import { useWords } from '../words/use-words.tsx';
import { LinkButton } from '../ui/link-button.tsx';

/** What was asked for is not here, inside the desk. */
export function LostPage(): ReactNode {
  const words = useWords();
  return (
    <>
      <PageHead title={words.refusal.happened.missing} />
      <Empty
        title={words.refusal.advice.missing}
        action={<LinkButton to="/">{words.nav.today}</LinkButton>}
      />
    </>
  );
}

/** An address that leads nowhere, before there is any desk around it. */
export function LostAddress(): ReactNode {
  return (
    <main>
      <LostPage />
    </main>
  );
}
