import type { ProblemWords } from '#contract/problem.ts';

const ASK_AGAIN = {
  vi: 'Đừng dựa vào tệp này. Xin lại tệp gốc từ một trong các bên.',
  'zh-Hans': '请勿依赖此文件。请向任一方重新索取原始文件。',
  en: 'Do not rely on this file. Ask one of the parties for the original again.',
} as const;

/** Refusals about evidence: making it, and checking a file that somebody has brought. */
export const EVIDENCE_PROBLEMS = {
  'evidence-not-signed': {
    title: {
      vi: 'Chưa đủ chữ ký của các bên nên chưa có bằng chứng',
      'zh-Hans': '各方尚未全部签署，暂无凭证',
      en: 'There is no evidence before all parties have signed',
    },
    next: {
      vi: 'Chờ chữ ký còn thiếu, rồi tải lại.',
      'zh-Hans': '请等待尚缺的签名，然后重新下载。',
      en: 'Wait for what is missing, then download it again.',
    },
  },
  'evidence-not-printed': {
    title: {
      vi: 'Không dựng được trang bằng chứng',
      'zh-Hans': '凭证页面未能生成',
      en: 'The pages of the evidence could not be made',
    },
    next: {
      vi: 'Thỏa thuận vẫn nguyên vẹn. Thử lại; nếu vẫn vậy, báo người vận hành (xem “because”).',
      'zh-Hans': '协议不受影响。请重试；如仍失败，请告知运维人员（见“because”）。',
      en: 'The agreement is untouched. Try again; if it stays, tell whoever runs the node (see “because”).',
    },
  },
  'evidence-not-read': {
    title: {
      vi: 'Tệp này không phải bằng chứng của một thỏa thuận',
      'zh-Hans': '此文件不是协议凭证',
      en: 'This file is no evidence of an agreement',
    },
    next: {
      vi: 'Chọn tệp PDF hoặc JSON mà Pactwire đã xuất (xem “because”).',
      'zh-Hans': '请选择 Pactwire 导出的 PDF 或 JSON 文件（见“because”）。',
      en: 'Choose a PDF or JSON file that Pactwire has exported (see “because”).',
    },
  },
  'evidence-duplicate-key': {
    title: {
      vi: 'Tệp nói hai điều dưới cùng một tên',
      'zh-Hans': '文件中同一名称出现两次',
      en: 'The file says two things under one name',
    },
    next: ASK_AGAIN,
  },
  'evidence-terms-unknown': {
    title: {
      vi: 'Văn bản có điều khoản mà chương trình không hiểu',
      'zh-Hans': '文本含有程序无法理解的条款',
      en: 'The text has terms that this program does not understand',
    },
    next: {
      vi: 'Có thể được soạn bằng phiên bản mới hơn: kiểm tra lại bằng phiên bản mới nhất (xem “at”).',
      'zh-Hans': '可能由更新的版本起草：请用最新版本重新核验（见“at”）。',
      en: 'It may come from a later version: check it with the newest one (see “at”).',
    },
  },
  'evidence-altered': {
    title: {
      vi: 'Văn bản đã bị thay đổi sau khi ký',
      'zh-Hans': '文本在签署后被改动',
      en: 'The text was altered after it was signed',
    },
    next: ASK_AGAIN,
  },
  'evidence-one-side-only': {
    title: {
      vi: 'Chưa phải mọi bên đều đã ký',
      'zh-Hans': '尚有一方未签署',
      en: 'Not every party has signed',
    },
    next: {
      vi: 'Chưa có gì có hiệu lực. Xin bản có đủ chữ ký của mọi bên.',
      'zh-Hans': '尚未产生任何效力。请索取各方均已签署的文件。',
      en: 'Nothing is in force. Ask for the one that all have signed.',
    },
  },
  'evidence-key-foreign': {
    title: {
      vi: 'Ký bằng một khóa mà văn bản không ghi cho bên đó',
      'zh-Hans': '签名所用密钥并非文本中该方的密钥',
      en: 'Signed with a key that the text does not name for that party',
    },
    next: ASK_AGAIN,
  },
  'evidence-key-refused': {
    title: {
      vi: 'Tệp chứa một khóa không an toàn',
      'zh-Hans': '文件含有不安全的密钥',
      en: 'The file holds a key that is not safe',
    },
    next: ASK_AGAIN,
  },
  'evidence-keys-unknown': {
    title: {
      vi: 'Không biết khóa để kiểm tra tệp này',
      'zh-Hans': '没有可用于核验此文件的密钥',
      en: 'The keys to check this file with are not known here',
    },
    next: {
      vi: 'Đưa thêm did.json của các bên (--did-document), hoặc dùng tệp PDF có sẵn khóa.',
      'zh-Hans': '请提供各方的 did.json（--did-document），或使用自带密钥的 PDF 文件。',
      en: 'Give the parties’ did.json (--did-document), or use the PDF, which carries the keys.',
    },
  },
  'evidence-digest-differs': {
    title: {
      vi: 'Bằng chứng của một người thuộc văn bản khác',
      'zh-Hans': '某人的凭证属于另一份文本',
      en: 'A person’s evidence belongs to another text',
    },
    next: ASK_AGAIN,
  },
  'evidence-person-invalid': {
    title: {
      vi: 'Bằng chứng của một người không khớp',
      'zh-Hans': '某人的凭证无效',
      en: 'A person’s evidence does not hold',
    },
    next: ASK_AGAIN,
  },
  'evidence-pdf-truncated': {
    title: { vi: 'Tệp PDF bị cụt', 'zh-Hans': 'PDF 文件不完整', en: 'The PDF is cut short' },
    next: {
      vi: 'Tải lại tệp; có thể việc tải chưa xong.',
      'zh-Hans': '请重新下载，可能下载尚未完成。',
      en: 'Download it again; it may not have finished.',
    },
  },
  'evidence-pdf-attachments': {
    title: {
      vi: 'PDF phải có đúng một tệp đính kèm',
      'zh-Hans': 'PDF 必须恰好带有一个附件',
      en: 'The PDF must have exactly one attachment',
    },
    next: ASK_AGAIN,
  },
  'evidence-pdf-not-read': {
    title: {
      vi: 'Không đọc được tệp đính kèm của PDF',
      'zh-Hans': '无法读取 PDF 的附件',
      en: 'The attachment of the PDF cannot be read',
    },
    next: ASK_AGAIN,
  },
  'evidence-statement-invalid': {
    title: {
      vi: 'Lời khai của bên cấp bằng chứng không đứng vững',
      'zh-Hans': '出具方的签名声明不成立',
      en: 'What the issuing side signed of this evidence does not hold',
    },
    next: {
      vi: 'Thỏa thuận có thể vẫn là thật, nhưng đừng dựa vào lời văn hay nhật ký trong tệp này (xem “because”). Xin lại tệp gốc từ một trong các bên.',
      'zh-Hans':
        '协议本身可能属实，但请勿依赖此文件的文字或过程记录（见“because”）。请向任一方重新索取原始文件。',
      en: 'The agreement may be genuine all the same, but do not rely on the words or the trail in this file (see “because”). Ask one of the parties for the original again.',
    },
  },
  'evidence-text-differs': {
    title: {
      vi: 'Các trang nói khác với điều đã ký',
      'zh-Hans': '页面内容与已签署的内容不一致',
      en: 'The pages say something else than what was signed',
    },
    next: {
      vi: 'Đừng dựa vào các trang này. Tệp có thể bị sửa, hoặc do phiên bản khác lập: tách tệp JSON đính kèm và kiểm tra riêng nó.',
      'zh-Hans': '请勿依赖这些页面。文件可能被修改，或由其他版本生成：请取出所附 JSON 单独核验。',
      en: 'Do not rely on the pages. They were changed, or made by another version: take out the attached JSON and check that alone.',
    },
  },
  'evidence-too-large': {
    title: {
      vi: 'Tệp quá lớn (tối đa 10 MB)',
      'zh-Hans': '文件过大（最大 10 MB）',
      en: 'The file is too large (10 MB at most)',
    },
    next: {
      vi: 'Bằng chứng của Pactwire nhỏ hơn nhiều: chọn đúng tệp.',
      'zh-Hans': 'Pactwire 凭证远小于此：请选择正确的文件。',
      en: 'Evidence from Pactwire is far smaller: choose the right file.',
    },
  },
} as const satisfies Record<string, ProblemWords>;
