import type { enDrill } from './en-drill.ts';

export const viDrill: typeof enDrill = {
  drill: {
    tab: 'Diễn tập',
    lead: 'Diễn tập gỡ tin: đối tác nhận một tin diễn tập không có nội dung và phải gỡ nó. Không phần nào có thể thành công khai, cũng không tính là một đợt thu hồi.',
    mark: 'Diễn tập',
    start: 'Bắt đầu diễn tập',
    partners: 'Với các đối tác này',
    partnersHelp:
      'Mỗi đối tác được báo ngay là phải gỡ tin diễn tập. Bên dưới cho thấy việc đó mất mấy phút.',
    nobody: 'Chưa có đối tác nào kết nối.',
    waits: 'chưa trả lời lần diễn tập trước',
    startedToast: 'Đã bắt đầu diễn tập.',
    history: 'Các lần diễn tập của ta',
    none: 'Chưa diễn tập lần nào',
    noneHelp: 'Hãy bắt đầu một lần để biết một lệnh gỡ thật sẽ nhanh đến đâu.',
    startedBy: (name) => `do ${name} bắt đầu`,
    cleared: (minutes) => `gỡ xong sau ${minutes.toLocaleString('vi')} phút`,
    figures: 'Thời gian gỡ theo đối tác',
    partner: 'Đối tác',
    drills: 'Số lần',
    clearedCount: 'Đã gỡ',
    median: 'Trung vị, phút',
    slowest: 'Chậm nhất, phút',
    unsupported: 'Nút của đối tác chưa biết diễn tập.',
    theirs: 'Diễn tập của đối tác',
    testStory: (agency) => `Tin diễn tập của ${agency}`,
    states: {
      held: 'Đang giữ, lệnh gỡ chưa đến',
      open: 'Cần gỡ',
      applied: 'Đã gỡ',
      'not-applicable': 'Chưa từng có ở đây',
    },
    clear: 'Gỡ tin diễn tập',
    clearedToast: 'Đã gỡ. Đối tác nhận được biên nhận.',
    waiting: (n) => `${n} lần diễn tập của đối tác đang chờ`,
  },
};
