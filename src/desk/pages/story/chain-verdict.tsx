import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { sayChain } from '#contract/chain.ts';
import { mayDo } from '#contract/permissions.ts';
import { useTell } from '../../ask.ts';
import { useSeat } from '../../session.tsx';
import { useToasts } from '../../toasts.tsx';
import { useWords } from '../../words/use-words.tsx';

type Props = { readonly storyId: string; readonly otherId: string };

/** A person says whether two stories tell the same event; taken back where it is told (StoryChain). */
export function ChainVerdict({ storyId, otherId }: Props): ReactNode {
  const words = useWords();
  const { session } = useSeat();
  const { refused, tell } = useToasts();
  const say = useTell(sayChain, {
    onDone: (_reply, { body }) =>
      tell(body.said === 'same-event' ? words.chain.confirmed : words.chain.denied),
    onRefused: refused,
  });
  if (!mayDo(session.roles, 'take-story')) return null;
  const params = { id: storyId, other: otherId };
  return (
    <Group gap="xs">
      <Button
        size="xs"
        variant="default"
        loading={say.isPending}
        onClick={() => say.mutate({ params, body: { said: 'same-event' } })}
      >
        {words.chain.confirm}
      </Button>
      <Button
        size="xs"
        variant="subtle"
        disabled={say.isPending}
        onClick={() => say.mutate({ params, body: { said: 'not-same-event' } })}
      >
        {words.chain.deny}
      </Button>
    </Group>
  );
}
