import { TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { usePreferences } from '../preferences.tsx';
import { foldedIncludes } from '../ui/fold.ts';
import { useActiveScopes } from '../ui/keys.tsx';
import { KeyCap } from '../ui/pieces.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useWords } from '../words/use-words.tsx';

/** The keys of the screen below, with a search box. */
export function KeysHelp({ onClose }: { readonly onClose: () => void }): ReactNode {
  const words = useWords();
  const { lettersOn } = usePreferences();
  const scopes = useActiveScopes();
  const [shown] = useState(() => scopes());
  const [wanted, setWanted] = useState('');
  const matching = shown
    .map((scope) => ({ ...scope, keys: scope.keys.filter((key) => foldedIncludes(key.label, wanted)) }))
    .filter((scope) => scope.keys.length > 0)
    .toReversed();
  return (
    <Sheet title={words.keys.title} closeLabel={words.act.close} onClose={onClose} place="side">
      <div className="stack">
        <TextInput
          label={words.keys.search}
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
          data-autofocus
        />
        {lettersOn ? null : <p className="soft">{words.keys.off}</p>}
        {matching.length === 0 ? <p>{words.keys.none}</p> : null}
        {matching.map((scope) => (
          <section key={scope.title}>
            <h3>{scope.title}</h3>
            <table className="plain">
              <tbody>
                {scope.keys.map((key) => (
                  <tr key={key.keys}>
                    <td>{key.label}</td>
                    <td>
                      <span className="visually-hidden">{key.keys}</span>
                      <KeyCap keys={key.keys} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        ))}
      </div>
    </Sheet>
  );
}
