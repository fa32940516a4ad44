import type { Trilingual } from '#kernel/language.ts';

/**
 * The catalogue of what rules say; `general-sentences` has the rest. Braces are filled with names and phrases in the same language;
 * a sentence without all three languages does not compile, one whose braces differ fails a test.
 */
export const CLAUSE_SENTENCES = {
  preamble: {
    vi: 'Thỏa thuận giữa {parties}.',
    'zh-Hans': '本协议由{parties}订立。',
    en: 'Agreement between {parties}.',
  },

  // Who may, or may not, do what.
  may: { vi: '{who} được {what}.', 'zh-Hans': '{who}可以{what}。', en: '{who} may {what}.' },
  'may-not': { vi: '{who} không được {what}.', 'zh-Hans': '{who}不得{what}。', en: '{who} may not {what}.' },
  publish: { vi: 'đăng, phát {items}{how}', 'zh-Hans': '发布{items}{how}', en: 'publish {items}{how}' },
  translate: { vi: 'dịch {items}{how}', 'zh-Hans': '翻译{items}{how}', en: 'translate {items}{how}' },
  extract: {
    vi: 'trích dẫn {items}{how}',
    'zh-Hans': '摘用{items}{how}',
    en: 'use excerpts of {items}{how}',
  },
  modify: {
    vi: 'rút gọn, biên tập lại {items}{how}',
    'zh-Hans': '删节、改编{items}{how}',
    en: 'shorten and adapt {items}{how}',
  },
  archive: {
    vi: 'lưu trữ {items}{how}',
    'zh-Hans': '将{items}存档{how}',
    en: 'keep {items} in an archive{how}',
  },
  grantUse: {
    vi: 'cho bên thứ ba sử dụng {items}{how}',
    'zh-Hans': '许可第三方使用{items}{how}',
    en: 'let third parties use {items}{how}',
  },
  mineData: {
    vi: 'khai thác dữ liệu từ {items} (kể cả để huấn luyện trí tuệ nhân tạo){how}',
    'zh-Hans': '将{items}用于数据挖掘（包括训练人工智能）{how}',
    en: 'use {items} for data mining (including the training of artificial intelligence){how}',
  },
  keepInMemory: {
    vi: 'lưu {items} cùng bản dịch vào bộ nhớ dịch{how}',
    'zh-Hans': '将{items}及其译文存入翻译记忆库{how}',
    en: 'store {items}, with translations, in a translation memory{how}',
  },
  'keepInMemory.scope': {
    vi: 'Bộ nhớ dịch chỉ phục vụ việc dịch của chính bên được phép; không được chuyển cho bên khác và không được dùng tiếp khi thỏa thuận đã kết thúc.',
    'zh-Hans': '翻译记忆库仅供被许可方自身翻译使用，不得提供给他方，本协议终止后不得继续使用。',
    en: 'The translation memory serves the permitted side’s own translating only; it is passed on to nobody and not used after the end of the agreement.',
  },
  offer: {
    vi: 'chào {items} cho bên khác{how}',
    'zh-Hans': '将{items}供给其他方{how}',
    en: 'offer {items} to others{how}',
  },

  // Which items.
  items: {
    vi: '{kinds} của {giver}{topics}{languages}{products}{except}',
    'zh-Hans': '{giver}的{products}{topics}{languages}{kinds}{except}',
    en: '{kinds} of {giver}{topics}{languages}{products}{except}',
  },
  except: { vi: ' (trừ {list})', 'zh-Hans': '（{list}除外）', en: ' (except {list})' },
  // The giver's name, when the items come from others through it.
  'giver.passing': {
    vi: '{providers} (do {giver} cung cấp)',
    'zh-Hans': '{providers}（由{giver}提供）',
    en: '{providers} (supplied by {giver})',
  },
  'kinds.all': { vi: 'tin, bài, ảnh và nội dung khác', 'zh-Hans': '稿件', en: 'items' },
  'topics.any': { vi: ' về chủ đề {list}', 'zh-Hans': '{list}类', en: ' on {list}' },
  'topics.none': { vi: 'nội dung về chủ đề {list}', 'zh-Hans': '{list}类稿件', en: 'those on {list}' },
  'languages.any': { vi: ' bằng {list}', 'zh-Hans': '{list}', en: ' in {list}' },
  'languages.none': { vi: 'nội dung bằng {list}', 'zh-Hans': '{list}稿件', en: 'those in {list}' },
  'products.any': {
    vi: ' thuộc bản tin {list}',
    'zh-Hans': '{list}产品中的',
    en: ' from the service {list}',
  },
  'products.none': {
    vi: 'nội dung thuộc bản tin {list}',
    'zh-Hans': '{list}产品中的稿件',
    en: 'those from the service {list}',
  },

  // How an action is done.
  'channels.all': { vi: ' trên mọi kênh', 'zh-Hans': '（渠道不限）', en: ' on any channel' },
  'channels.any': { vi: ' trên {list}', 'zh-Hans': '（渠道：{list}）', en: ' on {list}' },
  'channels.none': {
    vi: ' trên mọi kênh trừ {list}',
    'zh-Hans': '（{list}以外的渠道）',
    en: ' on any channel except {list}',
  },
  'into.all': { vi: ' sang mọi ngôn ngữ', 'zh-Hans': '（译入语种不限）', en: ' into any language' },
  'into.any': { vi: ' sang {list}', 'zh-Hans': '（译成{list}）', en: ' into {list}' },
  'into.none': {
    vi: ' sang mọi ngôn ngữ trừ {list}',
    'zh-Hans': '（译成{list}以外的语言）',
    en: ' into any language except {list}',
  },
  words: {
    vi: ' (mỗi lần không quá {things})',
    'zh-Hans': '（每次不超过{things}）',
    en: ' (at most {things} each)',
  },

  // Conditions: neutral phrases, framed as what must hold or as when a prohibition applies.
  conditions: { vi: 'Điều kiện: {list}.', 'zh-Hans': '条件：{list}。', en: 'Conditions: {list}.' },
  applies: { vi: 'Áp dụng khi {list}.', 'zh-Hans': '适用情形：{list}。', en: 'This applies when {list}.' },
  'spatial.any': { vi: 'sử dụng tại {list}', 'zh-Hans': '在{list}使用', en: 'the use is in {list}' },
  'spatial.none': {
    vi: 'sử dụng ngoài {list}',
    'zh-Hans': '在{list}以外使用',
    en: 'the use is outside {list}',
  },
  'recipient.any': {
    vi: 'bên nhận là {list}',
    'zh-Hans': '接收方为{list}',
    en: 'the recipient is {list}',
  },
  'recipient.none': {
    vi: 'bên nhận không phải là {list}',
    'zh-Hans': '接收方不是{list}',
    en: 'the recipient is not {list}',
  },
  'channel.any': { vi: 'đăng trên {list}', 'zh-Hans': '通过{list}发布', en: 'the channel is {list}' },
  'channel.none': {
    vi: 'đăng trên kênh khác ngoài {list}',
    'zh-Hans': '通过{list}以外的渠道发布',
    en: 'the channel is not {list}',
  },
  embargo: {
    vi: 'tin đã hết thời hạn cấm đăng (embargo)',
    'zh-Hans': '稿件的禁发期已过',
    en: 'the embargo of the item is over',
  },
  'dateTime.gteq': { vi: 'từ {at}', 'zh-Hans': '自{at}起', en: 'it is {at} or later' },
  'dateTime.gt': { vi: 'sau {at}', 'zh-Hans': '在{at}之后', en: 'it is after {at}' },
  'dateTime.lteq': { vi: 'không muộn hơn {at}', 'zh-Hans': '不迟于{at}', en: 'it is {at} or earlier' },
  'dateTime.lt': { vi: 'trước {at}', 'zh-Hans': '在{at}之前', en: 'it is before {at}' },
  'elapsed.lteq': {
    vi: 'trong vòng {time} kể từ khi tin được chào lần đầu',
    'zh-Hans': '自首次供稿起{time}以内',
    en: 'it is within {time} of the first offer of the item',
  },
  'elapsed.lt': {
    vi: 'chưa đủ {time} kể từ khi tin được chào lần đầu',
    'zh-Hans': '自首次供稿起未满{time}',
    en: 'it is less than {time} after the first offer of the item',
  },
  'elapsed.gteq': {
    vi: 'đã đủ {time} kể từ khi tin được chào lần đầu',
    'zh-Hans': '自首次供稿起已满{time}',
    en: 'it is at least {time} after the first offer of the item',
  },
  'elapsed.gt': {
    vi: 'đã quá {time} kể từ khi tin được chào lần đầu',
    'zh-Hans': '自首次供稿起超过{time}',
    en: 'it is more than {time} after the first offer of the item',
  },
  'quota.P1D': {
    vi: 'không quá {things} mỗi ngày (theo giờ {zone})',
    'zh-Hans': '每日不超过{things}（按{zone}时间计）',
    en: 'no more than {things} a day ({zone} time)',
  },
  'quota.P1W': {
    vi: 'không quá {things} mỗi tuần (theo giờ {zone})',
    'zh-Hans': '每周不超过{things}（按{zone}时间计）',
    en: 'no more than {things} a week ({zone} time)',
  },
  'quota.P1M': {
    vi: 'không quá {things} mỗi tháng (theo giờ {zone})',
    'zh-Hans': '每月不超过{things}（按{zone}时间计）',
    en: 'no more than {things} a month ({zone} time)',
  },
  'quota.P3M': {
    vi: 'không quá {things} mỗi quý (theo giờ {zone})',
    'zh-Hans': '每季度不超过{things}（按{zone}时间计）',
    en: 'no more than {things} a quarter ({zone} time)',
  },
  'quota.P1Y': {
    vi: 'không quá {things} mỗi năm (theo giờ {zone})',
    'zh-Hans': '每年不超过{things}（按{zone}时间计）',
    en: 'no more than {things} a year ({zone} time)',
  },

  // Duties before a use.
  duties: {
    vi: 'Trước khi sử dụng phải: {list}.',
    'zh-Hans': '使用前应当：{list}。',
    en: 'Before the use: {list}.',
  },
  attribute: { vi: 'ghi rõ nguồn', 'zh-Hans': '注明来源', en: 'name the source' },
  'attribute.party': {
    vi: 'ghi rõ nguồn {party}',
    'zh-Hans': '注明来源为{party}',
    en: 'name {party} as the source',
  },
  'attribute.wording': {
    vi: '{duty}, đúng nguyên văn: {wording}',
    'zh-Hans': '{duty}，措辞须为：{wording}',
    en: '{duty}, in exactly these words: {wording}',
  },
  wording: {
    vi: '“{words}” ({language})',
    'zh-Hans': '“{words}”（{language}）',
    en: '“{words}” ({language})',
  },
  nextPolicy: {
    vi: 'ràng buộc bên thứ ba bằng điều kiện không rộng hơn {clause}',
    'zh-Hans': '使第三方接受不宽于{clause}的条件',
    en: 'bind the third party to terms no wider than {clause}',
  },
  linkBack: { vi: 'dẫn liên kết về bản gốc', 'zh-Hans': '附上原文链接', en: 'link back to the original' },
  'duty.when': { vi: '{duty} (khi {list})', 'zh-Hans': '{duty}（{list}时）', en: '{duty} (when {list})' },

  // Obligations after an event.
  reportUse: {
    vi: 'Đối với {items}, {who} phải báo việc sử dụng cho {other} trong vòng {time} kể từ {event}.',
    'zh-Hans': '对{items}，{who}应在{event}后{time}内向{other}报告使用情况。',
    en: 'For {items}, {who} must report each use to {other} within {time} of {event}.',
  },
  applyCorrection: {
    vi: 'Đối với {items}, {who} phải thực hiện đính chính của {other} trong vòng {time} kể từ {event}.',
    'zh-Hans': '对{items}，{who}应在{event}后{time}内完成{other}要求的更正。',
    en: 'For {items}, {who} must apply the corrections of {other} within {time} of {event}.',
  },
  removeFromService: {
    vi: 'Đối với {items}, {who} phải gỡ mọi bản đã đăng trong vòng {time} kể từ {event}.',
    'zh-Hans': '对{items}，{who}应在{event}后{time}内撤下全部已发布的版本。',
    en: 'For {items}, {who} must take down every published copy within {time} of {event}.',
  },
  itemTaken: { vi: 'khi nhận tin', 'zh-Hans': '采用稿件', en: 'taking the item' },
  itemPublished: { vi: 'khi đăng', 'zh-Hans': '发布', en: 'publication' },
  correctionReceived: {
    vi: 'khi nhận được đính chính',
    'zh-Hans': '收到更正通知',
    en: 'receiving the correction',
  },
  killReceived: {
    vi: 'khi nhận được lệnh hủy tin',
    'zh-Hans': '收到撤稿令',
    en: 'receiving the kill notice',
  },
  'onKill.automatic': {
    vi: 'Hệ thống tự động gỡ bản đã đăng ngay khi nhận được lệnh.',
    'zh-Hans': '收到撤稿令后，系统立即自动撤下已发布的版本。',
    en: 'Published copies come down by themselves as soon as the kill notice arrives.',
  },
  'onKill.desk': {
    vi: 'Ban biên tập thực hiện việc gỡ trong thời hạn này.',
    'zh-Hans': '由编辑部在上述期限内撤下。',
    en: 'The desk takes them down within this time.',
  },
  suspendRule: {
    vi: 'Nếu quá hạn, {other} có thể tạm đình chỉ quyền nêu tại {clauses}.',
    'zh-Hans': '逾期未履行的，{other}可以中止{clauses}所列的许可。',
    en: 'If this is overdue, {other} may suspend the rights granted in {clauses}.',
  },
  clause: { vi: 'điều {number}', 'zh-Hans': '第{number}条', en: 'clause {number}' },
} as const satisfies Readonly<Record<string, Trilingual>>;
