import type { ProblemWords } from '#contract/problem.ts';

/** Refusals about drafting, signing and ending agreements. */
export const AGREEMENT_PROBLEMS = {
  'agreement-unknown': {
    title: { vi: 'Không có thỏa thuận này', 'zh-Hans': '没有这份协议', en: 'There is no such agreement' },
    next: {
      vi: 'Mở lại danh sách thỏa thuận.',
      'zh-Hans': '请重新打开协议列表。',
      en: 'Open the list of agreements again.',
    },
  },
  'agreement-draft-invalid': {
    title: {
      vi: 'Một câu trả lời không lập được thành điều khoản',
      'zh-Hans': '有一项回答无法写成条款',
      en: 'One answer makes no clause',
    },
    next: {
      vi: 'Sửa mục nêu trong “field”.',
      'zh-Hans': '请修改“field”指出的项目。',
      en: 'Change the answer that “field” names.',
    },
  },
  'agreement-digest-differs': {
    title: {
      vi: 'Văn bản đã khác với bản bạn đọc',
      'zh-Hans': '协议文本与您阅读的版本不同',
      en: 'The text is no longer the one you have read',
    },
    next: {
      vi: 'Đọc lại văn bản rồi ký.',
      'zh-Hans': '请重新阅读文本后再签署。',
      en: 'Read the text once more, then sign.',
    },
  },
  'agreement-not-a-party': {
    title: {
      vi: 'Người ký không phải là một bên của thỏa thuận',
      'zh-Hans': '签署者不是协议当事方',
      en: 'The signer is no party to the agreement',
    },
    next: {
      vi: 'Chỉ những cơ quan nêu trong văn bản được ký hoặc tuyên bố.',
      'zh-Hans': '只有文本所列的机构可以签署或声明。',
      en: 'Only the agencies that the text names can sign or declare.',
    },
  },
  'agreement-key-differs': {
    title: {
      vi: 'Văn bản ghi một khóa khác với khóa đã ghim',
      'zh-Hans': '文本所列密钥与已固定的密钥不同',
      en: 'The text names another key than the one pinned',
    },
    next: {
      vi: 'Lập thỏa thuận mới bằng khóa hiện hành của các bên.',
      'zh-Hans': '请用各方现行密钥重新起草协议。',
      en: 'Draw the agreement up anew with the keys that the parties use now.',
    },
  },
  'agreement-signature-invalid': {
    title: { vi: 'Chữ ký không có giá trị', 'zh-Hans': '签名无效', en: 'The signature does not hold' },
    next: {
      vi: 'Không có gì có hiệu lực. Đề nghị bên đó ký lại.',
      'zh-Hans': '未产生任何效力。请该方重新签署。',
      en: 'Nothing came into force. Ask that side to sign again.',
    },
  },
  'agreement-already-signed': {
    title: { vi: 'Bên này đã ký rồi', 'zh-Hans': '该方已经签署', en: 'This side has signed already' },
    next: {
      vi: 'Chờ các chữ ký còn thiếu, nếu có.',
      'zh-Hans': '如仍有缺少的签名，请等待。',
      en: 'Wait for the signatures that are missing, if any.',
    },
  },
  'agreement-not-in-state': {
    title: {
      vi: 'Trạng thái hiện tại không cho phép việc này',
      'zh-Hans': '协议当前状态不允许此操作',
      en: 'This cannot be done in the state the agreement is in',
    },
    next: {
      vi: 'Xem “state”; “wanted” là trạng thái cần có.',
      'zh-Hans': '见“state”；“wanted”为所需状态。',
      en: 'See “state”; “wanted” names the states in which it can be done.',
    },
  },
  'agreement-already-declared': {
    title: {
      vi: 'Bên này đã tuyên bố như vậy rồi',
      'zh-Hans': '该方已作出此声明',
      en: 'This side has declared that already',
    },
    next: {
      vi: 'Không cần làm gì thêm.',
      'zh-Hans': '无需再次操作。',
      en: 'There is nothing more to do.',
    },
  },
  'agreement-not-suspended-by': {
    title: {
      vi: 'Bên này không tạm ngừng thỏa thuận',
      'zh-Hans': '该方并未中止协议',
      en: 'This side has not suspended the agreement',
    },
    next: {
      vi: 'Bên nào tạm ngừng thì bên đó mới nối lại được.',
      'zh-Hans': '只有中止的一方才能恢复。',
      en: 'Only the side that suspended it can resume it.',
    },
  },
  'agreement-rule-not-suspendable': {
    title: {
      vi: 'Thỏa thuận không cho bên này tạm đình chỉ riêng quyền đã nêu',
      'zh-Hans': '协议未允许贵方单独中止所指的许可',
      en: 'The agreement does not let this side suspend the permission named by itself',
    },
    next: {
      vi: 'Chưa có gì bị tạm đình chỉ. Chọn trong các điều khoản mà văn bản cho bạn tạm đình chỉ, hoặc tạm đình chỉ toàn bộ.',
      'zh-Hans': '尚未中止任何内容。请从协议文本允许贵方中止的条款中选择，或中止整份协议。',
      en: 'Nothing was suspended. Choose among the clauses that the text lets you suspend, or suspend the whole.',
    },
  },
  'agreement-cause-unknown': {
    title: {
      vi: 'Điều khoản được nêu không phải là điều bên khác phải giữ với bạn',
      'zh-Hans': '所指条款并非其他方对贵方承担的条款',
      en: 'The clause named is none that another side owes you',
    },
    next: {
      vi: 'Chưa tuyên bố gì. Chọn một điều khoản ràng buộc bên khác với bạn.',
      'zh-Hans': '尚未作出任何声明。请选择一项约束其他方、对贵方有利的条款。',
      en: 'Nothing was declared. Choose a clause that binds another side towards you.',
    },
  },
  'agreement-cause-not-declared': {
    title: {
      vi: 'Không có tuyên bố chấm dứt vì vi phạm nào để trả lời hoặc rút lại',
      'zh-Hans': '没有可答复或撤回的因违约终止声明',
      en: 'There is no ending for cause to answer or take back',
    },
    next: {
      vi: 'Không có gì thay đổi. Mở lại thỏa thuận để xem những gì đã được tuyên bố.',
      'zh-Hans': '未作任何更改。请重新打开协议，查看已作出的声明。',
      en: 'Nothing was changed. Open the agreement again to see what has been declared.',
    },
  },
} as const satisfies Record<string, ProblemWords>;
