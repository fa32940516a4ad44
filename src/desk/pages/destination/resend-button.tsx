import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { resendStory } from '#contract/destination.ts';
import { useTell } from '../../ask.ts';
import { useToasts } from '../../toasts.tsx';
import { useWords } from '../../words/use-words.tsx';

type Props = { readonly placementId: string; readonly isStop: boolean };

/** Sends once more what should stand there; of a stop, tries it now. */
export function ResendButton({ placementId, isStop }: Props): ReactNode {
  const words = useWords();
  const { tell, refused } = useToasts();
  const resend = useTell(resendStory, { onDone: () => tell(words.destination.resent), onRefused: refused });
  return (
    <Button
      size="compact-sm"
      variant="default"
      miw="max-content"
      loading={resend.isPending}
      onClick={() => resend.mutate({ params: { id: placementId } })}
    >
      {isStop ? words.act.again : words.destination.resend}
    </Button>
  );
}
