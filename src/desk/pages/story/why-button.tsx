import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { Story } from '../../shapes.ts';
import { useKeys } from '../../ui/keys.tsx';
import { KeyCap } from '../../ui/pieces.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { useWords } from '../../words/use-words.tsx';
import { SightList } from './sight-list.tsx';
import { UseMatrix } from './use-matrix.tsx';

/** Opens the sheet that says why this story can be used or not; of our own story also who sees it. Key W. */
export function WhyButton({ story }: { readonly story: Story }): ReactNode {
  const words = useWords();
  const [isOpen, setOpen] = useState(false);
  const open = (): void => setOpen(true);
  useKeys(words.story.rights, [{ keys: 'W', label: words.why.button, run: open }]);
  const title = story.origin === 'own' ? words.why.sightTitle : words.why.title;
  return (
    <>
      <Button variant="subtle" size="xs" onClick={open} rightSection={<KeyCap keys="W" />}>
        {words.why.button}
      </Button>
      {isOpen ? (
        <Sheet title={title} closeLabel={words.act.close} onClose={() => setOpen(false)} place="middle" wide>
          {story.origin === 'own' ? <SightList id={story.id} /> : <UseMatrix story={story} />}
        </Sheet>
      ) : null}
    </>
  );
}
