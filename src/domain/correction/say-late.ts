import type { Instant } from '#kernel/instant.ts';
import type { Trilingual } from '#kernel/language.ts';

export type LateRecall = {
  readonly kind: 'correction' | 'kill' | 'withhold' | 'release' | 'withdraw';
  readonly guid: string;
  readonly origin: Trilingual;
  readonly publicReason: string;
  readonly issuedAt: Instant;
  readonly dueAt: Instant;
};

const KINDS: { readonly [K in LateRecall['kind']]: Trilingual } = {
  correction: { vi: 'đính chính', 'zh-Hans': '更正', en: 'a correction' },
  kill: { vi: 'lệnh gỡ bỏ', 'zh-Hans': '撤稿令', en: 'a kill' },
  withhold: { vi: 'lệnh tạm giữ', 'zh-Hans': '暂停使用通知', en: 'a stop' },
  release: { vi: 'giải tỏa', 'zh-Hans': '解除暂停通知', en: 'a release' },
  withdraw: { vi: 'thông báo thôi chào', 'zh-Hans': '停止提供通知', en: 'a withdrawal from offer' },
};

/** What the people that an agreement names are written when their side has not answered in time; no title and no text. */
export function sayLate({ kind, guid, origin, publicReason, issuedAt, dueAt }: LateRecall): string {
  const { vi, 'zh-Hans': zh, en } = KINDS[kind];
  return [
    `${origin.vi} đã gửi ${vi} cho tin ${guid} lúc ${issuedAt}. Hạn xử lý ${dueAt} đã qua mà chưa có câu trả lời.`,
    'Hãy mở mục Đính chính trên bàn biên tập của cơ quan bạn: thực hiện, hoặc từ chối kèm lý do.',
    '',
    `${origin['zh-Hans']}于 ${issuedAt} 就稿件 ${guid} 发出${zh}。处理期限 ${dueAt} 已过，尚未收到答复。`,
    '请在贵方编辑台打开“更正”：执行，或说明理由予以拒绝。',
    '',
    `${origin.en} sent ${en} for the story ${guid} at ${issuedAt}. Its deadline ${dueAt} has passed without an answer.`,
    'Please open Corrections at your desk: apply it, or refuse it with a reason.',
    '',
    publicReason,
  ].join('\n');
}
