import type { InterfaceLanguage } from '#kernel/language.ts';

type Words = {
  readonly title: string;
  readonly lead: string;
  readonly file: string;
  readonly check: string;
  readonly offline: string;
  readonly genuine: string;
  readonly genuinePages: string;
  readonly stated: string;
  readonly unstated: string;
  readonly statedLaterKey: string;
  readonly statedFormer: (release: string) => string;
  readonly signatures: string;
  readonly holds: string;
  readonly known: string;
  readonly unknown: string;
  readonly persons: string;
  readonly nobody: string;
  readonly verified: string;
  readonly onWord: string;
  readonly text: string;
  readonly digest: string;
  readonly notGenuine: string;
  readonly another: string;
};

/** What the page that checks evidence says. */
export const VERIFY_WORDS: Readonly<Record<InterfaceLanguage, Words>> = {
  vi: {
    title: 'Kiểm tra bằng chứng',
    lead: 'Chọn tệp PDF hoặc JSON của một thỏa thuận đã ký. Tệp được kiểm tra tại đây và không được lưu lại.',
    file: 'Tệp (PDF hoặc JSON, tối đa 10 MB)',
    check: 'Kiểm tra',
    offline: 'Không cần mạng: pactwire verify TỆP',
    genuine: 'Đúng: mọi bên đã ký chính văn bản này.',
    genuinePages: 'Các trang PDF nói đúng những gì đã ký, đến từng byte.',
    unstated:
      'Không ai ký lời văn và nhật ký: bằng chứng này được lập trước khi có điều đó, hoặc chữ ký đã bị bỏ đi.',
    stated: 'Lời văn và nhật ký do bên cấp bằng chứng ký, bằng khóa',
    statedLaterKey:
      'Khóa đó mới hơn khóa ghi trong thỏa thuận: hãy so các từ của khóa với bên đó qua điện thoại.',
    statedFormer: (release) =>
      `Đây là lời văn của bản phát hành ${release}; bản này nói cùng những điều khoản ấy bằng lời khác. Điều đó không làm bằng chứng kém giá trị.`,
    signatures: 'Chữ ký, từng chữ ký một',
    holds: 'Chữ ký hợp lệ',
    known: 'Nút này biết khóa này.',
    unknown: 'Nút này không biết khóa này. Hãy so mười từ sau với bên đó qua điện thoại:',
    persons: 'Người duyệt và người ký',
    nobody: 'Tệp không ghi tên ai.',
    verified: 'đã kiểm chứng',
    onWord: 'theo lời cơ quan',
    text: 'Văn bản đã ký',
    digest: 'Dấu vân của văn bản',
    notGenuine: 'Không chấp nhận tệp này',
    another: 'Kiểm tra tệp khác',
  },
  'zh-Hans': {
    title: '核验凭证',
    lead: '请选择已签署协议的 PDF 或 JSON 文件。文件在此核验，不会保存。',
    file: '文件（PDF 或 JSON，最大 10 MB）',
    check: '核验',
    offline: '离线核验：pactwire verify 文件',
    genuine: '真实：各方签署的正是这份文本。',
    genuinePages: 'PDF 页面与所签内容逐字节一致。',
    unstated: '文字与过程记录无人签名：此凭证出具较早，或签名已被去除。',
    stated: '文字与过程记录由出具方签名，所用密钥',
    statedLaterKey: '该密钥晚于协议所载密钥：请与该方通过电话核对密钥词语。',
    statedFormer: (release) => `这是 ${release} 版程序的措辞；本版以不同措辞表述同样的条款，不影响凭证效力。`,
    signatures: '逐一核验签名',
    holds: '签名有效',
    known: '本节点认识此密钥。',
    unknown: '本节点不认识此密钥。请通过电话与该方核对以下十个词：',
    persons: '经办人',
    nobody: '文件未记录姓名。',
    verified: '已验证',
    onWord: '以机构陈述为准',
    text: '已签署的文本',
    digest: '文本指纹',
    notGenuine: '不接受此文件',
    another: '核验另一个文件',
  },
  en: {
    title: 'Check evidence',
    lead: 'Choose the PDF or JSON file of a signed agreement. It is checked here and not kept.',
    file: 'File (PDF or JSON, 10 MB at most)',
    check: 'Check',
    offline: 'Without a network: pactwire verify FILE',
    genuine: 'Genuine: all parties have signed exactly this text.',
    genuinePages: 'The pages of the PDF say what was signed, to the byte.',
    unstated:
      'Nobody has signed the words and the trail: this evidence is older than that, or they were taken out.',
    stated: 'The words and the trail are signed by the side that issued them, with the key',
    statedLaterKey:
      'That key is a later one than the agreement names: compare its words with that side by phone.',
    statedFormer: (release) =>
      `These are the words of release ${release}; this one says the same terms in other words. That takes nothing from the evidence.`,
    signatures: 'The signatures, each by itself',
    holds: 'The signature holds',
    known: 'This node knows this key.',
    unknown: 'This key is not known here. Compare these ten words with that side by phone:',
    persons: 'People',
    nobody: 'The file names nobody.',
    verified: 'verified',
    onWord: 'on the agency’s word',
    text: 'The text that was signed',
    digest: 'Fingerprint of the text',
    notGenuine: 'This file is not accepted',
    another: 'Check another file',
  },
};
