import { Button } from '@mantine/core';
import { IconBookmark } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { listSearches, saveSearch } from '#contract/alert.ts';
import { useAsk, useTell } from '../../ask.ts';
import { pickText } from '../../sentence.tsx';
import type { SavedSearch, StoryLine } from '../../shapes.ts';
import { useToasts } from '../../toasts.tsx';
import { useKeys } from '../../ui/keys.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { useLanguage, useWords } from '../../words/use-words.tsx';
import { SearchSheet } from './search-sheet.tsx';

type Asked = {
  readonly title: string;
  readonly name: string;
  readonly question: SavedSearch['question'];
};

/** “Save this search”, for the question that the wire is asked now; or one for what the story under the cursor is about. */
export function SaveSearch(props: {
  readonly question: SavedSearch['question'];
  readonly cursor: StoryLine | undefined;
}): ReactNode {
  const { search: words } = useWords();
  const { language } = useLanguage();
  const [asked, ask] = useState<Asked>();
  const { question, cursor } = props;
  const save = (): void => ask({ title: words.save, name: question.q ?? '', question });
  const follow = (): void => {
    const [topic] = cursor?.topics ?? [];
    if (!cursor) return;
    // A story without a topic is about whoever sends it.
    const name = pickText(topic?.name ?? cursor.provider.name, language).text;
    const about = topic ? { topic: topic.code } : { partner: cursor.provider.did };
    ask({ title: words.followAbout, name, question: { from: 'partners', ...about } });
  };
  useKeys(words.title, [
    { keys: 'S', label: words.save, run: save },
    { keys: 'F', label: words.followAbout, run: follow },
  ]);
  return (
    <div className="actions save-search">
      <Button size="compact-sm" variant="default" leftSection={<IconBookmark size={14} />} onClick={save}>
        {words.save}
      </Button>
      <LinkButton to="/searches" size="compact-sm" variant="subtle">
        {words.title}
      </LinkButton>
      {asked ? <SaveSheet asked={asked} onClose={() => ask(undefined)} /> : null}
    </div>
  );
}

function SaveSheet(props: { readonly asked: Asked; readonly onClose: () => void }): ReactNode {
  const { search: words } = useWords();
  const { tell } = useToasts();
  const list = useAsk(listSearches, {});
  const save = useTell(saveSearch, {
    onDone: ({ search }) => {
      tell(words.saved(search.name));
      props.onClose();
    },
  });
  const { title, name, question } = props.asked;
  return (
    <SearchSheet
      title={title}
      start={{
        name,
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
