import type { enFinding } from './en-finding.ts';

export const zhHansFinding: typeof enFinding = {
  alike: {
    title: '其他语言的报道',
    help: '您的稿件流中可能报道同一事件的稿件，按人名地名、数字和词语查找。',
    find: '查找本稿的其他语言报道',
    none: '没有其他语言的稿件与本稿有足够的共同点。',
    possible: (n: number) => `${n} 篇稿件可能报道同一事件，使用前请先阅读核对。`,
    shared: '共同点：',
  },
};
