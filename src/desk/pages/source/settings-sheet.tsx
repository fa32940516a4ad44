import { Button, TextInput } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { changeSource } from '#contract/source.ts';
import { useTell } from '../../ask.ts';
import { Refused } from '../../refused.tsx';
import type { Source } from '../../shapes.ts';
import { useToasts } from '../../toasts.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { useWords } from '../../words/use-words.tsx';
import { settingsOf, SourceFields } from './source-fields.tsx';

/** Changes what is set of a source that is there. */
export function SettingsSheet(props: { readonly source: Source; readonly onClose: () => void }): ReactNode {
  const { source, onClose } = props;
  const words = useWords();
  const { tell } = useToasts();
  const [name, setName] = useState(source.name);
  const [settings, setSettings] = useState(() => settingsOf(source));
  const change = useTell(changeSource, {
    onDone() {
      tell(words.intake.saved);
      onClose();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const { headers = [], secret, ...others } = settings;
    // A value that nobody typed is the one that is kept.
    const said = headers.map((one) => (one.value ? one : { name: one.name }));
    const sent = source.kind === 'feed' ? { headers: said } : secret ? { secret } : {};
    change.mutate({ params: { id: source.id }, body: { ...others, ...sent, name: name.trim() } });
  };
  return (
    <Sheet
      title={words.intake.settingsFor(source.name)}
      closeLabel={words.act.close}
      onClose={onClose}
      place="side"
      wide
    >
      <form className="stack" onSubmit={submit}>
        <TextInput
          label={words.source.name}
          required
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <SourceFields kind={source.kind} settings={settings} isKept onChange={setSettings} />
        {change.error ? <Refused fault={change.error} kept="change" /> : null}
        <div className="actions">
          <Button type="submit" loading={change.isPending}>
            {words.act.save}
          </Button>
        </div>
      </form>
    </Sheet>
  );
}
