import { useState, type ReactNode } from 'react';
import { changeSearch, followSearch, unfollowSearch } from '#contract/alert.ts';
import { useTell } from '../../ask.ts';
import type { SavedSearch } from '../../shapes.ts';
import { useToasts } from '../../toasts.tsx';
import { useWords } from '../../words/use-words.tsx';
import { SearchHooks } from './search-hooks.tsx';
import { SearchSheet, type SearchDraft } from './search-sheet.tsx';

type Props = {
  readonly search: SavedSearch;
  readonly systems: readonly { readonly id: string; readonly name: string }[];
  readonly folders: readonly string[];
  readonly onClose: () => void;
};

/** Changes a saved search and how this person follows it; whoever may not change it still chooses the latter. */
export function EditSearch({ search, systems, folders, onClose }: Props): ReactNode {
  const { search: words } = useWords();
  const { tell } = useToasts();
  const [fault, setFault] = useState<unknown>();
  const change = useTell(changeSearch);
  const follow = useTell(followSearch);
  const unfollow = useTell(unfollowSearch);
  const { name, folder, scope, question, following } = search;
  const params = { id: search.id };
  const save = async ({ following: next, ...body }: SearchDraft): Promise<void> => {
    setFault(undefined);
    try {
      if (search.mayChange) await change.mutateAsync({ params, body });
      // Paused or not is said in the list, and may have changed since this sheet opened.
      const paused = following?.paused ?? false;
      if (next) await follow.mutateAsync({ params, body: { ...next, paused } });
      else if (following) await unfollow.mutateAsync({ params });
      tell(words.changed(body.name));
      onClose();
    } catch (refused) {
      // The refusal is shown in the sheet, which keeps what was typed.
      setFault(refused);
    }
  };
  return (
    <SearchSheet
      title={words.editTitle}
      start={{ name, folder, scope, question, ...(following ? { following } : {}) }}
      folders={folders}
      busy={change.isPending || follow.isPending || unfollow.isPending}
      fault={fault}
      onSave={(draft) => void save(draft)}
      onClose={onClose}
    >
      {scope === 'agency' ? <SearchHooks search={search} systems={systems} /> : null}
    </SearchSheet>
  );
}
