import type { ProblemWords } from '#contract/problem.ts';

/** Refusals about what was done towards promises beside the news. */
export const COMMITMENT_PROBLEMS = {
  'commitment-unknown': {
    title: {
      vi: 'Không có cam kết này, hoặc các bên chưa ký đủ',
      'zh-Hans': '没有这项承诺，或各方尚未全部签署',
      en: 'There is no such commitment, or not all have signed it',
    },
    next: {
      vi: 'Mở trang thỏa thuận và chọn một cam kết trong danh sách.',
      'zh-Hans': '请打开协议页面，从列表中选择一项承诺。',
      en: 'Open the page of the agreement and choose a commitment from its list.',
    },
  },
  'commitment-of-others': {
    title: {
      vi: 'Cam kết này không phải giữa hai bên được nêu',
      'zh-Hans': '这项承诺并非所列双方之间的承诺',
      en: 'This commitment is not one between the two sides named',
    },
    next: {
      vi: 'Chọn bên đã hứa với cơ quan bạn, hoặc bên mà cơ quan bạn đã hứa.',
      'zh-Hans': '请选择向贵方作出承诺的一方，或贵方承诺的一方。',
      en: 'Choose the side that promised it to you, or to which you promised it.',
    },
  },
  'fulfilment-invalid': {
    title: {
      vi: 'Số lượng, ngày hoặc lý do không hợp lệ',
      'zh-Hans': '数量、日期或理由无效',
      en: 'The count, the day or the reason cannot be taken',
    },
    next: {
      vi: 'Ghi số từ 1 đến 10.000, một ngày đã qua trong thời hạn của cam kết, và lý do nếu không đồng ý.',
      'zh-Hans': '请填写1至10000的数量、承诺期限内已过去的日期；有异议时须写明理由。',
      en: 'Give a count from 1 to 10,000, a day of the commitment’s term that has come, and for a dispute a reason.',
    },
  },
  'fulfilments-unanswered': {
    title: {
      vi: 'Đã có 100 bản ghi đang chờ bên kia trả lời',
      'zh-Hans': '已有100条记录等待对方答复',
      en: 'A hundred records wait for the other side’s answer already',
    },
    next: {
      vi: 'Nhờ bên kia xác nhận các bản ghi đó, hoặc rút lại bản ghi không cần nữa.',
      'zh-Hans': '请对方确认这些记录，或撤回不再需要的记录。',
      en: 'Ask the other side to answer them, or take back those that are not needed.',
    },
  },
  'fulfilment-unknown': {
    title: {
      vi: 'Không có bản ghi thực hiện này',
      'zh-Hans': '没有这条履约记录',
      en: 'There is no such record of fulfilment',
    },
    next: {
      vi: 'Mở lại trang thỏa thuận.',
      'zh-Hans': '请重新打开协议页面。',
      en: 'Open the page of the agreement again.',
    },
  },
  'fulfilment-not-yours': {
    title: {
      vi: 'Bên khác mới được nói điều này về bản ghi',
      'zh-Hans': '对此记录的这种表态应由另一方作出',
      en: 'It is for the other side to say this of the record',
    },
    next: {
      vi: 'Bên không ghi thì xác nhận hoặc phản đối; bên đã ghi thì rút lại.',
      'zh-Hans': '由未记录的一方确认或提出异议，由记录方撤回。',
      en: 'The side that did not record it confirms or disputes; the one that did takes it back.',
    },
  },
  'fulfilment-answered': {
    title: {
      vi: 'Điều này đã được nói, hoặc bản ghi đã được rút lại',
      'zh-Hans': '此前已作此表态，或记录已撤回',
      en: 'This was said already, or the record was taken back',
    },
    next: {
      vi: 'Xem bản ghi đang ở trạng thái nào.',
      'zh-Hans': '请查看该记录目前的状态。',
      en: 'Look at how the record stands now.',
    },
  },
} as const satisfies Record<string, ProblemWords>;
