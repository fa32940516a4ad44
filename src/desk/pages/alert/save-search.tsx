import { Button } from '@mantine/core';
import { IconBookmark } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { listSearches, saveSearch } from '#contract/alert.ts';
import { useAsk, useTell } from '../../ask.ts';
import type { SavedSearch } from '../../shapes.ts';
import { useToasts } from '../../toasts.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { useWords } from '../../words/use-words.tsx';
import { SearchSheet } from './search-sheet.tsx';

/** “Save this search”, for the question that the wire is asked now. */
export function SaveSearch({ question }: { readonly question: SavedSearch['question'] }): ReactNode {
  const { search: words } = useWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="actions save-search">
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconBookmark size={14} />}
        onClick={() => setOpen(true)}
      >
        {words.save}
      </Button>
      <LinkButton to="/searches" size="compact-sm" variant="subtle">
        {words.title}
      </LinkButton>
      {isOpen ? <SaveSheet question={question} onClose={() => setOpen(false)} /> : null}
    </div>
  );
}

function SaveSheet(props: {
  readonly question: SavedSearch['question'];
  readonly onClose: () => void;
}): ReactNode {
  const { search: words } = useWords();
  const { tell } = useToasts();
  const list = useAsk(listSearches, {});
  const save = useTell(saveSearch, {
    onDone: ({ search }) => {
      tell(words.saved(search.name));
      props.onClose();
    },
  });
  const { question } = props;
  return (
    <SearchSheet
      title={words.save}
      start={{
        name: question.q ?? '',
        folder: '',
        scope: 'personal',
        question,
        following: { schedule: { kind: 'at-once' }, byMail: false, paused: false },
      }}
      folders={foldersOf(list.data?.searches ?? [])}
      busy={save.isPending}
      fault={save.error}
      onSave={(draft) => save.mutate({ body: draft })}
      onClose={props.onClose}
    />
  );
}

/** The folders that there are, in order. */
export function foldersOf(searches: readonly SavedSearch[]): readonly string[] {
  return [...new Set(searches.map(({ folder }) => folder))].filter((folder) => folder !== '').toSorted();
}
