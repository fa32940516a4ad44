import type { ProblemWords } from '#contract/problem.ts';
import type { Trilingual } from '#kernel/language.ts';

/** What to do is the same for many causes: nothing has changed here, and only the sender can mend it. */
const SEND_ANEW: Trilingual = {
  vi: 'Ở phía ta không có gì thay đổi. Hãy báo cho bên kia và nhờ họ gửi lại từ trang thỏa thuận của họ.',
  'zh-Hans': '本方未有任何变动。请告知对方，并请其从自己的协议页面重新发送。',
  en: 'Nothing has changed here. Tell the other side, and ask them to send it again from their page of the agreement.',
};
const COMPARE: Trilingual = {
  vi: 'Ở phía ta không có gì thay đổi. Hãy cùng bên kia đối chiếu thỏa thuận đang ở bước nào, rồi đi tiếp từ đó.',
  'zh-Hans': '本方未有任何变动。请与对方核对协议目前所处的阶段，再从该处继续。',
  en: 'Nothing has changed here. Compare with the other side where the agreement stands, and go on from there.',
};
const CHECK_KEYS: Trilingual = {
  vi: 'Đừng ký gì. Hãy gọi cho bên kia qua số điện thoại đã biết và đối chiếu dấu vân tay khóa ở trang đối tác.',
  'zh-Hans': '请勿签署。请拨打已知的电话联系对方，并在伙伴页面核对密钥指纹。',
  en: 'Sign nothing. Call the other side on a number you know, and compare the key fingerprints on the partner’s page.',
};
const NOTHING: Trilingual = {
  vi: 'Không cần làm gì.',
  'zh-Hans': '无需处理。',
  en: 'Nothing needs to be done.',
};

function words(vi: string, zh: string, en: string, next: Trilingual): ProblemWords {
  return { title: { vi, 'zh-Hans': zh, en }, next };
}

