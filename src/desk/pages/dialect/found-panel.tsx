import type { ReactNode } from 'react';
import { useLanguageName } from '../../sentence.tsx';
import type { StudiedSample } from '../../shapes.ts';
import { Panel } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import { instructionNamed } from './dialect-draft.ts';
import { fieldName } from './dialect-says.tsx';

/** What was found in the samples, side by side: format, provider, charset, and each field with its place. */
export function FoundPanel({ samples }: { readonly samples: readonly StudiedSample[] }): ReactNode {
  const { dialect: words } = useWords();
  return (
    <Panel title={words.found}>
      <p className="soft">{words.foundHelp}</p>
      <div className="table-wrap" role="region" aria-label={words.found} tabIndex={0}>
        <table className="plain roomy">
          <thead>
            <tr>
              <th scope="col">{words.field}</th>
              {samples.map(({ name }, at) => (
                <th key={at} scope="col" className="mono">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">{words.reads}</th>
              {samples.map((sample, at) => (
                <td key={at}>
                  <ReadAs sample={sample} />
                </td>
              ))}
            </tr>
            <FieldRows samples={samples} />
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

function ReadAs({ sample: { before, after } }: { readonly sample: StudiedSample }): ReactNode {
  const { dialect: words, intake } = useWords();
  const { look, refusal } = before;
  return (
    <>
      {look === undefined ? <p>{after.tree === undefined ? null : words.unread}</p> : null}
      {look === undefined && after.tree === undefined ? (
        <p lang="en">
          <code className="mono">{refusal?.code}</code> {refusal?.at} {refusal?.detail}
        </p>
      ) : null}
      {look === undefined ? null : (
        <p>
          <span className="mono">{look.format}</span>, {look.provider ?? intake.unsaid},{' '}
          <span className="mono">{look.charset}</span>
        </p>
      )}
      {look !== undefined && look.droppedCount + look.warningCount > 0 ? (
        <p className="soft">
          {intake.dropped(look.droppedCount)}, {intake.warned(look.warningCount)}
        </p>
      ) : null}
    </>
  );
}

function FieldRows({ samples }: { readonly samples: readonly StudiedSample[] }): ReactNode {
  const { dialect: words } = useWords();
  const said = useSaid();
  const fields = new Set(samples.flatMap(({ after }) => after.fields.map(({ field }) => field)));
  return [...fields].map((field) => (
    <tr key={field}>
      <th scope="row">{fieldName(words, field)}</th>
      {samples.map(({ after }, at) => {
        const found = after.fields.find((one) => one.field === field);
        return (
          <td key={at}>
            {found ? (
              <>
                {said(field, found.text)} <span className="mono soft small">{found.at}</span>
              </>
            ) : (
              '—'
            )}
          </td>
        );
      })}
    </tr>
  ));
}

/** What is a code of ours in the words of the screen; the document’s own words as they are. */
function useSaid(): (field: string, text: string) => string {
  const { dialect: words } = useWords();
  const languageName = useLanguageName();
  const statuses: Readonly<Record<string, string>> = words.statuses;
  return (field, text) => {
    if (field === 'language') return languageName(text);
    if (field === 'pubStatus') return statuses[text] ?? text;
    const asked = field === 'instruction' ? instructionNamed(text) : undefined;
    return asked === undefined ? text : words.asked[asked];
  };
}
