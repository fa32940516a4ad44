import type { ReactNode } from 'react';
import type { Partner } from '../../shapes.ts';
import { useWords } from '../../words/use-words.tsx';

/** Thumbprints in groups of four, as two people read them to each other. */
export function KeyTable({ keys }: { readonly keys: Partner['keys'] }): ReactNode {
  const words = useWords();
  return (
    <div className="table-wrap">
      <table className="plain">
        <thead>
          <tr>
            <th className="nowrap">{words.partner.keys}</th>
            <th>{words.partner.thumbprint}</th>
          </tr>
        </thead>
        <tbody>
          {keys.map((key) => (
            <tr key={key.kid}>
              <td className="nowrap">{key.role}</td>
              <td className="mono" translate="no">
                {(key.thumbprint.match(/.{1,4}/g) ?? []).join(' ')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
