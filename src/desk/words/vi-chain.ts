import type { enChain } from './en-chain.ts';

export const viChain: typeof enChain = {
  chain: {
    title: 'Cùng chuỗi với tin này',
    more: (n: number) => `+${n} từ nguồn khác`,
    roads: 'Cùng văn bản, đến từ nguồn khác',
    hideRan: 'Ẩn tin chúng ta đã đăng',
    filter: 'Đã đăng',
    thisStory: 'Tin này',
    timeline: 'Từ tin đầu tiên đến tin mới nhất',
    kinds: {
      exact: 'Cùng văn bản',
      near: 'Văn bản gần như giống hệt',
      'translation-home': 'Bản gốc của tin này, vốn là bản dịch của chúng ta',
      'translation-source': 'Bản dịch của chúng ta quay về',
      'same-event': 'Cùng sự kiện',
      'by-way': 'Qua một tin khác trong chuỗi',
    },
    confirm: 'Cùng sự kiện',
    deny: 'Không phải',
    confirmed: 'Đã ghi vào chuỗi của tin này.',
    denied: 'Sẽ không gợi ý lại.',
    undo: 'Hoàn tác',
    undone: 'Đã rút lại.',
    history: 'Ai đã xác nhận gì',
    said: { 'same-event': 'Cùng sự kiện', 'not-same-event': 'Không cùng sự kiện' },
    sayer: (by: string) => `${by} xác nhận,`,
    taken: (by: string) => `${by} rút lại,`,
    withdrawnTitle: 'Một tin cùng văn bản đã bị rút tại nguồn',
    withdrawnHelp:
      'Tin này đến từ nguồn khác và đơn vị cung cấp của nó chưa rút. Hãy kiểm tra trước khi dùng tiếp; ở đây không có gì bị thay đổi.',
    withdrawnBy: 'Bên rút tin:',
  },
};
