import { expect, test } from 'vitest';
import { instant } from '#tests/town/arbitrary-agreement.ts';
import type { OverrideFacts } from './override/override.ts';
import { ARCHIVE } from '#kernel/destination-kind.ts';
import {
  askToExtract,
  askToKeepArchived,
  askToMine,
  askToModify,
  askToPlace,
  askToPublish,
  askToPublishAny,
  askToRemember,
  askToTranslate,
  askToTranslateAny,
  publisherIn,
} from './page-requests.ts';

const NEWSROOM = { did: 'did:web:b.example', territory: 'VN' };
const ON_ITS_PAGES = { actor: 'did:web:b.example', channel: 'web', territory: 'VN' };

test('a newsroom asks for its own web pages in its declared market', () => {
  expect(askToPublish(NEWSROOM)).toEqual({ ...ON_ITS_PAGES, action: 'publish' });
  expect(askToTranslate(NEWSROOM, 'vi')).toEqual({
    ...ON_ITS_PAGES,
    action: 'translate',
    targetLanguage: 'vi',
  });
});

test('or for another delivery channel, one that it names or any, its own pages first', () => {
  const paper = { ...NEWSROOM, channel: 'print' } as const;
  const asked = [
    askToPublish(paper),
    askToTranslate(paper, 'vi'),
    askToModify(paper),
    askToExtract(paper, 9),
  ];
  expect(asked.map(({ channel }) => channel)).toEqual(['print', 'print', 'print', 'print']);
  const any = askToPublishAny(paper).map(({ channel }) => channel);
  expect(any).toEqual(['web', 'app', 'social', 'print', 'broadcast', 'newsletter']);
});

test('what a use is called is what the agreement is asked about', () => {
  expect(askToModify(NEWSROOM)).toEqual({ ...ON_ITS_PAGES, action: 'modify' });
  expect(askToExtract(NEWSROOM, 9)).toEqual({ ...ON_ITS_PAGES, action: 'extract', wordCount: 9 });
  expect(askToPublishAny(NEWSROOM).map(({ action }) => action)).toEqual(Array(6).fill('publish'));
  const { did: actor } = NEWSROOM;
  expect(askToRemember(NEWSROOM, 'vi')).toEqual({ actor, action: 'keepInMemory', targetLanguage: 'vi' });
  expect(askToMine(NEWSROOM)).toEqual({ actor, action: 'mineData' });
});

test('what goes into an archive is archived, and made as for the own pages; anything else is published', () => {
  const archive = { ...NEWSROOM, channel: ARCHIVE } as const;
  const paper = { ...NEWSROOM, channel: 'print' } as const;
  const { did: actor, territory } = NEWSROOM;
  expect(askToPlace(archive)).toEqual({ actor, action: 'archive', territory });
  expect(askToPlace(paper)).toEqual(askToPublish(paper));
  expect(askToPlace(NEWSROOM)).toEqual(askToPublish(NEWSROOM));
  expect([archive, paper, NEWSROOM].map(publisherIn)).toEqual([NEWSROOM, paper, NEWSROOM]);
  expect(askToKeepArchived(archive)).toEqual({ actor, action: 'keepArchived', territory });
});

test('it may want each of its languages, and those that an override names, each once', () => {
  const override: OverrideFacts = {
    id: '1',
    version: 1,
    action: 'publish',
    channel: 'web',
    territory: 'VN',
    waived: ['channel.stale'],
    until: instant('2027-03-10T08:00:00Z'),
  };
  const overrides = [{ ...override, language: 'zh-Hans' }, { ...override, language: 'vi' }, override];
  const languages = (state: Parameters<typeof askToTranslateAny>[1]) =>
    askToTranslateAny({ ...NEWSROOM, languages: ['vi', 'en'] }, state).map(
      ({ targetLanguage }) => targetLanguage,
    );
  expect(languages({ overrides })).toEqual(['vi', 'en', 'zh-Hans']);
  expect(languages({})).toEqual(['vi', 'en']);
  expect(askToTranslateAny({ ...NEWSROOM, languages: ['vi'] }, {})).toEqual([askToTranslate(NEWSROOM, 'vi')]);
});
