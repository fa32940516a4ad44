import type { ProblemWords } from '#contract/problem.ts';

/** Refusals about decisions on file. */
export const DECISION_PROBLEMS = {
  'decision-unknown': {
    title: { vi: 'Không có quyết định này', 'zh-Hans': '没有这项决定', en: 'There is no such decision' },
    next: {
      vi: 'Xem mọi quyết định đang lưu bằng “pactwire decision replay --all”.',
      'zh-Hans': '用“pactwire decision replay --all”查看全部存档决定。',
      en: '“pactwire decision replay --all” lists every decision on file.',
    },
  },
} as const satisfies Record<string, ProblemWords>;
