import type { Instant } from '#kernel/instant.ts';
import type { Trilingual } from '#kernel/language.ts';
import type { Did } from '../agreement.ts';

/** What an agency notes of the way to an agreement, and how evidence says it. */
export const TRAIL_STEPS = {
  'agreement-drafted': { vi: 'Soạn thảo', 'zh-Hans': '起草', en: 'Drafted' },
  'signing-link-sent': { vi: 'Gửi đường dẫn ký', 'zh-Hans': '发送签署链接', en: 'Signing link sent' },
  'signing-link-revoked': {
    vi: 'Thu hồi đường dẫn ký',
    'zh-Hans': '撤回签署链接',
    en: 'Signing link taken back',
  },
  'signing-link-blocked': {
    vi: 'Đường dẫn ký bị khóa vì sai mã',
    'zh-Hans': '签署链接因验证码错误被锁定',
    en: 'Signing link blocked after wrong codes',
  },
  'signing-rejected': {
    vi: 'Bị từ chối qua đường dẫn ký',
    'zh-Hans': '通过签署链接被拒绝',
    en: 'Rejected by a signing link',
  },
  'agreement-approved': { vi: 'Duyệt để ký', 'zh-Hans': '核准签署', en: 'Approved for signing' },
  'agreement-signed': {
    vi: 'Ký bằng khóa của cơ quan',
    'zh-Hans': '以机构密钥签署',
    en: 'Signed with the agency’s key',
  },
  'agreement-received': {
    vi: 'Nhận và kiểm chứng một chữ ký',
    'zh-Hans': '收到并验证一个签名',
    en: 'A signature received and verified',
  },
  'agreement-accepted': {
    vi: 'Nhận chữ ký cuối cùng; mọi bên đã ký',
    'zh-Hans': '收到最后一个签名；各方均已签署',
    en: 'Last signature received; all have signed',
  },
  'agreement-suspended': { vi: 'Tạm đình chỉ', 'zh-Hans': '中止', en: 'Suspended' },
  'agreement-resumed': { vi: 'Nối lại', 'zh-Hans': '恢复', en: 'Resumed' },
  'agreement-notice': { vi: 'Báo trước việc chấm dứt', 'zh-Hans': '发出终止通知', en: 'Notice given' },
  'agreement-terminated': { vi: 'Tuyên bố chấm dứt', 'zh-Hans': '声明终止', en: 'Declared ended' },
  'agreement-cured': {
    vi: 'Xác nhận vi phạm đã được khắc phục',
    'zh-Hans': '确认违约已补救',
    en: 'Breach confirmed as cured',
  },
  'agreement-contested': {
    vi: 'Phản đối việc chấm dứt vì vi phạm',
    'zh-Hans': '对因违约终止提出异议',
    en: 'Ending for cause contested',
  },
} as const satisfies Record<string, Trilingual>;

/** A step that evidence tells. */
export type TrailKind = keyof typeof TRAIL_STEPS;

/** One step, noted by one side at its node. */
export type TrailStep = { readonly at: Instant; readonly what: TrailKind; readonly by: Did };

/** Is this something that evidence tells? */
export function isTrailKind(text: string): text is TrailKind {
  return Object.hasOwn(TRAIL_STEPS, text);
}
