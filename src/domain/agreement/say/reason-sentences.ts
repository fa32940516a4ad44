import type { Trilingual } from '#kernel/language.ts';
import type { ReasonCode } from '#domain/agreement/decision.ts';

/**
 * What every reason of a decision says. `found` is what is the case, `wanted` what the clause wants, `at` the moment
 * it turns on, `clause` the number in brackets or nothing. A new reason code without words does not compile.
 */
export const REASON_SENTENCES = {
  'item.killed': {
    vi: 'Cơ quan gốc đã ra lệnh hủy tin này; không được sử dụng dưới bất kỳ hình thức nào.',
    'zh-Hans': '来源机构已发出撤稿令，此稿不得以任何方式使用。',
    en: 'The origin has killed this item; it may not be used in any way.',
  },
  'item.withheld': {
    vi: 'Cơ quan gốc đang tạm giữ tin này; chưa được sử dụng.',
    'zh-Hans': '来源机构已暂停此稿的使用，目前不得使用。',
    en: 'The origin is holding this item back; it may not be used for now.',
  },
  'item.status.unknown': {
    vi: 'Chưa rõ tin này còn được sử dụng hay đã bị hủy.',
    'zh-Hans': '无法确定此稿是否仍可使用。',
    en: 'It is not known whether this item is still usable.',
  },
  'item.restricted': {
    vi: 'Điều kiện đi kèm tin không cho phép: {found}.',
    'zh-Hans': '稿件附带的使用限制不允许：{found}。',
    en: 'The words that came with the item forbid this: {found}.',
  },
  'item.restricted.byProvider': {
    vi: 'Cơ quan cung cấp đã xác nhận rằng điều kiện đi kèm tin không cho phép: {found}.',
    'zh-Hans': '供稿机构已确认稿件的使用限制不允许：{found}。',
    en: 'The provider has confirmed that its terms forbid this: {found}.',
  },
  'item.restrictions.unconfirmed': {
    vi: 'Chưa ai xác nhận điều kiện đi kèm tin: {found}. Hãy đọc và xác nhận ở trang tin.',
    'zh-Hans': '稿件附带的使用限制尚未有人确认：{found}。请在稿件页面阅读并确认。',
    en: 'Nobody has confirmed what came with the item: {found}. Read and confirm it on the story’s page.',
  },
  'item.superseded': {
    vi: 'Phiên bản {found} đã được đính chính; hãy dùng phiên bản {wanted}.',
    'zh-Hans': '第{found}版已被更正，请使用第{wanted}版。',
    en: 'Version {found} has been corrected; use version {wanted}.',
  },
  'item.superseded.unknown': {
    vi: 'Chưa rõ đây có phải là phiên bản mới nhất hay không.',
    'zh-Hans': '无法确定这是否为最新版本。',
    en: 'It is not known whether this is the newest version.',
  },
  prohibition: {
    vi: 'Thỏa thuận cấm việc này: {found}{clause}.',
    'zh-Hans': '协议禁止此项使用：{found}{clause}。',
    en: 'The agreement prohibits this: {found}{clause}.',
  },
  'agreement.notYetEffective': {
    vi: 'Thỏa thuận chưa có hiệu lực; bắt đầu từ {at}{clause}.',
    'zh-Hans': '协议尚未生效，生效时间为{at}{clause}。',
    en: 'The agreement is not in force yet; it starts on {at}{clause}.',
  },
  'agreement.expired': {
    vi: 'Thỏa thuận đã hết hiệu lực từ {at}{clause}.',
    'zh-Hans': '协议已于{at}到期{clause}。',
    en: 'The agreement ended on {at}{clause}.',
  },
  'agreement.suspended': {
    vi: 'Thỏa thuận đang tạm đình chỉ{clause}.',
    'zh-Hans': '协议处于中止状态{clause}。',
    en: 'The agreement is suspended{clause}.',
  },
  'agreement.terminated': {
    vi: 'Thỏa thuận đã chấm dứt{clause}.',
    'zh-Hans': '协议已终止{clause}。',
    en: 'The agreement has been terminated{clause}.',
  },
  'tail.correction': {
    vi: 'Thỏa thuận không còn được thực hiện, nhưng bản đã đăng vẫn được sửa theo đính chính của cơ quan gốc{clause}.',
    'zh-Hans': '协议虽已不再执行，已发布的版本仍可按来源机构的更正修改{clause}。',
    en: 'The agreement no longer runs, but a published copy may still be brought to the origin’s correction{clause}.',
  },
  'tail.keepPublished': {
    vi: 'Bản đã đăng được giữ nguyên{clause}.',
    'zh-Hans': '已发布的版本可以保留{clause}。',
    en: 'What is published may stay{clause}.',
  },
  'tail.removeAll': {
    vi: 'Bản đã đăng phải được gỡ xuống, chậm nhất là {at}{clause}.',
    'zh-Hans': '已发布的版本应当撤下，不迟于{at}{clause}。',
    en: 'What is published must be taken down, at the latest on {at}{clause}.',
  },
  'archive.until': {
    vi: 'Được giữ trong kho lưu trữ đến {at}{clause}.',
    'zh-Hans': '可在档案库中保存至{at}{clause}。',
    en: 'It may stay in an archive until {at}{clause}.',
  },
  'channel.stale': {
    vi: 'Đã {found} chưa nhận được thông tin mới từ nhà cung cấp tin, quá giới hạn {wanted}{clause}; có thể đã có đính chính hoặc lệnh hủy tin.',
    'zh-Hans': '已有{found}未收到供稿方的最新状态，超过{wanted}的限度{clause}；其间可能已有更正或撤稿。',
    en: 'Nothing has been heard from the provider for {found}, more than the {wanted} allowed{clause}; there may be a correction or a kill.',
  },
  'channel.stale.unknown': {
    vi: 'Chưa từng nhận được thông tin từ nhà cung cấp tin; giới hạn là {wanted}{clause}.',
    'zh-Hans': '尚未收到供稿方的任何状态，限度为{wanted}{clause}。',
    en: 'Nothing has been heard from the provider yet; the limit is {wanted}{clause}.',
  },
  'rule.suspended': {
    vi: '{found} đã tạm đình chỉ riêng quyền này{clause}.',
    'zh-Hans': '{found}已单独中止此项许可{clause}。',
    en: '{found} has suspended this permission by itself{clause}.',
  },
  'no.rule': {
    vi: 'Không có thỏa thuận nào cho phép việc này.',
    'zh-Hans': '没有协议许可此项使用。',
    en: 'No agreement grants this use.',
  },
  'passing.wider': {
    vi: 'Thỏa thuận với bên nhận cho phép nhiều hơn mức hãng gốc cho chuyển tiếp: {found}{clause}.',
    'zh-Hans': '与接收方的协议超出了原发机构允许转供的范围：{found}{clause}。',
    en: 'The agreement with the recipient permits more than the origin lets be passed on: {found}{clause}.',
  },
  'item.own': {
    vi: 'Đây là tin của chính đơn vị mình.',
    'zh-Hans': '此稿为本机构自有稿件。',
    en: 'This is your own item.',
  },
  'rule.granted': {
    vi: 'Thỏa thuận cho phép{clause}.',
    'zh-Hans': '协议许可{clause}。',
    en: 'The agreement grants this{clause}.',
  },
  'target.provider': {
    vi: 'Tin của {found} không thuộc các nguồn được cấp: {wanted}{clause}.',
    'zh-Hans': '{found}的稿件不在授权来源之内：{wanted}{clause}。',
    en: 'Items of {found} are not among those granted: {wanted}{clause}.',
  },
  'target.provider.unknown': {
    vi: 'Chưa rõ tin là của cơ quan nào{clause}.',
    'zh-Hans': '稿件来源机构不明{clause}。',
    en: 'It is not known whose item this is{clause}.',
  },
  'target.mediaTopic': {
    vi: 'Chủ đề của tin không thuộc các chủ đề được cấp: {wanted}{clause}.',
    'zh-Hans': '稿件主题不在授权主题之内：{wanted}{clause}。',
    en: 'The topic of the item is not among those granted: {wanted}{clause}.',
  },
  'target.mediaTopic.unknown': {
    vi: 'Tin chưa được phân loại đầy đủ theo chủ đề{clause}.',
    'zh-Hans': '稿件缺少完整的主题分类{clause}。',
    en: 'The item is not fully classified by topic{clause}.',
  },
  'target.newsType': {
    vi: 'Loại nội dung này không được cấp: {found}{clause}.',
    'zh-Hans': '此类稿件未获授权：{found}{clause}。',
    en: 'This kind of content is not granted: {found}{clause}.',
  },
  'target.newsType.unknown': {
    vi: 'Chưa rõ loại nội dung của tin{clause}.',
    'zh-Hans': '稿件类型不明{clause}。',
    en: 'The kind of content is not known{clause}.',
  },
  'target.language': {
    vi: 'Tin bằng {found} không thuộc các ngôn ngữ được cấp{clause}.',
    'zh-Hans': '{found}稿件不在授权语种之内{clause}。',
    en: 'Items in {found} are not among those granted{clause}.',
  },
  'target.language.unknown': {
    vi: 'Chưa rõ ngôn ngữ của tin{clause}.',
    'zh-Hans': '稿件语种不明{clause}。',
    en: 'The language of the item is not known for certain{clause}.',
  },
  'target.newsProduct': {
    vi: 'Tin không thuộc bản tin được cấp: {wanted}{clause}.',
    'zh-Hans': '稿件不属于授权的产品：{wanted}{clause}。',
    en: 'The item is not from a service that is granted: {wanted}{clause}.',
  },
  'target.newsProduct.unknown': {
    vi: 'Chưa rõ tin thuộc bản tin nào{clause}.',
    'zh-Hans': '稿件所属产品不明{clause}。',
    en: 'It is not known which service the item is from{clause}.',
  },
  'refinement.deliveryChannel': {
    vi: '{found} không thuộc các kênh được cấp{clause}.',
    'zh-Hans': '{found}不在授权渠道之内{clause}。',
    en: 'The channel ({found}) is not among those granted{clause}.',
  },
  'refinement.deliveryChannel.unknown': {
    vi: 'Chưa nêu kênh sẽ đăng{clause}.',
    'zh-Hans': '未说明发布渠道{clause}。',
    en: 'The channel has not been stated{clause}.',
  },
  'refinement.language': {
    vi: 'Không được dịch sang {found}{clause}.',
    'zh-Hans': '未授权译成{found}{clause}。',
    en: 'Translation into {found} is not granted{clause}.',
  },
  'refinement.language.unknown': {
    vi: 'Chưa nêu ngôn ngữ sẽ dịch sang{clause}.',
    'zh-Hans': '未说明译入语种{clause}。',
    en: 'The target language has not been stated{clause}.',
  },
  'refinement.wordCount': {
    vi: 'Đoạn trích dài {found}, quá giới hạn {wanted}{clause}.',
    'zh-Hans': '摘用{found}，超过{wanted}的限度{clause}。',
    en: 'The excerpt has {found}, more than the {wanted} allowed{clause}.',
  },
  'refinement.wordCount.unknown': {
    vi: 'Chưa rõ độ dài đoạn trích; giới hạn là {wanted}{clause}.',
    'zh-Hans': '摘用字数不明，限度为{wanted}{clause}。',
    en: 'The length of the excerpt is not known; the limit is {wanted}{clause}.',
  },
  'constraint.spatial': {
    vi: '{found} không thuộc phạm vi sử dụng được cấp{clause}.',
    'zh-Hans': '{found}不在授权的使用地域之内{clause}。',
    en: '{found} is not among the places granted{clause}.',
  },
  'constraint.spatial.unknown': {
    vi: 'Chưa rõ nơi sử dụng: hãy nêu thị trường mà tin nhắm tới, bằng mã hai chữ cái của nước hoặc vùng lãnh thổ{clause}.',
    'zh-Hans': '使用地域不明：请用国家或地区的两位字母代码说明稿件面向的市场{clause}。',
    en: 'The place of use is not known: state the market that it is aimed at, by the two letters of its country or territory{clause}.',
  },
  'constraint.recipient': {
    vi: 'Bên nhận không được phép: {found}{clause}.',
    'zh-Hans': '接收方未获许可：{found}{clause}。',
    en: 'This recipient is not permitted: {found}{clause}.',
  },
  'constraint.recipient.unknown': {
    vi: 'Chưa nêu bên nhận{clause}.',
    'zh-Hans': '未说明接收方{clause}。',
    en: 'The recipient has not been stated{clause}.',
  },
  'constraint.deliveryChannel': {
    vi: '{found} không thuộc các kênh được cấp{clause}.',
    'zh-Hans': '{found}不在授权渠道之内{clause}。',
    en: 'The channel ({found}) is not among those granted{clause}.',
  },
  'constraint.deliveryChannel.unknown': {
    vi: 'Chưa nêu kênh sẽ đăng{clause}.',
    'zh-Hans': '未说明发布渠道{clause}。',
    en: 'The channel has not been stated{clause}.',
  },
  'constraint.dateTime': {
    vi: 'Chưa được phép trước {at}{clause}.',
    'zh-Hans': '{at}之前尚不许可{clause}。',
    en: 'Not permitted before {at}{clause}.',
  },
  'constraint.dateTime.unknown': {
    vi: 'Chưa rõ thời hạn cấm đăng của tin{clause}.',
    'zh-Hans': '稿件的禁发期不明{clause}。',
    en: 'It is not known when the item may be published{clause}.',
  },
  'constraint.elapsedTime': {
    vi: 'Nằm ngoài thời gian được phép, tính từ khi tin được chào lần đầu: {wanted}{clause}.',
    'zh-Hans': '不在许可期限之内（自首次供稿起算）：{wanted}{clause}。',
    en: 'Outside the time permitted, counted from the first offer of the item: {wanted}{clause}.',
  },
  'constraint.elapsedTime.unknown': {
    vi: 'Chưa rõ tin được chào lần đầu khi nào{clause}.',
    'zh-Hans': '首次供稿的时间不明{clause}。',
    en: 'It is not known when the item was first offered{clause}.',
  },
  'constraint.countPerPeriod': {
    vi: 'Đã dùng hết hạn mức {wanted} của kỳ này{clause}; kỳ mới bắt đầu lúc {at}.',
    'zh-Hans': '本期{wanted}的配额已用完{clause}；新一期自{at}开始。',
    en: 'The quota of {wanted} for this period is used up{clause}; the next period starts on {at}.',
  },
  'constraint.countPerPeriod.unknown': {
    vi: 'Chưa rõ hạn mức {wanted} còn lại bao nhiêu{clause}.',
    'zh-Hans': '{wanted}的配额尚余多少不明{clause}。',
    en: 'It is not known how much of the quota of {wanted} is left{clause}.',
  },
  'duty.attribute': {
    vi: 'Chưa ghi rõ nguồn tin{clause}.',
    'zh-Hans': '尚未注明来源{clause}。',
    en: 'The source has not been named{clause}.',
  },
  'duty.attribute.unknown': {
    vi: 'Chưa rõ đã ghi nguồn tin hay chưa{clause}.',
    'zh-Hans': '是否已注明来源不明{clause}。',
    en: 'It is not known whether the source has been named{clause}.',
  },
  'duty.linkBack': {
    vi: 'Chưa dẫn liên kết về bản gốc{clause}.',
    'zh-Hans': '尚未附上原文链接{clause}。',
    en: 'There is no link back to the original{clause}.',
  },
  'duty.linkBack.unknown': {
    vi: 'Chưa rõ đã dẫn liên kết về bản gốc hay chưa{clause}.',
    'zh-Hans': '是否已附上原文链接不明{clause}。',
    en: 'It is not known whether there is a link back to the original{clause}.',
  },
  'duty.nextPolicy': {
    vi: 'Bên thứ ba chưa bị ràng buộc bởi các điều kiện của thỏa thuận{clause}.',
    'zh-Hans': '尚未使第三方接受协议的条件{clause}。',
    en: 'The third party has not been bound to the terms of the agreement{clause}.',
  },
  'duty.nextPolicy.unknown': {
    vi: 'Chưa rõ bên thứ ba đã bị ràng buộc bởi các điều kiện của thỏa thuận hay chưa{clause}.',
    'zh-Hans': '第三方是否已接受协议的条件不明{clause}。',
    en: 'It is not known whether the third party is bound to the terms of the agreement{clause}.',
  },
} as const satisfies Readonly<Record<ReasonCode, Trilingual>>;

/** When time is over rather than still to come; the code is the same. */
export const TIME_IS_OVER = {
  vi: 'Đã quá thời điểm cho phép: {wanted}{clause}.',
  'zh-Hans': '已过许可时间：{wanted}{clause}。',
  en: 'The permitted time is over: {wanted}{clause}.',
} as const satisfies Trilingual;

/** A set from which the clause takes some out. */
export const EXCLUDED = {
  vi: 'Thỏa thuận loại trừ: {wanted}{clause}.',
  'zh-Hans': '协议排除：{wanted}{clause}。',
  en: 'The agreement excludes: {wanted}{clause}.',
} as const satisfies Trilingual;

/** Of a prohibition that ends by itself. */
export const PROHIBITED_UNTIL: Trilingual = {
  vi: 'Đến {at}, thỏa thuận cấm việc này: {found}{clause}.',
  'zh-Hans': '在{at}之前，协议禁止此项使用：{found}{clause}。',
  en: 'Until {at} the agreement prohibits this: {found}{clause}.',
};

export const CLAUSE_IN_BRACKETS = {
  vi: ' (điều {number})',
  'zh-Hans': '（第{number}条）',
  en: ' (clause {number})',
} as const satisfies Trilingual;
