import type { ProblemWords } from '#contract/problem.ts';

/** Refusals about getting to know another agency. */
export const PARTNER_PROBLEMS = {
  'partner-address-invalid': {
    title: {
      vi: 'Đây không phải địa chỉ của một nút',
      'zh-Hans': '这不是节点地址',
      en: 'This is not the address of a node',
    },
    next: {
      vi: 'Chỉ nhập giao thức và tên máy, ví dụ https://wire.example.vn, không có đường dẫn phía sau.',
      'zh-Hans': '只填写协议和主机名，例如 https://wire.example.vn，后面不带路径。',
      en: 'Enter scheme and host alone, such as https://wire.example.vn, with no path behind it.',
    },
  },
  'partner-unreachable': {
    title: {
      vi: 'Không kết nối được với nút của đối tác',
      'zh-Hans': '无法连接伙伴的节点',
      en: 'The partner’s node cannot be reached',
    },
    next: {
      vi: 'Kiểm tra địa chỉ và thử lại; câu trả lời nguyên văn nằm trong “answer”.',
      'zh-Hans': '请核对地址后重试；原始回答见“answer”。',
      en: 'Check the address and try again; “answer” holds what came back.',
    },
  },
  'partner-refused': {
    title: {
      vi: 'Nút của đối tác đã từ chối',
      'zh-Hans': '伙伴的节点拒绝了请求',
      en: 'The partner’s node refused',
    },
    next: {
      vi: 'Đọc lý do trong “answer” và liên hệ với đối tác.',
      'zh-Hans': '请阅读“answer”中的原因并联系伙伴。',
      en: 'Read the reason in “answer” and speak with the partner.',
    },
  },
  'partner-answer-invalid': {
    title: {
      vi: 'Không hiểu được câu trả lời của nút kia',
      'zh-Hans': '无法理解对方节点的回答',
      en: 'The other node’s answer cannot be read',
    },
    next: {
      vi: 'Có lẽ ở địa chỉ này không có Pactwire; kiểm tra lại với đối tác.',
      'zh-Hans': '该地址可能没有运行 Pactwire；请与伙伴核对。',
      en: 'There may be no Pactwire at this address; check it with the partner.',
    },
  },
  'partner-not-a-node': {
    title: {
      vi: 'Ở địa chỉ này không có nút Pactwire',
      'zh-Hans': '该地址没有 Pactwire 节点',
      en: 'There is no Pactwire node at this address',
    },
    next: {
      vi: 'Nút phải tự nhận đúng địa chỉ này; “at” cho biết chỗ không khớp.',
      'zh-Hans': '节点须声明自己就在该地址；“at”指出不符之处。',
      en: 'The node must say that it lives at this very address; “at” names what does not fit.',
    },
  },
  'partner-did-foreign': {
    title: {
      vi: 'Nút mang danh tính của một địa chỉ khác',
      'zh-Hans': '该节点使用了其他地址的身份',
      en: 'The node bears the identity of another address',
    },
    next: {
      vi: 'Đừng mời. Hỏi lại đối tác địa chỉ đúng qua điện thoại.',
      'zh-Hans': '请勿邀请，并通过电话向伙伴核实正确地址。',
      en: 'Do not invite it. Ask the partner by telephone for the right address.',
    },
  },
  'partner-keys-refused': {
    title: {
      vi: 'Khóa của nút này không được chấp nhận',
      'zh-Hans': '该节点的密钥不可接受',
      en: 'The keys of this node are not accepted',
    },
    next: {
      vi: 'Đối tác phải tạo khóa mới; lý do nằm trong “why”.',
      'zh-Hans': '伙伴须生成新密钥；原因见“why”。',
      en: 'The partner has to make new keys; “why” names the reason.',
    },
  },
  'partner-is-ourselves': {
    title: { vi: 'Đây là chính cơ quan ta', 'zh-Hans': '这是本机构自己', en: 'This is our own agency' },
    next: {
      vi: 'Hãy nhập địa chỉ của đối tác.',
      'zh-Hans': '请输入伙伴机构的地址。',
      en: 'Enter the address of the partner instead.',
    },
  },
  'partner-thumbprints-differ': {
    title: {
      vi: 'Dấu vân tay đã so không phải của các khóa này',
      'zh-Hans': '比对的指纹与这些密钥不符',
      en: 'The thumbprints that were compared are not those of these keys',
    },
    next: {
      vi: 'Tra cứu lại và so từng ký tự qua điện thoại với đối tác.',
      'zh-Hans': '请重新查询，并通过电话与伙伴逐字比对。',
      en: 'Look the partner up again and compare every character by telephone.',
    },
  },
  'partner-already-pinned': {
    title: {
      vi: 'Đối tác này đã được kết nối',
      'zh-Hans': '该伙伴已经建立连接',
      en: 'This partner is connected already',
    },
    next: {
      vi: 'Mở trang của đối tác. Khóa đã ghim chỉ thay đổi bằng mục ký của chính đối tác.',
      'zh-Hans': '请打开伙伴页面。已固定的密钥只能由伙伴自己签名更换。',
      en: 'Open the partner’s page. Pinned keys change only by an entry that the partner signs.',
    },
  },
  'partner-unknown': {
    title: { vi: 'Không có đối tác này', 'zh-Hans': '没有这个伙伴', en: 'There is no such partner' },
    next: {
      vi: 'Tra cứu nút của đối tác rồi mời trước.',
      'zh-Hans': '请先查询伙伴的节点并发出邀请。',
      en: 'Look up the partner’s node and invite it first.',
    },
  },
  'partner-not-asking': {
    title: {
      vi: 'Đối tác này không chờ ta chấp nhận',
      'zh-Hans': '该伙伴没有等待我方接受',
      en: 'This partner does not wait for our acceptance',
    },
    next: {
      vi: 'Ta đã mời; chờ phía họ so khóa và chấp nhận.',
      'zh-Hans': '我方已发出邀请；请等待对方比对密钥并接受。',
      en: 'We have invited it; wait until it compares our keys and accepts.',
    },
  },
  'partner-not-pinned': {
    title: {
      vi: 'Hai bên chưa ghim khóa của nhau',
      'zh-Hans': '双方尚未互相固定密钥',
      en: 'The two sides have not pinned each other’s keys yet',
    },
    next: {
      vi: 'Hoàn tất lời mời trước: đọc các từ của khóa cho nhau và chấp nhận.',
      'zh-Hans': '请先完成邀请：互相念出密钥词语并接受。',
      en: 'Complete the invitation first: read the words of the keys to each other and accept.',
    },
  },
  'introduction-invalid': {
    title: {
      vi: 'Lời tự giới thiệu không đúng dạng',
      'zh-Hans': '自我介绍格式不正确',
      en: 'The introduction is not of the right form',
    },
    next: {
      vi: '“at” cho biết chỗ sai; xem tài liệu PXP/1.',
      'zh-Hans': '“at”指出错误之处；请参阅 PXP/1 文档。',
      en: '“at” names the place; see the document of PXP/1.',
    },
  },
} as const satisfies Record<string, ProblemWords>;
