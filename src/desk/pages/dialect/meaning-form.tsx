import { Checkbox, NativeSelect, Select, type ComboboxItem } from '@mantine/core';
import type { ReactNode } from 'react';
import { INSTRUCTIONS } from '#contract/dialect-shape.ts';
import type { SampleStudy, StudiedSample } from '../../shapes.ts';
import { isNamed, nameIn, useTopics, type Topic } from '../../topics.ts';
import { Mark, Panel } from '../../ui/pieces.tsx';
import { useLanguage, useWords } from '../../words/use-words.tsx';
import type { DraftProps } from './agency-form.tsx';
import {
  instructionNamed,
  isDesk,
  isSameKind,
  saidOfWord,
  withDesk,
  withNote,
  withTopic,
  withWord,
} from './dialect-draft.ts';

/** Each once, in the order of the samples. */
function allOf<T>(
  samples: readonly StudiedSample[],
  read: (study: SampleStudy) => readonly T[],
  key: (one: T) => string,
): readonly T[] {
  const all = samples.flatMap(({ after }) => read(after));
  return [...new Map(all.toReversed().map((one) => [key(one), one])).values()].toReversed();
}

/** For each kind of note, who may read it. */
export function NotesForm({ draft, samples, onChange }: DraftProps): ReactNode {
  const { dialect: words } = useWords();
  const found = allOf(
    samples,
    (study) => study.notes,
    ({ role, begins }) => JSON.stringify([role, begins]),
  );
  const rules = draft.notes ?? [];
  const unseen = rules
    .filter((rule) => !found.some((note) => isSameKind(note, rule)))
    .map((rule) => ({ ...rule, text: '', isPrivate: rule.audience === 'private' }));
  // Of a house's own documents the field says who may read a note; what it keeps here is no question.
  const open =
    draft.structure === undefined
      ? found
      : found.filter((note) => !note.isPrivate || rules.some((rule) => isSameKind(rule, note)));
  const rows = [...open, ...unseen];
  if (rows.length === 0 && draft.structure !== undefined) return null;
  return (
    <Panel title={words.notes}>
      <div className="stack">
        <p className="soft">{rows.length === 0 ? words.noNotes : words.notesHelp}</p>
        {rows.map((note, at) => {
          const rule = rules.find((one) => isSameKind(one, note));
          const said = [
            note.role === undefined ? '' : words.roleIs(note.role),
            note.begins === undefined ? '' : words.beginsWith(note.begins),
          ];
          const label = said.filter(Boolean).join(words.all);
          return (
            <div key={at} className="meaning">
              <p>
                <b>{label}</b>
                {note.text === '' ? null : <span className="soft"> {note.text}</span>}
              </p>
              {rule === undefined && note.isPrivate ? (
                <Mark tone="warn">{words.byDocument}</Mark>
              ) : (
                <NativeSelect
                  aria-label={label}
                  value={rule?.audience ?? 'partner'}
                  data={(['private', 'partner'] as const).map((value) => ({
                    value,
                    label: words.audience[value],
                  }))}
                  onChange={(event) =>
                    onChange(
                      withNote(draft, note, event.currentTarget.value === 'partner' ? 'partner' : 'private'),
                    )
                  }
                />
              )}
            </div>
          );
        })}
      </div>
    </Panel>
  );
}

