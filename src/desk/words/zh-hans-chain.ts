import type { enChain } from './en-chain.ts';

export const zhHansChain: typeof enChain = {
  chain: {
    title: '与本稿相关的稿件',
    more: (n: number) => `另有 ${n} 篇来自其他渠道`,
    roads: '其他渠道的同一文本',
    hideRan: '隐藏我方已刊发的稿件',
    filter: '已刊发',
    thisStory: '本稿',
    timeline: '按时间先后',
    kinds: {
      exact: '文本相同',
      near: '文本基本相同',
      'translation-home': '原稿（本稿是我方译文）',
      'translation-source': '我方译文传回',
      'same-event': '同一事件',
      'by-way': '经由其中另一篇稿件',
    },
    confirm: '同一事件',
    deny: '不是同一事件',
    confirmed: '已记入本稿的稿件链。',
    denied: '不再提示。',
    undo: '撤销',
    undone: '已撤销。',
    history: '判断记录',
    said: { 'same-event': '同一事件', 'not-same-event': '不是同一事件' },
    sayer: (by: string) => `由${by}判断，`,
    taken: (by: string) => `由${by}撤销，`,
    withdrawnTitle: '同一文本的另一篇稿件已由来源方撤稿',
    withdrawnHelp: '本稿来自其他渠道，其提供方并未撤稿。继续使用前请先核实；此处未作任何改动。',
    withdrawnBy: '撤稿方：',
  },
};
