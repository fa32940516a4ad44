import type { ProblemWords } from '#contract/problem.ts';

/** Refusals between nodes (docs/protocol/pxp-1.md). */
export const EXCHANGE_PROBLEMS = {
  'signature-refused': {
    title: {
      vi: 'Chữ ký của yêu cầu không được chấp nhận',
      'zh-Hans': '请求签名未被接受',
      en: 'The signature of the request is not accepted',
    },
    next: {
      vi: 'Ký theo hồ sơ RFC 9421 của PXP/1 bằng khóa mà bên này đã ghim; lý do nằm trong “reason”.',
      'zh-Hans': '请按 PXP/1 的 RFC 9421 规范，用本方已固定的密钥签名；原因见“reason”。',
      en: 'Sign as PXP/1 profiles RFC 9421, with a key this side has pinned; “reason” says why.',
    },
  },
  'clock-skew': {
    title: {
      vi: 'Đồng hồ hai bên lệch quá 300 giây',
      'zh-Hans': '双方时钟相差超过 300 秒',
      en: 'The two clocks stand more than 300 seconds apart',
    },
    next: {
      vi: 'Chỉnh đồng hồ theo “serverTime” rồi gửi lại.',
      'zh-Hans': '请按“serverTime”校准时钟后重新发送。',
      en: 'Set the clock by “serverTime” and send it again.',
    },
  },
  'channel-unknown': {
    title: { vi: 'Không có kênh này', 'zh-Hans': '没有这个通道', en: 'There is no such channel' },
    next: {
      vi: 'Kiểm tra DID của hai bên; kênh chỉ có khi hai bên đã ghim khóa của nhau.',
      'zh-Hans': '请核对双方的 DID；双方互相固定密钥后才有通道。',
      en: 'Check both DIDs; a channel exists once each side has pinned the other’s keys.',
    },
  },
  'future-cursor': {
    title: {
      vi: 'Bên đọc đã có nhiều mục hơn bên viết',
      'zh-Hans': '读取方的位置超过了发布方',
      en: 'The reader is ahead of the writer',
    },
    next: {
      vi: 'Bên viết đã mất phần cuối nhật ký và phải lấy lại từ đối tác trước khi viết tiếp.',
      'zh-Hans': '发布方丢失了日志末尾，须先从伙伴处取回再继续写入。',
      en: 'The writer lost its tail and must get it back from its partners before it writes again.',
    },
  },
  'epoch-changed': {
    title: {
      vi: 'Kênh đã sang kỷ nguyên khác',
      'zh-Hans': '通道已进入新的纪元',
      en: 'The channel is in another epoch',
    },
    next: {
      vi: 'Bên đọc tự chuyển sang kỷ nguyên mới và đọc tiếp từ mục đầu tiên của kỷ nguyên ấy.',
      'zh-Hans': '读取方会自行转入新的纪元，从其第一条读起。',
      en: 'The reader goes over to the new epoch by itself and reads on from its first entry.',
    },
  },
  fork: {
    title: {
      vi: 'Hai mục khác nhau ở cùng một vị trí',
      'zh-Hans': '同一位置存在两个不同的条目',
      en: 'Two different entries stand at one position',
    },
    next: {
      vi: 'Kênh bị đóng băng; hai bản ký là bằng chứng. Liên hệ đối tác.',
      'zh-Hans': '通道已冻结；两份签名文本为证据。请联系伙伴。',
      en: 'The channel is frozen, both signed texts are kept as evidence. Speak with the partner.',
    },
  },
  'key-unknown': {
    title: {
      vi: 'Đối tác ký bằng một khóa mà bên này chưa ghim',
      'zh-Hans': '伙伴使用了本方未固定的密钥签名',
      en: 'The partner signed with a key that this side has not pinned',
    },
    next: {
      vi: 'Không có gì được nhận. Hỏi đối tác qua điện thoại xem họ có đổi khóa không.',
      'zh-Hans': '未接收任何内容。请通过电话询问伙伴是否更换了密钥。',
      en: 'Nothing was taken in. Ask the partner by telephone whether they have changed a key.',
    },
  },
  'key-out-of-place': {
    title: {
      vi: 'Khóa đã ký không còn hiệu lực ở vị trí này',
      'zh-Hans': '签名密钥在该位置已不再有效',
      en: 'The key that signed is not good at this position',
    },
    next: {
      vi: 'Mục bị từ chối, phần trước đó vẫn giữ. Có thể có người dùng khóa cũ: hãy báo cho đối tác.',
      'zh-Hans': '该条目被拒绝，此前的内容保留。可能有人在使用旧密钥：请告知伙伴。',
      en: 'The entry is refused, what came before it stays. Somebody may be using an old key: tell the partner.',
    },
  },
  'key-change-refused': {
    title: {
      vi: 'Việc đổi khóa của đối tác không được chấp nhận',
      'zh-Hans': '伙伴的密钥更换未被接受',
      en: 'The partner’s change of keys is not accepted',
    },
    next: {
      vi: 'Khóa cũ vẫn được ghim, kênh dừng ở đây; lý do nằm trong “because”. Liên hệ đối tác qua điện thoại.',
      'zh-Hans': '旧密钥仍被固定，通道停在此处；原因见“because”。请电话联系伙伴。',
      en: 'The old key stays pinned and the channel stops here; “because” says why. Telephone the partner.',
    },
  },
  'recovery-key-there': {
    title: {
      vi: 'Cơ quan đã có khóa khôi phục',
      'zh-Hans': '本机构已有恢复密钥',
      en: 'Your agency has a recovery key already',
    },
    next: {
      vi: 'Không có gì được tạo. Đối tác chỉ tin khóa khôi phục đầu tiên; hãy tìm tệp đã cất.',
      'zh-Hans': '未生成任何内容。伙伴只信任第一个恢复密钥；请找到当时保存的文件。',
      en: 'Nothing was made. Partners believe the first recovery key alone; look for the file that was taken away.',
    },
  },
  'recovery-key-missing': {
    title: {
      vi: 'Cơ quan chưa có khóa khôi phục',
      'zh-Hans': '本机构还没有恢复密钥',
      en: 'Your agency has no recovery key',
    },
    next: {
      vi: 'Không có gì bị thu hồi. Đối tác không thể tin một khóa mà họ chưa biết: hãy thay khóa bằng “pactwire key rotate” và gọi điện cho từng đối tác.',
      'zh-Hans':
        '未撤销任何密钥。伙伴无法信任不认识的密钥：请用“pactwire key rotate”更换密钥，并致电每个伙伴。',
      en: 'Nothing was revoked. Partners cannot believe a key they never heard of: change the key with “pactwire key rotate” and telephone each of them.',
    },
  },
  'recovery-key-differs': {
    title: {
      vi: 'Tệp không chứa khóa khôi phục mà đối tác biết',
      'zh-Hans': '文件中的恢复密钥不是伙伴所知的那一个',
      en: 'The file does not hold the recovery key that partners know',
    },
    next: {
      vi: 'Không có gì bị thu hồi. Tìm tệp có dấu vân khóa ghi ở “expected”.',
      'zh-Hans': '未撤销任何密钥。请找到指纹与“expected”一致的文件。',
      en: 'Nothing was revoked. Look for the file whose thumbprint is that of “expected”.',
    },
  },
  'channel-goes-on': {
    title: {
      vi: 'Kênh này đang chạy bình thường',
      'zh-Hans': '此通道运行正常',
      en: 'This channel goes on as it is',
    },
    next: {
      vi: 'Không có gì thay đổi. Chỉ kênh đang chờ hoặc đã bị dừng mới mở lại được: “pactwire channel list”.',
      'zh-Hans': '未做任何更改。只有正在等待或已停止的通道才能重新打开：“pactwire channel list”。',
      en: 'Nothing was changed. Only a channel that waits or was stopped is opened again: “pactwire channel list”.',
    },
  },
  'channel-evidence-none': {
    title: {
      vi: 'Không có bằng chứng nào về kênh này',
      'zh-Hans': '此通道没有留存证据',
      en: 'There is no evidence about this channel',
    },
    next: {
      vi: 'Chưa có văn bản đã ký nào làm dừng kênh của đối tác này. Xem trạng thái: “pactwire channel list”.',
      'zh-Hans': '该伙伴的通道从未因已签署的文本而停止。查看状态：“pactwire channel list”。',
      en: 'No signed text has ever stopped this partner’s channel. See how it stands: “pactwire channel list”.',
    },
  },
  'channel-waits': {
    title: {
      vi: 'Một kênh đang chờ lấy lại phần đã mất',
      'zh-Hans': '有一个通道正在等待取回丢失的部分',
      en: 'A channel waits for its lost tail',
    },
    next: {
      vi: 'Khóa khôi phục chưa được báo cho ai. Thử lại khi đối tác ghi ở “partnerDid” đã trả lời, hoặc bỏ phần đã mất: “pactwire channel reopen”.',
      'zh-Hans':
        '恢复密钥尚未告知任何人。请在“partnerDid”所示的伙伴应答之后重试，或放弃丢失的部分：“pactwire channel reopen”。',
      en: 'No recovery key was told to anybody. Try again once the partner in “partnerDid” has answered, or give up what is lost there: “pactwire channel reopen”.',
    },
  },
  'key-not-in-use': {
    title: {
      vi: 'Không có khóa nào tên này đang được dùng',
      'zh-Hans': '没有正在使用的同名密钥',
      en: 'No key of this name is in use',
    },
    next: {
      vi: 'Không có gì bị thu hồi. “pactwire key list” liệt kê các khóa ký mục và ký yêu cầu đang dùng.',
      'zh-Hans': '未撤销任何密钥。“pactwire key list”会列出正在使用的条目密钥和请求密钥。',
      en: 'Nothing was revoked. “pactwire key list” shows the keys for entries and requests that are in use.',
    },
  },
  'deposit-refused': {
    title: {
      vi: 'Các mục mang đến không nối tiếp được kênh này',
      'zh-Hans': '送来的条目无法接在此通道之后',
      en: 'The entries that were brought do not continue the channel',
    },
    next: {
      vi: 'Mang các mục đứng sau “cursor”; lý do nằm trong “reason”. Kênh bị dừng thì cần người xem xét.',
      'zh-Hans': '请从“cursor”之后送起；原因见“reason”。通道若已停止，须由人处理。',
      en: 'Bring what follows “cursor”; “reason” says what stood in the way. A channel that was stopped waits for a person.',
    },
  },
  'range-unsatisfiable': {
    title: {
      vi: 'Phần được hỏi nằm ngoài đối tượng này',
      'zh-Hans': '所请求的部分超出了该对象',
      en: 'The part that was asked for lies behind the end',
    },
    next: {
      vi: 'Content-Range cho biết kích thước. Hãy kiểm tra mã băm của những gì đã có; nếu sai, hãy tải lại từ đầu.',
      'zh-Hans': 'Content-Range 给出了大小。请核对已有内容的摘要；如不相符，请从头取起。',
      en: 'Content-Range says the size. Check what you have against its digest; if it is not that, begin anew.',
    },
  },
  'object-unknown': {
    title: { vi: 'Không có đối tượng này', 'zh-Hans': '没有这个对象', en: 'There is no such object' },
    next: {
      vi: 'Chỉ lấy được đối tượng mà kênh của bên gọi nêu tên và thỏa thuận còn cho phép.',
      'zh-Hans': '只能获取调用方通道中列明且协议仍允许的对象。',
      en: 'Only what the caller’s channel names, and the agreement still lets go, can be fetched.',
    },
  },
  'object-away': {
    title: {
      vi: 'Nút này hiện không còn giữ nội dung của đối tượng',
      'zh-Hans': '本节点目前没有这个对象的内容',
      en: 'The node does not hold the bytes of this object at the moment',
    },
    next: {
      vi: 'Hãy hỏi lại sau: tệp có thể được khôi phục hoặc lấy lại từ nơi đã cung cấp.',
      'zh-Hans': '请稍后再试：文件可能会恢复，或从提供方重新取得。',
      en: 'Ask again later: its file may be put back, or come once more from who gave it.',
    },
  },
} as const satisfies Record<string, ProblemWords>;