/** For each word that may say what is asked, what it asks for. */
export function WordsForm({ draft, samples, onChange }: DraftProps): ReactNode {
  const { dialect: words } = useWords();
  const found = allOf(
    samples,
    (study) => study.words,
    ({ word }) => word.toLowerCase(),
  );
  const unseen = Object.keys(draft.instructions ?? {})
    .filter((word) => !found.some((one) => one.word.toLowerCase() === word.toLowerCase()))
    .map((word) => ({ word, from: 'own' as const, takenFor: undefined }));
  const rows = [...found, ...unseen];
  return (
    <Panel title={words.words}>
      <div className="stack">
        <p className="soft">{rows.length === 0 ? words.noWords : words.wordsHelp}</p>
        {rows.map(({ word, from, takenFor }) => {
          const said = saidOfWord(draft, word);
          const known =
            said === undefined && takenFor !== undefined
              ? words.asRead(words.asked[takenFor])
              : words.unknown;
          return (
            <div key={word} className="meaning">
              <p>
                <b>{word}</b> <span className="soft">{words.where[from]}</span>
              </p>
              <NativeSelect
                aria-label={word}
                value={said ?? ''}
                data={[
                  { value: '', label: known },
                  ...INSTRUCTIONS.map((value) => ({ value, label: words.asked[value] })),
                ]}
                onChange={(event) =>
                  onChange(withWord(draft, word, instructionNamed(event.currentTarget.value)))
                }
              />
            </div>
          );
        })}
      </div>
    </Panel>
  );
}

/** Bylines that are a desk's initials. */
export function DeskForm({ draft, samples, onChange }: DraftProps): ReactNode {
  const { dialect: words } = useWords();
  const found = allOf(
    samples,
    (study) => study.bylines,
    (byline) => byline.toLowerCase(),
  );
  const known = new Set(found.map((byline) => byline.toLowerCase()));
  const rows = [...found, ...(draft.desk ?? []).filter((one) => !known.has(one.toLowerCase()))];
  if (rows.length === 0) return null;
  return (
    <Panel title={words.desk}>
      <div className="stack">
        <p className="soft">{words.deskHelp}</p>
        {rows.map((byline) => (
          <Checkbox
            key={byline}
            label={byline}
            checked={isDesk(draft, byline)}
            onChange={(event) => onChange(withDesk(draft, byline, event.currentTarget.checked))}
          />
        ))}
      </div>
    </Panel>
  );
}

/** Shown at once; whoever looks for more types another letter. */
const MOST_CHOICES = 30;

function isChoice(
  { value, label }: ComboboxItem,
  search: string,
  topics: ReadonlyMap<string, Topic>,
): boolean {
  const topic = topics.get(value);
  return topic ? isNamed(topic, search) : label.includes(search);
}

/** Which Media Topic each code is. */
export function SubjectsForm({ draft, samples, onChange }: DraftProps): ReactNode {
  const { dialect: words } = useWords();
  const { language } = useLanguage();
  const topics = useTopics();
  const codes = allOf(
    samples,
    (study) => study.codes,
    ({ scheme, code }) => JSON.stringify([scheme, code]),
  );
  const rows = codes.filter(
    ({ scheme, code, mediaTopic }) =>
      mediaTopic === undefined || draft.subjects?.[scheme]?.[code] !== undefined,
  );
  if (rows.length === 0) return null;
  const choices = [...topics.values()].map((topic) => ({
    value: topic.code,
    label: nameIn(topic, language).text,
  }));
  return (
    <Panel title={words.subjects}>
      <div className="stack">
        <p className="soft">{words.subjectsHelp}</p>
        {rows.map(({ scheme, code, name }) => {
          const topic = draft.subjects?.[scheme]?.[code] ?? '';
          const known = topic === '' || topics.has(topic) ? [] : [{ value: topic, label: topic }];
          return (
            <div key={`${scheme} ${code}`} className="meaning">
              <p>
                <b>{code}</b>{' '}
                <span className="soft">
                  {name === undefined || name === code ? scheme : `${name}, ${scheme}`}
                </span>
              </p>
              <Select
                aria-label={`${words.subjects}: ${code}`}
                placeholder={words.noTopic}
                searchable
                clearable
                limit={MOST_CHOICES}
                value={topic === '' ? null : topic}
                data={[...known, ...choices]}
                filter={({ options, search }) =>
                  options.filter((option) => 'value' in option && isChoice(option, search, topics))
                }
                onChange={(chosen) => onChange(withTopic(draft, { scheme, code }, chosen ?? ''))}
              />
            </div>
          );
        })}
      </div>
    </Panel>
  );
}
