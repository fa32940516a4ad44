import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { addSource } from '#contract/source.ts';
import { useTell } from '../../ask.ts';
import { Refused } from '../../refused.tsx';
import { useLanguageName } from '../../sentence.tsx';
import type { Source } from '../../shapes.ts';
import { Sheet } from '../../ui/sheet.tsx';
import { useWords } from '../../words/use-words.tsx';
import { STORY_LANGUAGES } from '../agreement/compose-draft.ts';
import { ShownOnce } from '../shown-once.tsx';

const KINDS = ['folder', 'feed', 'push'] as const satisfies readonly Source['kind'][];

/** A folder, a feed, or a push; a push shows its secret once. */
export function AddSourceSheet({ onClose }: { readonly onClose: () => void }): ReactNode {
  const words = useWords();
  const languageName = useLanguageName();
  const [kind, setKind] = useState<Source['kind']>('folder');
  const [name, setName] = useState('');
  const [place, setPlace] = useState('');
  const [language, setLanguage] = useState('');
  const add = useTell(addSource, {
    onDone: ({ secret }) => {
      if (secret === undefined) onClose();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const where = kind === 'push' ? {} : { place: place.trim() };
    add.mutate({ body: { name: name.trim(), kind, ...where, ...(language ? { language } : {}) } });
  };
  return (
    <Sheet title={words.source.add} closeLabel={words.act.close} onClose={onClose} place="side">
      {add.data?.secret ? (
        <div className="stack">
          <p>{words.source.added}</p>
          <p>
            {words.source.pushAddress}: <span className="mono">{add.data.source.place}</span>
          </p>
          <ShownOnce title={words.source.secret} help={words.source.secretHelp} value={add.data.secret} />
        </div>
      ) : (
        <form className="stack" onSubmit={submit}>
          <NativeSelect
            label={words.source.kind}
            value={kind}
            data={KINDS.map((value) => ({ value, label: words.source.kinds[value] }))}
            onChange={(event) => setKind(KINDS.find((one) => one === event.currentTarget.value) ?? 'folder')}
          />
          <TextInput
            label={words.source.name}
            required
            data-autofocus
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          {kind === 'push' ? null : (
            <TextInput
              label={kind === 'folder' ? words.source.folder : words.source.feed}
              required
              type={kind === 'feed' ? 'url' : 'text'}
              value={place}
              onChange={(event) => setPlace(event.currentTarget.value)}
            />
          )}
          <NativeSelect
            label={words.source.language}
            value={language}
            data={[
              { value: '', label: '—' },
              ...STORY_LANGUAGES.map((value) => ({ value, label: languageName(value) })),
            ]}
            onChange={(event) => setLanguage(event.currentTarget.value)}
          />
          {add.error ? <Refused fault={add.error} kept="change" /> : null}
          <div className="actions">
            <Button type="submit" loading={add.isPending}>
              {words.source.add}
            </Button>
          </div>
        </form>
      )}
    </Sheet>
  );
}
