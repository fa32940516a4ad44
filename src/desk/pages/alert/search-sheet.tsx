import { Button, SegmentedControl, Switch, TextInput } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { mayDo } from '#contract/permissions.ts';
import { Refused } from '../../refused.tsx';
import { useSeat } from '../../session.tsx';
import type { Following, SavedSearch } from '../../shapes.ts';
import { Sheet } from '../../ui/sheet.tsx';
import { useWords } from '../../words/use-words.tsx';
import { QuestionWords } from './question-words.tsx';
import { ScheduleField } from './schedule-field.tsx';
import { SearchTrial } from './search-trial.tsx';

/** What the sheet asks for: the search, and whether and how this person follows it. */
export type SearchDraft = Pick<SavedSearch, 'name' | 'folder' | 'scope' | 'question'> & {
  readonly following?: Following;
};

type Props = {
  readonly title: string;
  readonly start: SearchDraft;
  readonly folders: readonly string[];
  readonly busy: boolean;
  readonly fault: unknown;
  readonly onSave: (draft: SearchDraft) => void;
  readonly onClose: () => void;
  /** What else belongs to this search. */
  readonly children?: ReactNode;
};

const USUAL: Following = { schedule: { kind: 'at-once' }, byMail: false, paused: false };

/** Makes or changes a saved search; a trial of it stands below, before anything is saved. */
export function SearchSheet(props: Props): ReactNode {
  const words = useWords();
  const [draft, setDraft] = useState(props.start);
  const change = (over: Partial<SearchDraft>): void => setDraft({ ...draft, ...over });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    props.onSave({ ...draft, name: draft.name.trim(), folder: draft.folder.trim() });
  };
  return (
    <Sheet title={props.title} closeLabel={words.act.close} onClose={props.onClose} place="side" wide>
      <div className="stack">
        <form className="stack" onSubmit={submit}>
          <SearchFields draft={draft} folders={props.folders} change={change} />
          <FollowFields draft={draft} onChange={setDraft} />
          {props.fault ? <Refused fault={props.fault} kept="change" /> : null}
          <div className="actions">
            <Button type="submit" loading={props.busy} disabled={draft.name.trim() === ''}>
              {words.act.save}
            </Button>
            <Button variant="default" onClick={props.onClose}>
              {words.act.cancel}
            </Button>
          </div>
        </form>
        <SearchTrial question={draft.question} />
        {props.children}
      </div>
    </Sheet>
  );
}

function SearchFields(props: {
  readonly draft: SearchDraft;
  readonly folders: readonly string[];
  readonly change: (over: Partial<SearchDraft>) => void;
}): ReactNode {
  const { search: words } = useWords();
  const { session } = useSeat();
  const { draft, change } = props;
  const maySharing = mayDo(session.roles, 'take-story');
  const setWords = (q: string): void => {
    const { q: _before, ...rest } = draft.question;
    change({ question: q === '' ? rest : { ...rest, q } });
  };
  return (
    <>
      <div>
        <p className="small soft">{words.question}</p>
        <QuestionWords question={draft.question} />
      </div>
      <TextInput
        label={words.words}
        description={words.wordsHelp}
        maxLength={500}
        value={draft.question.q ?? ''}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <TextInput
        label={words.name}
        required
        maxLength={120}
        value={draft.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <TextInput
        label={words.folder}
        description={words.folderHelp}
        maxLength={60}
        list="search-folders"
        value={draft.folder}
        onChange={(event) => change({ folder: event.currentTarget.value })}
      />
      <datalist id="search-folders">
        {props.folders.map((folder) => (
          <option key={folder} value={folder} />
        ))}
      </datalist>
      <div className="stack tight">
        <p className="small soft">{words.scope}</p>
        <SegmentedControl
          aria-label={words.scope}
          value={draft.scope}
          disabled={!maySharing}
          data={[
            { value: 'personal', label: words.personal },
            { value: 'agency', label: words.agency },
          ]}
          onChange={(scope) => change({ scope: scope === 'agency' ? 'agency' : 'personal' })}
        />
        {maySharing ? null : <p className="small soft">{words.agencyNeeds}</p>}
      </div>
    </>
  );
}

function FollowFields(props: {
  readonly draft: SearchDraft;
  readonly onChange: (draft: SearchDraft) => void;
}): ReactNode {
  const { search: words } = useWords();
  const { following, ...rest } = props.draft;
  const set = (over: Partial<Following>): void =>
    props.onChange({ ...rest, following: { ...USUAL, ...following, ...over } });
  return (
    <>
      <Switch
        label={words.tellMe}
        checked={following !== undefined}
        onChange={(event) => (event.currentTarget.checked ? set({}) : props.onChange(rest))}
      />
      {following ? (
        <>
          <ScheduleField schedule={following.schedule} onChange={(schedule) => set({ schedule })} />
          <Switch
            label={words.byMail}
            checked={following.byMail}
            onChange={(event) => set({ byMail: event.currentTarget.checked })}
          />
        </>
      ) : null}
    </>
  );
}
