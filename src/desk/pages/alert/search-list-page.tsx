import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { listSearches } from '#contract/alert.ts';
import { useAsk } from '../../ask.ts';
import { Asked } from '../../asked.tsx';
import type { SavedSearch } from '../../shapes.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { Empty, PageHead, Panel } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import { RowList } from '../row-list.tsx';
import { EditSearch } from './edit-search.tsx';
import { foldersOf } from './save-search.tsx';
import { SearchActions, SearchLink, SearchMeta } from './search-row.tsx';

/** Saved searches by folder: one’s own and those of the agency. */
export function SearchListPage(): ReactNode {
  const words = useWords();
  const list = useAsk(listSearches, {});
  const { s, edit } = useSearch({ from: '/desk/searches' });
  const navigate = useNavigate();
  const go = (search: { readonly s?: string; readonly edit?: string }): void =>
    void navigate({ to: '/searches', search, replace: true });
  return (
    <>
      <PageHead
        title={words.search.title}
        lead={words.search.lead}
        actions={
          <>
            <LinkButton to="/wire">{words.search.toWire}</LinkButton>
            <LinkButton to="/alerts" variant="default">
              {words.alert.open}
            </LinkButton>
          </>
        }
      />
      <Asked query={list}>
        {({ searches, systems }) => {
          const edited = searches.find(({ id }) => id === edit);
          return (
            <div className="stack">
              {searches.length === 0 ? (
                <Empty title={words.search.none} help={words.search.noneHelp} />
              ) : (
                ['', ...foldersOf(searches)].map((folder) => (
                  <Folder
                    key={folder}
                    folder={folder}
                    searches={searches.filter((one) => one.folder === folder)}
                    cursor={s}
                    onCursor={(id) => go({ s: id })}
                    onEdit={(id) => go({ s: id, edit: id })}
                  />
                ))
              )}
              {edited ? (
                <EditSearch
                  key={edited.id}
                  search={edited}
                  systems={systems}
                  folders={foldersOf(searches)}
                  onClose={() => go({ s: edited.id })}
                />
              ) : null}
            </div>
          );
        }}
      </Asked>
    </>
  );
}

function Folder(props: {
  readonly folder: string;
  readonly searches: readonly SavedSearch[];
  readonly cursor: string | undefined;
  readonly onCursor: (id: string) => void;
  readonly onEdit: (id: string) => void;
}): ReactNode {
  const { search: words } = useWords();
  const { folder, searches } = props;
  if (searches.length === 0) return null;
  const title = folder === '' ? words.noFolder : folder;
  return (
    <Panel title={title} count={searches.length} className="list titled">
      <RowList
        title={title}
        rows={searches.map((search) => ({
          id: search.id,
          link: <SearchLink search={search} />,
          meta: <SearchMeta search={search} />,
          below: <SearchActions search={search} onEdit={() => props.onEdit(search.id)} />,
        }))}
        cursor={props.cursor}
        onCursor={props.onCursor}
        onOpen={props.onEdit}
        empty={null}
      />
    </Panel>
  );
}