/** Why what a partner sent about an agreement counts for nothing here, said to the one who received it. */
export const REFUSED_ARRIVALS = {
  'agreement-entry-invalid': words(
    'Thông điệp thiếu một phần bắt buộc hoặc ghi sai mã văn bản',
    '消息缺少必要内容，或所写的文本摘要不符',
    'The message lacks a part it must have, or names another text than it brings',
    SEND_ANEW,
  ),
  'agreement-document-invalid': words(
    'Văn bản không đọc được thành thỏa thuận, hoặc chữ ký không khớp với văn bản',
    '文本无法读作协议，或签名与文本不符',
    'The text cannot be read as an agreement, or a signature does not fit it',
    SEND_ANEW,
  ),
  'agreement-id-taken': words(
    'Mã thỏa thuận này đã thuộc về một thỏa thuận giữa các bên khác',
    '此编号已属于其他各方之间的协议',
    'This agreement’s identifier belongs to an agreement between others',
    {
      vi: 'Nhờ bên kia lập một thỏa thuận mới; thỏa thuận mới có mã riêng.',
      'zh-Hans': '请对方重新起草一份协议，新协议会有自己的编号。',
      en: 'Ask the other side to draw up a new agreement, which gets an identifier of its own.',
    },
  ),
  'agreement-too-large': words(
    'Văn bản lớn hơn mức nhận được (256 KiB)',
    '文本超过可接收的大小（256 KiB）',
    'The text is larger than what is taken in (256 KiB)',
    {
      vi: 'Nhờ bên kia rút gọn văn bản; phần lời dài để trong bản giấy kèm theo.',
      'zh-Hans': '请对方精简文本；较长的文字可放入随附的纸质文本。',
      en: 'Ask the other side for a shorter text; long wording belongs in the paper that goes with it.',
    },
  ),
  'agreement-too-early': words(
    'Quá nhiều thông điệp đến trước văn bản mà chúng nói tới',
    '在所涉文本到达之前，已有过多消息先到',
    'Too many messages came before the text that they speak of',
    SEND_ANEW,
  ),
  'agreement-signature-refused': words(
    'Chữ ký không đúng với khóa đã ghim của bên kia',
    '签名与对方已固定的密钥不符',
    'The signature does not hold under the key pinned for the other side',
    CHECK_KEYS,
  ),
  'agreement-key-differs': words(
    'Văn bản ghi một khóa khác với khóa đã ghim',
    '文本所列密钥与已固定的密钥不同',
    'The text names another key than the one pinned',
    CHECK_KEYS,
  ),
  'agreement-signature-invalid': words(
    'Chữ ký không phải cho văn bản này',
    '签名并非针对此文本',
    'The signature is not over this text',
    CHECK_KEYS,
  ),
  'agreement-not-a-party': words(
    'Bên gửi hoặc chúng ta không phải là một bên của văn bản',
    '发送方或本方不是文本的当事方',
    'The sender, or we, are no party to the text',
    COMPARE,
  ),
  'agreement-unknown': words(
    'Ở đây không có thỏa thuận nào như thế với bên này',
    '本方没有与该伙伴的此份协议',
    'There is no such agreement with this partner here',
    COMPARE,
  ),
  'agreement-already-signed': words('Đã ký từ trước', '此前已签署', 'It was signed already', NOTHING),
  'agreement-already-shared': words(
    'Văn bản này đã được đặt lên bàn từ trước',
    '此文本此前已提出',
    'This text was laid down already',
    NOTHING,
  ),
  'agreement-already-declared': words(
    'Điều này đã được tuyên bố từ trước',
    '此前已作同样声明',
    'This was declared already',
    NOTHING,
  ),
  'agreement-not-in-state': words(
    'Thỏa thuận không ở trạng thái cho phép điều này',
    '协议当前状态不允许此项操作',
    'The agreement is not in a state that allows this',
    COMPARE,
  ),
  'agreement-not-suspended-by': words(
    'Bên này không phải bên đã đình chỉ, nên không thể nối lại',
    '中止并非由该方作出，故该方不能恢复',
    'Only the side that suspended can resume, and it was not this one',
    COMPARE,
  ),
  'agreement-rule-not-suspendable': words(
    'Điều khoản được nêu không thể đình chỉ riêng',
    '所列条款不能单独中止',
    'The clause named cannot be suspended by itself',
    COMPARE,
  ),
  'agreement-cause-unknown': words(
    'Lý do chấm dứt không chỉ ra điều khoản nào của thỏa thuận',
    '终止理由未指向协议的任何条款',
    'The cause given for ending names no clause of the agreement',
    COMPARE,
  ),
  'agreement-cause-not-declared': words(
    'Không có lời chấm dứt vì vi phạm nào để trả lời',
    '没有可供答复的因违约终止声明',
    'There is no ending for cause that this could answer',
    COMPARE,
  ),
  'agreement-base-stale': words(
    'Đề nghị dựa trên một bản không còn là bản mới nhất trên bàn',
    '该提议所依据的并非桌面上的最新文本',
    'The proposal answers a text that is no longer the newest on the table',
    COMPARE,
  ),
  'agreement-version-unexpected': words(
    'Số phiên bản không nối tiếp phiên bản trước',
    '版本号与前一版本不相衔接',
    'The version number does not follow the one before',
    SEND_ANEW,
  ),
  'agreement-predecessor-wrong': words(
    'Bản sửa đổi nêu sai văn bản mà nó thay thế',
    '修订所列的被替代文本有误',
    'The amendment names the wrong text as the one it replaces',
    SEND_ANEW,
  ),
  'agreement-proposal-closed': words(
    'Đề nghị đã được rút, đã hết hạn hoặc đã có bản khác thay thế',
    '该提议已撤回、已过期或已被其他文本取代',
    'The proposal was withdrawn, has lapsed, or another took its place',
    COMPARE,
  ),
  'agreement-not-proposed-by': words(
    'Chỉ bên đã đặt đề nghị lên bàn mới rút được nó',
    '只有提出该提议的一方才能撤回',
    'Only the side that laid the proposal down can withdraw it',
    COMPARE,
  ),
  'agreement-expiry-invalid': words(
    'Hạn của đề nghị đã qua khi nó được gửi',
    '提议在发送时已超过期限',
    'The proposal had lapsed when it was sent',
    SEND_ANEW,
  ),
  'agreement-comment-invalid': words(
    'Lời nhận xét trống, quá dài hoặc thiếu tên người viết',
    '意见为空、过长或缺少作者',
    'The comment is empty, too long, or has no author',
    SEND_ANEW,
  ),
  'agreement-clause-unknown': words(
    'Lời nhận xét nói về một điều khoản không có trong văn bản',
    '意见所指的条款在文本中不存在',
    'The comment is about a clause that the text does not have',
    SEND_ANEW,
  ),
  'commitment-unknown': words(
    'Điều được nêu không phải là cam kết của thỏa thuận đã ký đủ',
    '所指条款并非各方均已签署之协议中的承诺',
    'What it names is no commitment of an agreement that all have signed',
    COMPARE,
  ),
  'commitment-of-others': words(
    'Cam kết được nêu không phải giữa bên gửi và chúng ta',
    '所指承诺并非发送方与本方之间的承诺',
    'The commitment named is not one between the sender and us',
    COMPARE,
  ),
  'fulfilment-invalid': words(
    'Bản ghi thiếu số lượng hoặc lý do, hoặc ngày nằm ngoài thời hạn',
    '记录缺少数量或理由，或日期不在期限内',
    'The record lacks a count or a reason, or its day is outside the term',
    SEND_ANEW,
  ),
  'fulfilments-unanswered': words(
    'Bên gửi có quá nhiều bản ghi đang chờ chúng ta trả lời',
    '发送方有过多记录等待本方答复',
    'Too many records of the sender wait for our answer',
    {
      vi: 'Hãy xác nhận hoặc phản đối các bản ghi ở trang thỏa thuận, rồi nhờ bên kia ghi lại.',
      'zh-Hans': '请在协议页面确认这些记录或提出异议，然后请对方重新记录。',
      en: 'Answer the records on the page of the agreement, then ask the other side to record it again.',
    },
  ),
  'fulfilment-unknown': words(
    'Ở đây không có bản ghi thực hiện mà thông điệp nói tới',
    '本方没有消息所指的履约记录',
    'The record of fulfilment that it speaks of is not here',
    COMPARE,
  ),
  'fulfilment-not-yours': words(
    'Bên gửi không được nói điều này về bản ghi',
    '发送方无权对该记录作此表态',
    'It is not for the sender to say this of the record',
    COMPARE,
  ),
  'fulfilment-answered': words(
    'Đã nói điều này về bản ghi, hoặc bản ghi đã được rút lại từ trước',
    '对该记录此前已作此表态，或记录已撤回',
    'This was said of the record before, or it was taken back',
    NOTHING,
  ),
} as const satisfies Readonly<Record<string, ProblemWords>>;

