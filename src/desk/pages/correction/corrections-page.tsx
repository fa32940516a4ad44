import { Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { listNotices, listRecalls } from '#contract/correction.ts';
import { listDrills } from '#contract/drill.ts';
import { useAsk } from '../../ask.ts';
import { Asked } from '../../asked.tsx';
import { PageHead } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import { DrillHistory } from './drill-history.tsx';
import { DrillStart } from './drill-start.tsx';
import { NoticeList } from './notice-list.tsx';
import { RecallList } from './recall-list.tsx';
import { TestStoryList } from './test-story-list.tsx';

/** Both ways of correcting: how far ours have come, and what partners ask of us. */
export function CorrectionsPage(): ReactNode {
  const words = useWords();
  const search = useSearch({ from: '/desk/corrections' });
  const navigate = useNavigate();
  const recalls = useAsk(listRecalls, {}, { everySeconds: 5 });
  const notices = useAsk(listNotices, {}, { everySeconds: 5 });
  const open = notices.data?.notices.filter((notice) => notice.state === 'open').length ?? 0;
  const tab = search.tab ?? (open > 0 ? 'received' : 'sent');
  const show = (next: { tab?: string; s?: string; refuse?: string }): void =>
    void navigate({ to: '/corrections', search: next, replace: true, resetScroll: false });
  return (
    <>
      <PageHead title={words.recall.title} lead={words.recall.lead} />
      <Tabs value={tab} onChange={(value) => show({ tab: value ?? 'sent' })} keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="sent">{words.recall.sentTab}</Tabs.Tab>
          <Tabs.Tab value="received" rightSection={open > 0 ? <span className="count">{open}</span> : null}>
            {words.recall.receivedTab}
          </Tabs.Tab>
          <DrillTab />
        </Tabs.List>
        <Tabs.Panel value="sent">
          <Asked query={recalls}>
            {(data) => (
              <RecallList
                recalls={data.recalls}
                cursor={search.s}
                onCursor={(s) => show({ tab: 'sent', s })}
              />
            )}
          </Asked>
        </Tabs.Panel>
        <Tabs.Panel value="received">
          <Asked query={notices}>
            {(data) => (
              <NoticeList
                notices={data.notices}
                cursor={search.s}
                refusing={search.refuse}
                onCursor={(s) => show({ tab: 'received', s })}
                onRefuse={(refuse) => show({ tab: 'received', ...(refuse ? { refuse } : {}) })}
              />
            )}
          </Asked>
        </Tabs.Panel>
        <Tabs.Panel value="drills">
          <Drills />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}

function DrillTab(): ReactNode {
  const words = useWords();
  const { data } = useAsk(listDrills, {}, { everySeconds: 5 });
  const waiting = data?.testStories.filter(({ state }) => state === 'open').length ?? 0;
  return (
    <Tabs.Tab value="drills" rightSection={waiting > 0 ? <span className="count">{waiting}</span> : null}>
      {words.drill.tab}
    </Tabs.Tab>
  );
}

/** Rehearsed kills, both ways: what waits for us first. */
function Drills(): ReactNode {
  const drills = useAsk(listDrills, {}, { everySeconds: 5 });
  return (
    <Asked query={drills}>
      {(data) => (
        <div className="stack">
          <TestStoryList stories={data.testStories} />
          <DrillStart drills={data.drills} />
          <DrillHistory drills={data.drills} />
        </div>
      )}
    </Asked>
  );
}
