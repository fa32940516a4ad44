import type { InterfaceLanguage, Trilingual } from '#kernel/language.ts';

/** A story in a letter. Without `headline` it may not be named by more than its wire name. */
export type ToldStory = {
  readonly guid: string;
  readonly word: 'story' | 'withheld' | 'released' | 'killed';
  readonly isTaken: boolean;
  readonly isUpdate: boolean;
  readonly isCorrection: boolean;
  readonly provider: Trilingual;
  readonly headline: string;
  readonly publicReason?: string;
  readonly because: readonly string[];
  readonly url: string;
};

type Words = {
  readonly stories: (count: number) => string;
  readonly killed: string;
  readonly because: (names: string) => string;
  readonly comma: string;
  readonly taken: string;
  readonly told: string;
  readonly states: { readonly [S in State]: string };
  readonly reason: (text: string) => string;
  readonly unnamed: (guid: string) => string;
  readonly settings: string;
};

type State = 'new' | 'updated' | 'corrected' | 'withheld' | 'released' | 'killed';

/** Letter of alerts to one person, in their language: under each reason its stories, those that were killed first. */
export function sayAlert(
  stories: readonly ToldStory[],
  { language, settingsUrl }: { readonly language: InterfaceLanguage; readonly settingsUrl: string },
): { readonly subject: string; readonly text: string } {
  const words = WORDS[language];
  const killedFirst = stories.toSorted((a, b) => Number(b.word === 'killed') - Number(a.word === 'killed'));
  const groups = Map.groupBy(killedFirst, (story) => reasonOf(story, words));
  const parts = [...groups].flatMap(([reason, some]) => [
    reason,
    '',
    ...some.flatMap((story) => linesOf(story, words, language)),
    '',
  ]);
  const hasKill = stories.some(({ word }) => word === 'killed');
  const about = [...new Set(stories.flatMap(({ because }) => because))].join(', ').slice(0, 80);
  const count = words.stories(stories.length);
  return {
    subject: `Pactwire: ${[...(hasKill ? [words.killed] : []), about === '' ? count : `${count} – ${about}`].join(' · ')}`,
    text: [...parts, '--', `${words.settings} ${settingsUrl}`].join('\n'),
  };
}

function reasonOf({ isTaken, because, word }: ToldStory, words: Words): string {
  if (isTaken) return words.taken;
  if (because.length === 0 || word === 'killed') return words.told;
  return words.because(because.map((name) => `“${name}”`).join(words.comma));
}

function linesOf(story: ToldStory, words: Words, language: InterfaceLanguage): readonly string[] {
  const { headline, guid, provider, publicReason, url } = story;
  const reason = publicReason === undefined || publicReason === '' ? [] : [`  ${words.reason(publicReason)}`];
  return [
    `- ${headline === '' ? words.unnamed(guid) : headline}`,
    `  ${provider[language]} · ${words.states[stateOf(story)]}`,
    ...reason,
    `  ${url}`,
    '',
  ];
}

function stateOf({ word, isCorrection, isUpdate }: ToldStory): State {
  if (word !== 'story') return word;
  if (isCorrection) return 'corrected';
  return isUpdate ? 'updated' : 'new';
}

const WORDS: { readonly [L in InterfaceLanguage]: Words } = {
  vi: {
    stories: (count) => `${count} tin`,
    killed: 'GỠ BỎ',
    because: (names) => `Vì bạn theo dõi ${names}:`,
    comma: ', ',
    taken: 'Tin bạn đã nhận:',
    told: 'Tin bạn đã được báo trước đây:',
    states: {
      new: 'mới',
      updated: 'đã cập nhật',
      corrected: 'đã đính chính',
      withheld: 'TẠM GIỮ – tạm thời không được dùng tiếp',
      released: 'đã giải tỏa, được dùng lại',
      killed: 'ĐÃ BỊ GỠ BỎ – không được dùng nữa',
    },
    reason: (text) => `Lý do: ${text}`,
    unnamed: (guid) => `Tin ${guid}`,
    settings: 'Tắt thư này hoặc đặt giờ yên tĩnh:',
  },
  'zh-Hans': {
    stories: (count) => `${count} 条稿件`,
    killed: '撤稿',
    because: (names) => `因为您关注了${names}：`,
    comma: '、',
    taken: '您采用的稿件：',
    told: '此前提醒过您的稿件：',
    states: {
      new: '新稿',
      updated: '有更新',
      corrected: '有更正',
      withheld: '暂停使用 — 暂时不得继续使用',
      released: '已解除暂停，可以使用',
      killed: '已撤稿 — 不得再使用',
    },
    reason: (text) => `原因：${text}`,
    unnamed: (guid) => `稿件 ${guid}`,
    settings: '关闭此邮件或设置免打扰时段：',
  },
  en: {
    stories: (count) => (count === 1 ? '1 story' : `${count} stories`),
    killed: 'KILL',
    because: (names) => `Because you follow ${names}:`,
    comma: ', ',
    taken: 'Stories you took:',
    told: 'Stories you were told of before:',
    states: {
      new: 'new',
      updated: 'updated',
      corrected: 'corrected',
      withheld: 'WITHHELD – not to be used for now',
      released: 'released, may be used again',
      killed: 'KILLED – not to be used any more',
    },
    reason: (text) => `Reason: ${text}`,
    unnamed: (guid) => `Story ${guid}`,
    settings: 'Turn this e-mail off or set quiet hours:',
  },
};
