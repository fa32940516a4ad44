import { expect, test } from 'vitest';
import { instant } from '#tests/town/arbitrary-agreement.ts';
import type { OverrideFacts } from './override/override.ts';
import {
  askToExtract,
  askToModify,
  askToPublish,
  askToPublishAny,
  askToTranslate,
  askToTranslateAny,
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
