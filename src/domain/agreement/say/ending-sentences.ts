import type { Trilingual } from '#kernel/language.ts';

/** How an agreement ends and what outlives it, said to somebody who is about to end it or reads that it was ended. */
export const ENDING_SENTENCES = {
  endsAt: {
    vi: 'Thỏa thuận kết thúc lúc {at}.',
    'zh-Hans': '协议将于{at}终止。',
    en: 'The agreement ends on {at}.',
  },
  endedAt: {
    vi: 'Thỏa thuận đã kết thúc lúc {at}.',
    'zh-Hans': '协议已于{at}终止。',
    en: 'The agreement ended on {at}.',
  },
  endsAtOnce: {
    vi: 'Thỏa thuận chấm dứt ngay khi tuyên bố.',
    'zh-Hans': '一经声明，协议即时终止。',
    en: 'The agreement ends at once.',
  },
  leavesAt: {
    vi: 'Cơ quan ta rời thỏa thuận lúc {at}; thỏa thuận tiếp tục giữa các bên còn lại, nếu còn ít nhất hai bên.',
    'zh-Hans': '我方于{at}退出协议；其余各方不少于两方的，协议在其间继续有效。',
    en: 'Our agency leaves the agreement on {at}; it goes on among the others while at least two remain.',
  },
  noEnd: {
    vi: 'Chưa ấn định ngày kết thúc.',
    'zh-Hans': '目前没有终止日期。',
    en: 'No end is set.',
  },
  awaits: {
    vi: 'Việc chấm dứt ngay còn cần {who} đồng ý; đến lúc đó thỏa thuận vẫn được thực hiện như trước.',
    'zh-Hans': '即时终止还需{who}同意；在此之前，协议照常履行。',
    en: '{who} must still agree to end it at once; until then the agreement is carried out as before.',
  },
  curable: {
    vi: 'Nếu vi phạm được khắc phục trước lúc đó, bên tuyên bố có thể rút lại và thỏa thuận tiếp tục.',
    'zh-Hans': '在此之前违约得到补救的，声明方可以撤回声明，协议继续有效。',
    en: 'If the breach is cured before then, the side that declared it can take it back and the agreement goes on.',
  },
  nothingNew: {
    vi: 'Từ lúc đó không được nhận, dịch hay đăng thêm tin nào theo thỏa thuận này.',
    'zh-Hans': '自该时刻起，不得再依本协议采用、翻译或发布稿件。',
    en: 'From then on nothing more may be taken, translated or published under it.',
  },
  reports: {
    vi: 'Việc sử dụng trước đó còn phải được báo đến {until}.',
    'zh-Hans': '此前的使用情况仍应报告，直至{until}。',
    en: 'Uses made before then are still reported until {until}.',
  },
  keepPublished: {
    vi: 'Các bản đã đăng được giữ nguyên.',
    'zh-Hans': '已发布的版本可以保留。',
    en: 'Copies already published may stay.',
  },
  removeAll: {
    vi: 'Các bản đã đăng phải được gỡ xuống, chậm nhất là {until}.',
    'zh-Hans': '已发布的版本应当撤下，不迟于{until}。',
    en: 'Copies already published are taken down, at the latest on {until}.',
  },
  stillOwed: {
    vi: 'Đính chính và lệnh hủy tin vẫn phải thực hiện chừng nào còn bản đã đăng; nghĩa vụ này không hết hạn.',
    'zh-Hans': '只要仍有已发布的版本，就必须执行更正和撤稿令；这项义务没有期限。',
    en: 'Corrections and kills must still be carried out as long as any copy is published; that has no end.',
  },
} as const satisfies Readonly<Record<string, Trilingual>>;
