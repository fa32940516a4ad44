import type { Trilingual } from '#kernel/language.ts';

/** What a clause comes to in the newsroom, by one story; it explains the text of an agreement and is no part of it. */
export const MEANS_SENTENCES = {
  story: { vi: 'tin “{headline}”', 'zh-Hans': '稿件“{headline}”', en: 'the story “{headline}”' },
  anyStory: { vi: 'một tin', 'zh-Hans': '一篇稿件', en: 'a story' },
  it: { vi: 'tin đó', 'zh-Hans': '该稿', en: 'it' },

  may: {
    vi: 'Ví dụ: khi {giver} đưa ra {story}, {who} được {what} mà không phải hỏi thêm{rest}.',
    'zh-Hans': '例如，{giver}供出{story}后，{who}可以{what}，无须另行征求同意{rest}。',
    en: 'For example, when {giver} sends out {story}, {who} may {what} without asking again{rest}.',
  },
  within: {
    vi: ', nếu đúng các điều kiện của điều này',
    'zh-Hans': '，但须符合本条所列条件',
    en: ', within the conditions of this clause',
  },
  quota: {
    vi: ', và lần đăng đầu tính vào hạn mức {things} của kỳ',
    'zh-Hans': '，且首次发布计入本期{things}的配额',
    en: ', and its first publication counts towards the quota of {things} for the period',
  },
  mayNot: {
    vi: 'Ví dụ: khi {giver} đưa ra {story}, {who} không được {what}{rest}, dù một điều khác cho phép.',
    'zh-Hans': '例如，{giver}供出{story}后，{who}不得{what}{rest}，即使另有条款许可。',
    en: 'For example, when {giver} sends out {story}, {who} may not {what}{rest}, even where another clause allows it.',
  },
  inCases: {
    vi: ' trong trường hợp điều này nêu',
    'zh-Hans': '（限于本条所列情形）',
    en: ' in the cases that this clause names',
  },

  itemTaken: { vi: 'đã nhận {story}', 'zh-Hans': '采用{story}', en: 'has taken {story}' },
  itemPublished: { vi: 'đã đăng {story}', 'zh-Hans': '发布{story}', en: 'has published {story}' },
  correctionReceived: {
    vi: 'đã nhận đính chính của {story}',
    'zh-Hans': '收到{story}的更正',
    en: 'has received a correction of {story}',
  },
  killReceived: {
    vi: 'đã nhận lệnh hủy {story}',
    'zh-Hans': '收到{story}的撤稿令',
    en: 'has received the kill of {story}',
  },
  reportUse: {
    vi: 'Ví dụ: khi {who} {event}, bên đó báo cho {other} trong vòng {time} biết tin được dùng ở đâu.',
    'zh-Hans': '例如，{who}{event}后，在{time}内告知{other}用于何处。',
    en: 'For example, once {who} {event}, it tells {other} within {time} where the story runs.',
  },
  applyCorrection: {
    vi: 'Ví dụ: khi {other} đính chính {story}, {who} sửa mọi bản của mình trong vòng {time}.',
    'zh-Hans': '例如，{other}更正{story}后，{who}在{time}内改正自己的全部版本。',
    en: 'For example, when {other} corrects {story}, {who} puts every copy of its own right within {time}.',
  },
  removeFromService: {
    vi: 'Ví dụ: khi {other} ra lệnh hủy {story}, {who} gỡ mọi bản của mình trong vòng {time}.',
    'zh-Hans': '例如，{other}对{story}发出撤稿令后，{who}在{time}内撤下自己的全部版本。',
    en: 'For example, when {other} kills {story}, {who} takes every copy of its own down within {time}.',
  },
  commitment: {
    vi: 'Ví dụ: khi cả {who} và {other} cùng nói đã có {things}{per}, cam kết coi như đã giữ; trước đó vẫn còn nợ.',
    'zh-Hans': '例如，{who}与{other}都认可{per}已有{things}的，承诺即告履行；在此之前仍属未履行。',
    en: 'For example, once {who} and {other} both confirm {things}{per}, the promise is kept; until then it stays open.',
  },

  period: {
    vi: 'Ví dụ: chỉ được nhận mới {story} theo thỏa thuận này khi thỏa thuận đang có hiệu lực.',
    'zh-Hans': '例如，只有在本协议有效期间，才能依本协议新采用{story}。',
    en: 'For example, {story} is taken anew under this agreement only while it is in force.',
  },
  suspension: {
    vi: 'Ví dụ: khi một bên đã tạm đình chỉ, không ai nhận mới {story}, nhưng đính chính của tin vẫn phải thực hiện.',
    'zh-Hans': '例如，一方中止期间，任何人不得新采用{story}，但对它的更正仍须执行。',
    en: 'For example, while one side has suspended it nobody takes {story} anew, but a correction of it is still carried out.',
  },
  'tail.keepPublished': {
    vi: 'Ví dụ: trang đăng {story} còn đó khi thỏa thuận chấm dứt thì được giữ, và đính chính về sau vẫn phải thực hiện.',
    'zh-Hans': '例如，协议终止时仍刊载{story}的页面可以保留，此后对它的更正仍须执行。',
    en: 'For example, a page with {story} that stands when the agreement ends may stay, and a later correction of it is still carried out.',
  },
  'tail.removeAll': {
    vi: 'Ví dụ: trang đăng {story} còn đó khi thỏa thuận chấm dứt thì phải gỡ.',
    'zh-Hans': '例如，协议终止时仍刊载{story}的页面必须撤下。',
    en: 'For example, a page with {story} that stands when the agreement ends has to come down.',
  },
  freshness: {
    vi: 'Ví dụ: quá {time} không nhận được gì mới từ {giver} thì không ai đăng {story} cho đến khi nhận lại được.',
    'zh-Hans': '例如，超过{time}没有{giver}的最新消息，任何人不得发布{story}，直到重新收到消息。',
    en: 'For example, when nothing was heard from {giver} for more than {time}, nobody publishes {story} until it is heard again.',
  },
  'indexing.own': {
    vi: 'Ví dụ: bản đăng lại {story} được tìm thấy bằng công cụ tìm kiếm như mọi trang của bên đăng.',
    'zh-Hans': '例如，{story}的转载页面可以像发布方的其他网页一样被搜索到。',
    en: 'For example, a copy of {story} may be found by search engines like any page of its publisher.',
  },
  'indexing.noindex': {
    vi: 'Ví dụ: bản đăng lại {story} yêu cầu công cụ tìm kiếm đừng liệt kê nó.',
    'zh-Hans': '例如，{story}的转载页面会要求搜索引擎不予收录。',
    en: 'For example, a copy of {story} asks search engines not to list it.',
  },
  'indexing.canonicalToOriginal': {
    vi: 'Ví dụ: bản đăng lại {story} chỉ công cụ tìm kiếm về bản gốc.',
    'zh-Hans': '例如，{story}的转载页面会把搜索引擎指向原文。',
    en: 'For example, a copy of {story} sends search engines to the original.',
  },
  'indexing.translationIndexed': {
    vi: 'Ví dụ: bản dịch của {story} tìm được bằng công cụ tìm kiếm, bản đăng lại nguyên văn thì không.',
    'zh-Hans': '例如，{story}的译文可以被搜索到，原文转载则不能。',
    en: 'For example, a translation of {story} may be found by search engines, but not a word-for-word copy of it.',
  },
  'text.digest': {
    vi: 'Ví dụ: đổi một chữ trong bản giấy thì mã băm cũng khác, và khi kiểm tra sẽ thấy.',
    'zh-Hans': '例如，纸质文本改动一个字，摘要值就会不同，核对时即可发现。',
    en: 'For example, if one letter of the paper text is changed, its digest is another one, and the check shows it.',
  },
  'text.address': {
    vi: 'Ví dụ: ai muốn đọc lời văn trên giấy thì tìm ở địa chỉ ghi tại đây.',
    'zh-Hans': '例如，想看纸质文字的人，可在此处所列地址找到。',
    en: 'For example, whoever wants to read the wording on paper finds it at the address named here.',
  },
  contacts: {
    vi: 'Ví dụ: khi việc đính chính {story} bị quá hạn, thư được gửi cho những người ghi tại đây.',
    'zh-Hans': '例如，{story}的更正逾期时，将致信此处所列人员。',
    en: 'For example, when a correction of {story} is overdue, people who are named here are written to.',
  },
  conflict: {
    vi: 'Ví dụ: một điều cho phép dùng {story} theo một cách mà điều khác cấm, thì bị cấm; điều gì không điều nào cho phép thì không được làm.',
    'zh-Hans': '例如，对{story}的某种使用，一条许可而另一条禁止的，即为禁止；没有条款许可的，不得进行。',
    en: 'For example, when one clause allows a use of {story} and another forbids it, it is forbidden; and what no clause allows is not allowed.',
  },
} as const satisfies Record<string, Trilingual>;
