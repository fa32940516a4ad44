import type { Direction } from '../../shapes.ts';
import type { Words } from '../../words/en.ts';
import type { AnswerPlace } from './reshape-draft.ts';

/** What the question of an answer is called, without what its label explains in brackets. */
export function answerName(words: Words, place: AnswerPlace): string {
  const { agreement, compose } = words;
  const ask = agreement.composer;
  if (place.of !== 'draft') return bare(directionNames(words)[place.name]);
  const names = {
    receive: ask.receive,
    freshnessMinutes: ask.freshness,
    noticeDays: compose.notice,
    commitments: compose.groups.commitments,
  };
  return bare(names[place.name]);
}

function directionNames({ agreement, compose }: Words): Readonly<Record<keyof Direction, string>> {
  const ask = agreement.composer;
  return {
    newsTypes: ask.newsTypes,
    topics: ask.topics,
    languages: ask.languages,
    products: compose.products,
    providers: compose.providers,
    channels: ask.channels,
    translateInto: ask.translateInto,
    excerptWords: compose.excerpt,
    archiveMonths: compose.archive,
    mayModify: compose.modify,
    mayKeepInMemory: compose.memory,
    mayMineData: compose.mine,
    passOnTo: compose.passOn,
    territories: ask.territories,
    publishFrom: compose.publishFrom,
    publishUntil: compose.publishUntil,
    quota: ask.quota,
    quotaPeriod: compose.quotaPer,
    quotaZone: compose.quotaZone,
    exclusiveHours: compose.exclusive,
    credit: compose.credit,
    creditWording: compose.wording,
    linkBack: ask.linkBack,
    reportUseHours: ask.reportUse,
    correctionHours: ask.correction,
    killHours: ask.kill,
    onKill: ask.onKill,
  };
}

function bare(label: string): string {
  return label.replace(/\s*[(（].*$/u, '');
}
