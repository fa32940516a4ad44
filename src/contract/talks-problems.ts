import type { ProblemWords } from '#contract/problem.ts';

/** Refusals about negotiating agreements: laying documents down, answering, taking back, commenting. */
export const TALKS_PROBLEMS = {
  'agreement-base-stale': {
    title: {
      vi: 'Bên khác đã đưa ra một văn bản mới trong lúc đó',
      'zh-Hans': '其他方在此期间已提出另一份文本',
      en: 'Another side has laid down a document meanwhile',
    },
    next: {
      vi: 'Bản nháp của bạn vẫn còn. Đọc văn bản mới rồi soạn tiếp trên văn bản đó.',
      'zh-Hans': '您的草稿仍然保留。请先阅读新文本，再在其基础上起草。',
      en: 'Your draft is kept. Read the new document, then write yours upon it.',
    },
  },
  'answers-kept-by-other': {
    title: {
      vi: 'Trong lúc đó đã có câu trả lời khác được lưu',
      'zh-Hans': '在此期间已有其他回答被保存',
      en: 'Other answers were kept meanwhile',
    },
    next: {
      vi: 'Câu trả lời của bạn vẫn còn ở đây, chưa ghi đè gì. Hãy xem bản kia rồi chọn bản để tiếp tục.',
      'zh-Hans': '您的回答仍在此处，没有覆盖任何内容。请查看另一份，再选择以哪一份继续。',
      en: 'Yours are still here, and nothing was overwritten. Look at the others, then choose which to go on with.',
    },
  },
  'agreement-predecessor-wrong': {
    title: {
      vi: 'Bản sửa đổi nêu sai văn bản mà nó thay thế',
      'zh-Hans': '修订本所指明的被取代文本不正确',
      en: 'The amendment names the wrong predecessor',
    },
    next: {
      vi: 'Không có gì thay đổi. Bản sửa đổi phải thay thế văn bản mà các bên đã ký sau cùng.',
      'zh-Hans': '没有任何改变。修订本必须取代各方最后签署的文本。',
      en: 'Nothing was changed. An amendment must supersede the document that all signed last.',
    },
  },
  'agreement-version-unexpected': {
    title: {
      vi: 'Số phiên bản không nối tiếp văn bản trước',
      'zh-Hans': '版本号与前一份文本不相衔接',
      en: 'The version does not follow the document before it',
    },
    next: {
      vi: 'Không có gì thay đổi. Đánh số tiếp theo văn bản trên bàn đàm phán.',
      'zh-Hans': '没有任何改变。请按谈判桌上的文本续编版本号。',
      en: 'Nothing was changed. Number it after the last document on the table.',
    },
  },
  'agreement-already-shared': {
    title: {
      vi: 'Văn bản này đã được gửi cho các bên khác',
      'zh-Hans': '这份文本已经提交给其他各方',
      en: 'This document lies before the other parties already',
    },
    next: {
      vi: 'Không cần làm gì thêm.',
      'zh-Hans': '无需再次操作。',
      en: 'There is nothing more to do.',
    },
  },
  'agreement-proposal-closed': {
    title: {
      vi: 'Văn bản này không còn để ngỏ',
      'zh-Hans': '这份文本已不再开放',
      en: 'This document is no longer open',
    },
    next: {
      vi: 'Xem “state”. Đọc văn bản mới nhất trong danh sách phiên bản.',
      'zh-Hans': '见“state”。请在版本列表中阅读最新文本。',
      en: 'See “state”. Read the latest document in the list of versions.',
    },
  },
  'agreement-not-proposed-by': {
    title: {
      vi: 'Chúng ta không có đề nghị nào trên bàn để rút lại',
      'zh-Hans': '我方没有可撤回的提案',
      en: 'There is no proposal of ours to take back',
    },
    next: {
      vi: 'Chỉ bên đưa ra văn bản mới rút lại được; bạn có thể đưa ra phản đề nghị.',
      'zh-Hans': '只有提出文本的一方才能撤回；您可以提出反提案。',
      en: 'Only the side that laid a document down takes it back; you can counter it.',
    },
  },
  'agreement-expiry-invalid': {
    title: {
      vi: 'Hạn của đề nghị đã qua',
      'zh-Hans': '提案的截止时间已过',
      en: 'The proposal would lapse before it is laid down',
    },
    next: {
      vi: 'Chọn một thời điểm trong tương lai.',
      'zh-Hans': '请选择将来的时间。',
      en: 'Choose a moment in the future.',
    },
  },
  'agreement-draft-missing': {
    title: {
      vi: 'Không có bản nháp nào để gửi',
      'zh-Hans': '没有可提交的草稿',
      en: 'There is no draft to share',
    },
    next: {
      vi: 'Soạn bản nháp trước.',
      'zh-Hans': '请先起草。',
      en: 'Write a draft first.',
    },
  },
  'agreement-not-shared': {
    title: {
      vi: 'Các bên khác chưa thấy văn bản này',
      'zh-Hans': '其他各方尚未看到这份文本',
      en: 'The other parties have not seen this document',
    },
    next: {
      vi: 'Gửi bản nháp trước, rồi bình luận.',
      'zh-Hans': '请先提交草稿，再作评论。',
      en: 'Share the draft first, then comment.',
    },
  },
  'agreement-not-from-questions': {
    title: {
      vi: 'Văn bản có điều khoản mà bảng hỏi không có',
      'zh-Hans': '文本含有问卷无法表达的条款',
      en: 'The document says something that no question asks',
    },
    next: {
      vi: 'Bạn vẫn có thể ký, bình luận, hoặc lập thỏa thuận mới.',
      'zh-Hans': '您仍可签署、评论，或另行起草协议。',
      en: 'You can still sign it, comment on it, or draw up a new agreement.',
    },
  },
  'agreement-party-unlinked': {
    title: {
      vi: 'Cơ quan bạn chưa có kết nối với một bên của thỏa thuận',
      'zh-Hans': '您的机构与协议的某一方尚未建立联系',
      en: 'Your agency has no link to one of the parties',
    },
    next: {
      vi: 'Chưa có gì được gửi hay ký. Hãy kết nối với các bên nêu trong “parties” rồi làm lại: chữ ký đi thẳng giữa từng cặp bên.',
      'zh-Hans':
        '未发送也未签署任何内容。请先与“parties”所列各方互相固定密钥再重试：签名在每两方之间直接传送。',
      en: 'Nothing was sent or signed. Become partners with those that “parties” names, then try again: signatures go directly between every two parties.',
    },
  },
  'agreement-comment-invalid': {
    title: {
      vi: 'Bình luận không gửi được',
      'zh-Hans': '评论无法发送',
      en: 'The comment cannot be sent',
    },
    next: {
      vi: 'Viết từ 1 đến 4.000 ký tự.',
      'zh-Hans': '请写 1 至 4,000 个字符。',
      en: 'Write 1 to 4,000 characters.',
    },
  },
  'agreement-clause-unknown': {
    title: {
      vi: 'Văn bản không có điều khoản này',
      'zh-Hans': '文本中没有这一条款',
      en: 'The document has no such clause',
    },
    next: {
      vi: 'Chọn một điều khoản của văn bản.',
      'zh-Hans': '请选择文本中的条款。',
      en: 'Choose a clause of the document.',
    },
  },
} as const satisfies Record<string, ProblemWords>;
