import type { ReactNode } from 'react';
import type { Look } from '../../shapes.ts';
import { useLanguageName } from '../../sentence.tsx';
import { nameIn, useTopics } from '../../topics.ts';
import { useTwoClocks } from '../../ui/moment.tsx';
import { Note } from '../../ui/note.tsx';
import { Fact, Facts, Mark } from '../../ui/pieces.tsx';
import { useLanguage, useWords } from '../../words/use-words.tsx';

/**
 * What one document was found to be and how it would come in: foreign words, shown as text and nothing else. Beside an earlier look
 * (`before`) what differs is marked.
 */
export function LookView(props: { readonly look: Look['look']; readonly before?: Look['look'] }): ReactNode {
  const { look, before } = props;
  const { intake, dialect } = useWords();
  return (
    <div className="stack">
      <Facts>
        <Fact label={intake.format}>
          <span className="mono">{look.format}</span>
        </Fact>
        <Fact label={intake.provider}>{look.provider ?? intake.unsaid}</Fact>
        <Fact label={intake.dialect}>
          {look.dialect ?? intake.noDialect}
          {look.dialectVersion === undefined ? null : ` (${dialect.version(look.dialectVersion)})`}
        </Fact>
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
      <Items items={look.items} {...(before === undefined ? {} : { before: before.items })} />
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

type Item = Look['look']['items'][number];

function Items(props: { readonly items: readonly Item[]; readonly before?: readonly Item[] }): ReactNode {
  const { items, before } = props;
  const { intake, dialect } = useWords();
  if (items.length === 0) return null;
  return (
    <div className="table-wrap" role="region" aria-label={intake.headline} tabIndex={0}>
      <table className="plain roomy">
        <thead>
          <tr>
            <th>{intake.headline}</th>
            <th>{intake.itemLanguage}</th>
            <th>{intake.date}</th>
            <th>{intake.status}</th>
            <th>{dialect.topics}</th>
            <th>{intake.notes}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item, at) => (
            <ItemRow key={at} item={item} was={before?.[at]} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ItemRow({ item, was }: { readonly item: Item; readonly was: Item | undefined }): ReactNode {
  const { dialect } = useWords();
  const languageName = useLanguageName();
  const clocks = useTwoClocks();
  const timeOf = ({ at, date }: Item): string => (at === undefined ? (date ?? '') : clocks(at));
  const statusOf = useStatus();
  const topicsOf = useTopicsOf();
  const tongue = ({ language }: Item): string => (language === undefined ? '' : languageName(language));
  return (
    <tr>
      <td lang={item.language}>
        <p>{item.headline}</p>
        {item.byline || was?.byline ? (
          <Compared now={item.byline ?? ''} was={was && (was.byline ?? '')} />
        ) : null}
        {item.text ? <p className="soft small">{item.text}</p> : null}
      </td>
      <td>
        <Compared now={tongue(item)} was={was && tongue(was)} />
      </td>
      <td>
        <Compared now={timeOf(item)} was={was && timeOf(was)} />
      </td>
      <td>
        <Compared now={statusOf(item)} was={was && statusOf(was)} />
      </td>
      <td>
        <Compared now={topicsOf(item)} was={was && topicsOf(was)} />
      </td>
      <td>
        {item.notes.map(({ text, isPrivate }, index) => {
          const old = was?.notes.find((note) => note.text === text);
          return (
            <p key={index} data-changed={was !== undefined && old?.isPrivate !== isPrivate}>
              {isPrivate ? <Mark tone="warn">{dialect.setApart}</Mark> : null}{' '}
              <span lang={item.language}>{text}</span>
              {was !== undefined && old?.isPrivate !== isPrivate ? <ChangedMark /> : null}
            </p>
          );
        })}
      </td>
    </tr>
  );
}

/** A value as it is read, and as it was read before where that is another; without `was` there is nothing to compare it with. */
function Compared({ now, was }: { readonly now: string; readonly was: string | undefined }): ReactNode {
  const { dialect } = useWords();
  if (was === undefined || was === now) return <p>{now === '' ? '—' : now}</p>;
  return (
    <p data-changed>
      {now === '' ? '—' : now} <ChangedMark />{' '}
      <span className="soft small">{was === '' ? dialect.wasNothing : dialect.was(was)}</span>
    </p>
  );
}

function ChangedMark(): ReactNode {
  const { dialect } = useWords();
  return <Mark tone="info">{dialect.changed}</Mark>;
}

function useStatus(): (item: Item) => string {
  const { dialect } = useWords();
  const statuses: Readonly<Record<string, string>> = dialect.statuses;
  const asked: Readonly<Record<string, string>> = dialect.asked;
  return ({ status, instruction }) =>
    [statuses[status ?? ''], asked[instruction ?? '']].filter(Boolean).join('; ');
}

function useTopicsOf(): (item: Item) => string {
  const topics = useTopics();
  const { language } = useLanguage();
  const nameOf = (code: string): string => {
    const topic = topics.get(code);
    return topic ? nameIn(topic, language).text : code;
  };
  return (item) => item.topics.map(nameOf).join(', ');
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
