import { Checkbox, Group, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { listTopics } from '#contract/topics.ts';
import { useAsk } from '../../ask.ts';
import { Asked } from '../../asked.tsx';
import type { TopicList } from '../../shapes.ts';
import { isNamed, nameIn, type Topic } from '../../topics.ts';
import { useLanguage, useWords } from '../../words/use-words.tsx';
import { useFaultAt } from './answer-fault.tsx';

type Props = {
  readonly field: string;
  readonly label: string;
  readonly chosen: readonly string[];
  readonly onChange: (chosen: string[]) => void;
};

/** Shown at once; whoever looks for more types another letter. */
const MOST_FOUND = 12;

/** The topics of the vocabulary: all of the first level, and what is looked for below it. */
export function TopicChoices(props: Props): ReactNode {
  const topics = useAsk(listTopics, {});
  const error = useFaultAt()(props.field);
  return (
    <Checkbox.Group
      data-question={props.field}
      label={props.label}
      value={[...props.chosen]}
      onChange={props.onChange}
      error={error}
    >
      <Asked query={topics}>{(list) => <Choices list={list} chosen={props.chosen} />}</Asked>
    </Checkbox.Group>
  );
}

function Choices({
  list,
  chosen,
}: {
  readonly list: TopicList;
  readonly chosen: readonly string[];
}): ReactNode {
  const { composer } = useWords().agreement;
  const { language } = useLanguage();
  const [wanted, setWanted] = useState('');
  const tops = list.topics.filter(isTop);
  const narrow = list.topics.filter((topic) => !isTop(topic));
  const known = new Set(list.topics.map(({ code }) => code));
  const found = wanted.trim() === '' ? [] : narrow.filter((topic) => isNamed(topic, wanted));
  const shown = found.filter(({ code }) => !chosen.includes(code)).slice(0, MOST_FOUND);
  const isOurs = list.topics.some(({ ours }) => ours.includes(language));
  return (
    <>
      <Ticks topics={tops} all={list.topics} />
      <Ticks topics={narrow.filter(({ code }) => chosen.includes(code))} all={list.topics} />
      <Group gap="10px 18px" mt={6}>
        {chosen
          .filter((code) => !known.has(code))
          .map((code) => (
            <Checkbox key={code} value={code} label={code} size="sm" />
          ))}
      </Group>
      <TextInput
        mt={10}
        maw="26rem"
        label={composer.findTopic}
        description={isOurs ? `${composer.findTopicHelp} ${composer.topicsOurs}` : composer.findTopicHelp}
        value={wanted}
        onChange={(event) => setWanted(event.currentTarget.value)}
      />
      <div role="status">
        {wanted.trim() !== '' && found.length === 0 ? (
          <p className="soft small">{list.imported ? composer.noTopic : composer.noTopicHere}</p>
        ) : null}
      </div>
      <Ticks topics={shown} all={list.topics} />
    </>
  );
}

function Ticks({
  topics,
  all,
}: {
  readonly topics: readonly Topic[];
  readonly all: readonly Topic[];
}): ReactNode {
  if (topics.length === 0) return null;
  return (
    <Group gap="10px 18px" mt={6}>
      {topics.map((topic) => (
        <Checkbox key={topic.code} value={topic.code} label={<Name topic={topic} all={all} />} size="sm" />
      ))}
    </Group>
  );
}

/** Its name, and of a narrower one what it stands under. */
function Name({ topic, all }: { readonly topic: Topic; readonly all: readonly Topic[] }): ReactNode {
  const { language } = useLanguage();
  const picked = nameIn(topic, language);
  const above = all.find(({ code }) => code === topic.broader[0]);
  return (
    <>
      <span {...(picked.language === language ? {} : { lang: picked.language })}>{picked.text}</span>
      {above ? <span className="soft"> · {nameIn(above, language).text}</span> : null}
    </>
  );
}

function isTop({ broader }: Topic): boolean {
  return broader.length === 0;
}
