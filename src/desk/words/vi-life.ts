import type { enLife } from './en-life.ts';

/** Lời về vòng đời của thỏa thuận: kết thúc thế nào, còn lại gì, và sổ đăng ký. */
export const viLife: typeof enLife = {
  life: {
    ending: 'Kết thúc thế nào',
    declared: 'Các tuyên bố đã đưa ra',
    end: 'Chấm dứt…',
    endTitle: 'Chấm dứt thỏa thuận này',
    endLead: 'Chưa có gì xảy ra cho đến khi bạn xác nhận ở bước sau.',
    way: 'Cách chấm dứt',
    ways: {
      notice: 'Báo trước',
      together: 'Đồng ý chấm dứt ngay',
      cause: 'Chấm dứt vì vi phạm',
    },
    wayHelp: {
      notice: 'Riêng bên ta quyết định; thỏa thuận kết thúc khi hết thời hạn báo trước.',
      together: 'Cần cả hai bên: đối tác đồng ý thì chấm dứt ngay.',
      cause:
        'Riêng bên ta quyết định, nêu rõ điều khoản đối tác đã vi phạm. Đối tác được đọc và có thể trả lời.',
    },
    clause: 'Điều khoản bị vi phạm',
    clauseHelp: 'Chỉ gồm những điều khoản ràng buộc đối tác với ta.',
    breach: 'Sự việc',
    breachHelp: 'Đối tác đọc đúng nguyên văn. Hãy nêu việc gì, khi nào, tra cứu ở đâu.',
    follows: 'Điều sẽ xảy ra',
    next: 'Đọc lại lần nữa',
    back: 'Quay lại',
    sure: 'Việc này không rút lại được.',
    sureCause: 'Đối tác được báo ngay, kèm nguyên văn những lời này.',
    confirm: {
      notice: 'Vâng, báo trước việc chấm dứt',
      together: 'Vâng, đồng ý chấm dứt',
      cause: 'Vâng, chấm dứt vì vi phạm này',
    },
    done: {
      notice: 'Đã báo trước. Đối tác được báo.',
      together: 'Đã đồng ý. Đối tác được báo.',
      cause: 'Đã tuyên bố. Đối tác được báo.',
    },
    agreeToo: 'Đồng ý chấm dứt…',
    cured: 'Xác nhận vi phạm đã được khắc phục…',
    curedTitle: 'Xác nhận vi phạm đã được khắc phục',
    curedHelp: 'Tuyên bố chấm dứt của ta được rút lại và thỏa thuận tiếp tục như chưa từng có tuyên bố đó.',
    curedConfirm: 'Vâng, đã khắc phục',
    curedDone: 'Đã rút lại. Thỏa thuận tiếp tục.',
    contest: 'Trả lời…',
    contestTitle: 'Trả lời việc chấm dứt vì vi phạm',
    contestHelp:
      'Lời của bạn được lưu vĩnh viễn bên cạnh lời của đối tác, ở cả hai bên. Lời trả lời không ngăn thỏa thuận kết thúc.',
    contestWords: 'Lời trả lời của ta',
    contestSend: 'Gửi trả lời',
    contestDone: 'Đã trả lời. Đối tác được báo.',
    kinds: {
      suspended: 'tạm đình chỉ',
      resumed: 'cho tiếp tục',
      notice: 'báo trước việc chấm dứt',
      terminated: 'đồng ý chấm dứt',
      cause: 'chấm dứt vì vi phạm',
      cured: 'xác nhận vi phạm đã được khắc phục',
      contested: 'trả lời',
    },
  },
};
