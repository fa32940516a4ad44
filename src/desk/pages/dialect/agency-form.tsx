import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { DialectText } from '#contract/dialect-shape.ts';
import { useLanguageName } from '../../sentence.tsx';
import type { StudiedSample } from '../../shapes.ts';
import { Panel } from '../../ui/pieces.tsx';
import { ZoneSelect } from '../../ui/zone-select.tsx';
import { useWords } from '../../words/use-words.tsx';
import { STORY_LANGUAGES } from '../agreement/compose-draft.ts';
import { MATCHED, matchedBy, otherMatches, withMatched, withMember } from './dialect-draft.ts';
import { matchWords } from './dialect-says.tsx';

export type DraftProps = {
  readonly draft: DialectText;
  readonly samples: readonly StudiedSample[];
  readonly onChange: (draft: DialectText) => void;
};

/** Which agency it is and how its documents are recognised. */
export function AgencyForm({ draft, onChange }: DraftProps): ReactNode {
  const { dialect: words } = useWords();
  const { structure } = draft;
  const others = [
    ...otherMatches(draft).map((one) => matchWords(words, one)),
    ...(structure === undefined ? [] : [words.byRoot(structure.root)]),
  ];
  return (
    <Panel title={words.agency}>
      <div className="stack">
        <div className="two-up">
          <TextInput
            label={words.name}
            description={words.nameHelp}
            value={draft.name}
            maxLength={200}
            required
            onChange={(event) => onChange({ ...draft, name: event.currentTarget.value })}
          />
          <TextInput
            label={words.id}
            description={words.idHelp}
            value={draft.id}
            maxLength={41}
            required
            onChange={(event) => onChange({ ...draft, id: event.currentTarget.value })}
          />
        </div>
        <p className="soft">{words.matchHelp}</p>
        <div className="two-up">
          {MATCHED.map((by) => (
            <Textarea
              key={by}
              label={words[by]}
              autosize
              minRows={1}
              value={matchedBy(draft, by).join('\n')}
              onChange={(event) => {
                const { value } = event.currentTarget;
                onChange(withMatched(draft, by, value === '' ? [] : value.split('\n')));
              }}
            />
          ))}
        </div>
        {others.length > 0 ? (
          <p>
            {words.otherMatch}
            {words.colon}
            {others.join(words.anyOf)}
          </p>
        ) : null}
      </div>
    </Panel>
  );
}

export function TimeForm({ draft, samples, onChange }: DraftProps): ReactNode {
  const { dialect: words } = useWords();
  const languageName = useLanguageName();
  const localTimes = samples.reduce((sum, { after }) => sum + after.localTimes, 0);
  const language = draft.language ?? '';
  const choices: readonly string[] = STORY_LANGUAGES;
  const languages = language === '' || choices.includes(language) ? choices : [...choices, language];
  return (
    <Panel title={words.timeAndLanguage}>
      <div className="two-up">
        <ZoneSelect
          label={words.zone}
          description={localTimes > 0 ? words.zoneFound(localTimes) : words.zoneNone}
          value={draft.timeZone}
          canBeNone
          onChange={(zone) => onChange(withMember(draft, 'timeZone', zone))}
        />
        <NativeSelect
          label={words.language}
          value={language}
          data={[
            { value: '', label: '—' },
            ...languages.map((value) => ({ value, label: languageName(value) })),
          ]}
          onChange={(event) => onChange(withMember(draft, 'language', event.currentTarget.value))}
        />
      </div>
    </Panel>
  );
}
