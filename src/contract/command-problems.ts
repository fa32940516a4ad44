import type { ProblemWords } from '#contract/problem.ts';

/** Refusals of the command line, which works on a node's own data folder. */
export const COMMAND_PROBLEMS = {
  'node-not-founded': {
    title: {
      vi: 'Chưa có cơ quan nào trong thư mục dữ liệu này',
      'zh-Hans': '此数据文件夹中还没有机构',
      en: 'No agency lives in this data folder',
    },
    next: {
      vi: 'Chỉ thư mục của nút bằng --data, hoặc lập cơ quan đầu tiên bằng “pactwire init”.',
      'zh-Hans': '请用 --data 指定节点的文件夹，或用“pactwire init”创建第一个机构。',
      en: 'Name the node’s folder with --data, or found the first agency with “pactwire init”.',
    },
  },
  'node-already-founded': {
    title: {
      vi: 'Thư mục dữ liệu này đã có cơ quan',
      'zh-Hans': '此数据文件夹中已有机构',
      en: 'An agency lives in this data folder already',
    },
    next: {
      vi: 'Dùng cơ quan đó, hoặc chỉ một thư mục khác bằng --data.',
      'zh-Hans': '请使用该机构，或用 --data 指定另一个文件夹。',
      en: 'Work with it, or name another folder with --data.',
    },
  },
  'actor-missing': {
    title: {
      vi: 'Việc này cần một người chịu trách nhiệm',
      'zh-Hans': '此操作需要一位负责人',
      en: 'This needs a person who answers for it',
    },
    next: {
      vi: 'Thêm --as với địa chỉ thư của người thực hiện; “people list” cho biết có những ai.',
      'zh-Hans': '请加上 --as 和操作人的邮箱；“people list”列出所有人员。',
      en: 'Add --as with the e-mail address of the person who acts; “people list” shows who there is.',
    },
  },
  'node-unwell': {
    title: {
      vi: 'Nút có chỗ chưa ổn',
      'zh-Hans': '节点有问题',
      en: 'Something about this node is not well',
    },
    next: {
      vi: 'Xem từng mục trong “checks”: mỗi mục nói điều cần làm.',
      'zh-Hans': '请逐项查看“checks”：每一项都说明该怎么做。',
      en: 'Go through “checks”: each says what to do.',
    },
  },
  'not-reached': {
    title: { vi: 'Không liên lạc được với nút', 'zh-Hans': '无法连接到节点', en: 'The node is not reached' },
    next: {
      vi: 'Kiểm tra nút có đang chạy và địa chỉ có đúng không, rồi thử lại.',
      'zh-Hans': '请确认节点正在运行、地址无误，然后重试。',
      en: 'See that the node runs and the address is right, then try again.',
    },
  },
  'reply-not-understood': {
    title: {
      vi: 'Câu trả lời của nút không đúng mẫu',
      'zh-Hans': '节点的回复不符合约定格式',
      en: 'The node’s reply does not have the promised form',
    },
    next: {
      vi: 'Hai bên có thể chạy hai phiên bản khác nhau; hãy tải lại hoặc nâng cấp.',
      'zh-Hans': '两端可能运行不同版本；请刷新或升级。',
      en: 'The two sides may run different versions; load again or upgrade.',
    },
  },
} as const satisfies Record<string, ProblemWords>;
