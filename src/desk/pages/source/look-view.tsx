import type { ReactNode } from 'react';
import type { Look } from '../../shapes.ts';
import { Note } from '../../ui/note.tsx';
import { Fact, Facts, Mark } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';

/** What one document was found to be and how it would come in: foreign words, shown as text and nothing else. */
export function LookView({ look }: { readonly look: Look['look'] }): ReactNode {
  const { intake } = useWords();
  return (
    <div className="stack">
      <Facts>
        <Fact label={intake.format}>
          <span className="mono">{look.format}</span>
        </Fact>
        <Fact label={intake.provider}>{look.provider ?? intake.unsaid}</Fact>
        <Fact label={intake.dialect}>{look.dialect ?? intake.noDialect}</Fact>
        <Fact label={intake.foundCharset}>
          <span className="mono">{look.charset}</span>
        </Fact>
      </Facts>
      <p>{intake.found(look.itemCount, look.admissible)}</p>
      {look.refusal ? (
        <Note tone="bad" title={intake.wouldBeRefused}>
          <p lang="en">
            <code className="mono">{look.refusal.code}</code> {look.refusal.at} {look.refusal.detail}
          </p>
        </Note>
      ) : null}
      <Items items={look.items} />
      <Entries
        title={intake.dropped(look.droppedCount)}
        entries={look.dropped.map(({ at, what, why }) => ({ at, text: `${what}: ${why}` }))}
      />
      <Entries
        title={intake.warned(look.warningCount)}
        entries={look.warnings.map(({ at, detail }) => ({ at, text: detail }))}
      />
    </div>
  );
}

function Items({ items }: { readonly items: Look['look']['items'] }): ReactNode {
  const { intake } = useWords();
  if (items.length === 0) return null;
  return (
    <div className="table-wrap">
      <table className="plain">
        <thead>
          <tr>
            <th>{intake.headline}</th>
            <th>{intake.itemLanguage}</th>
            <th>{intake.date}</th>
            <th>{intake.status}</th>
            <th>{intake.notes}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item, at) => (
            <tr key={at}>
              <td lang={item.language}>{item.headline}</td>
              <td>{item.language ?? '—'}</td>
              <td className="mono">{item.date ?? '—'}</td>
              <td className="mono">
                {[item.kind, item.status, item.instruction].filter(Boolean).join(', ')}
              </td>
              <td>
                {item.notes.map(({ text, isPrivate }, index) => (
                  <p key={index}>
                    {isPrivate ? <Mark tone="warn">{intake.privateNote}</Mark> : null}{' '}
                    <span lang={item.language}>{text}</span>
                  </p>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Entries(props: {
  readonly title: string;
  readonly entries: readonly { readonly at: string; readonly text: string }[];
}): ReactNode {
  if (props.entries.length === 0) return null;
  return (
    <details>
      <summary>{props.title}</summary>
      <ul>
        {props.entries.map(({ at, text }, index) => (
          <li key={index} lang="en">
            <span className="mono">{at}</span> {text}
          </li>
        ))}
      </ul>
    </details>
  );
}