/** What came, by the type of its entry. */
export const ARRIVAL_NAMES: Readonly<Record<string, Trilingual>> = {
  'agreement.proposed': { vi: 'Một đề nghị', 'zh-Hans': '一份提议', en: 'A proposal' },
  'agreement.amended': { vi: 'Một bản sửa đổi', 'zh-Hans': '一份修订', en: 'An amendment' },
  'agreement.accepted': { vi: 'Một chữ ký', 'zh-Hans': '一个签名', en: 'A signature' },
  'agreement.withdrawn': { vi: 'Việc rút đề nghị', 'zh-Hans': '撤回提议', en: 'A withdrawal' },
  'agreement.commented': { vi: 'Một nhận xét', 'zh-Hans': '一条意见', en: 'A comment' },
  'agreement.paper': { vi: 'Tên của bản giấy', 'zh-Hans': '纸质文本的名称', en: 'The name of a paper text' },
  'agreement.suspended': { vi: 'Việc tạm đình chỉ', 'zh-Hans': '中止声明', en: 'A suspension' },
  'agreement.resumed': { vi: 'Việc nối lại', 'zh-Hans': '恢复声明', en: 'A resumption' },
  'agreement.notice': { vi: 'Thông báo chấm dứt', 'zh-Hans': '终止通知', en: 'A notice' },
  'agreement.terminated': { vi: 'Việc chấm dứt', 'zh-Hans': '终止声明', en: 'A termination' },
  'agreement.cured': {
    vi: 'Lời báo đã khắc phục vi phạm',
    'zh-Hans': '已补救违约的声明',
    en: 'The word that a breach was mended',
  },
  'commitment.fulfilled': {
    vi: 'Một bản ghi thực hiện',
    'zh-Hans': '一条履约记录',
    en: 'A record of fulfilment',
  },
  'commitment.answered': {
    vi: 'Câu trả lời về một bản ghi thực hiện',
    'zh-Hans': '对履约记录的答复',
    en: 'An answer to a record of fulfilment',
  },
  'commitment.withdrawn': {
    vi: 'Việc rút một bản ghi thực hiện',
    'zh-Hans': '撤回履约记录',
    en: 'A record of fulfilment taken back',
  },
  'agreement.contested': { vi: 'Lời phản đối', 'zh-Hans': '异议', en: 'An objection' },
};
