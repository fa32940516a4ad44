import type { Trilingual } from '#kernel/language.ts';
import type { PersonProof, SigningRole } from './person-evidence.ts';

const METHODS: Readonly<Record<PersonProof['method'], Trilingual>> = {
  passkey: {
    vi: 'Khóa truy cập trên đúng văn bản này; tệp đính kèm chứa dữ liệu để ai cũng kiểm chứng được.',
    'zh-Hans': '对本文本使用通行密钥；附件中含有任何人都可验证的数据。',
    en: 'A passkey over exactly this text; the attachment holds what anybody needs to verify it.',
  },
  'password-and-code': {
    vi: 'Nhập lại mật khẩu và mã dùng một lần: bằng chứng yếu hơn, theo lời cơ quan.',
    'zh-Hans': '重新输入密码和一次性验证码：证明力较弱，以机构陈述为准。',
    en: 'Password and one-time code, typed anew: weaker, on the agency’s word.',
  },
  'signing-link': {
    vi: 'Đường dẫn ký và mã được báo riêng: theo lời cơ quan. Tên do người ký tự gõ.',
    'zh-Hans': '签署链接和另行告知的验证码：以机构陈述为准。姓名由本人键入。',
    en: 'A signing link and a code told another way: on the agency’s word. The name is as the person typed it.',
  },
  'command-line': {
    vi: 'Dòng lệnh tại máy của nút: bằng chứng yếu, theo lời cơ quan.',
    'zh-Hans': '节点所在机器的命令行：证明力弱，以机构陈述为准。',
    en: 'The command line of the node’s own machine: weak, on the agency’s word.',
  },
  'demo-seat': {
    vi: 'Ghế dùng thử: không chứng minh điều gì.',
    'zh-Hans': '演示席位：不能证明任何事。',
    en: 'A demo seat: proves nothing.',
  },
};

const ROLES: Readonly<Record<SigningRole, Trilingual>> = {
  approver: { vi: 'người duyệt', 'zh-Hans': '核准人', en: 'approver' },
  signatory: { vi: 'người ký', 'zh-Hans': '签署人', en: 'signatory' },
};

/** What evidence says beside the agreement's own text, on paper and on the page that checks it. */
export const EVIDENCE_WORDS = {
  lead: {
    vi: 'Bằng chứng về một thỏa thuận mà mọi bên đã ký. Ràng buộc các bên là tệp JSON đính kèm, với chữ ký số của mỗi bên; kiểm tra bằng “pactwire verify” hoặc trang /verify của một nút, không cần hỏi ai.',
    'zh-Hans':
      '各方已签署协议的凭证。对各方有约束力的是所附 JSON 文件及各方数字签名；可用“pactwire verify”或任一节点的 /verify 页面自行核验，无需询问任何人。',
    en: 'Evidence of an agreement that all its parties have signed. What binds them is the attached JSON file with each side’s digital signature; check it with “pactwire verify” or on the /verify page of a node, without asking anybody.',
  },
  attachment: 'Signed agreement, keys, people and trail (pactwire-evidence-1)',
  uid: { vi: 'Tên thỏa thuận (phiên bản)', 'zh-Hans': '协议标识（版本）', en: 'Agreement (version)' },
  digest: { vi: 'Dấu vân của văn bản', 'zh-Hans': '文本指纹', en: 'Fingerprint of the text' },
  from: { vi: 'Hiệu lực từ', 'zh-Hans': '生效时间', en: 'In force from' },
  until: { vi: 'Đến', 'zh-Hans': '截止时间', en: 'Until' },
  prevails: { vi: 'Ngôn ngữ ưu tiên', 'zh-Hans': '优先语言', en: 'Language that prevails' },
  issued: { vi: 'Lập bằng chứng', 'zh-Hans': '凭证出具', en: 'Evidence issued' },
  headings: {
    parties: { vi: 'Các bên', 'zh-Hans': '各方', en: 'Parties' },
    key: { vi: 'Khóa đọc thành lời', 'zh-Hans': '密钥词语', en: 'Key as words' },
    signature: { vi: 'Chữ ký Ed25519', 'zh-Hans': 'Ed25519 签名', en: 'Ed25519 signature' },
    persons: { vi: 'Người duyệt và người ký', 'zh-Hans': '经办人', en: 'People' },
    nobody: { vi: 'Không ghi tên ai', 'zh-Hans': '未记录姓名', en: 'Nobody is named' },
    trail: { vi: 'Diễn biến', 'zh-Hans': '过程记录', en: 'Trail' },
  },
  compare: {
    vi: 'So khóa qua điện thoại: mười từ, cùng một ngôn ngữ, phải trùng từng từ.',
    'zh-Hans': '请通过电话核对密钥：同一种语言的十个词，每个词都必须一致。',
    en: 'Compare keys by phone: ten words, in one language, every one the same.',
  },
  roles: ROLES,
  methods: METHODS,
} as const;
