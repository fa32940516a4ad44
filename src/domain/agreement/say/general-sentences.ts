import type { Trilingual } from '#kernel/language.ts';

/** What an agreement says beside its rules: promises to be counted, and the terms of the whole. */
export const GENERAL_SENTENCES = {
  // Promises to be counted.
  visit: {
    vi: '{who} bố trí {things} cho {other}{per}: {title}.',
    'zh-Hans': '{who}{per}为{other}安排{things}：{title}。',
    en: '{who} is to arrange {things} for {other}{per}: {title}.',
  },
  trainingPlace: {
    vi: '{who} dành {things} cho {other}{per}: {title}.',
    'zh-Hans': '{who}{per}向{other}提供{things}：{title}。',
    en: '{who} is to provide {things} for {other}{per}: {title}.',
  },
  jointProject: {
    vi: '{who} chủ trì thực hiện {things} cùng {other}{per}: {title}.',
    'zh-Hans': '{who}{per}牵头与{other}实施{things}：{title}。',
    en: '{who} is to lead {things} with {other}{per}: {title}.',
  },
  'per.term': {
    vi: ' trong thời hạn thỏa thuận',
    'zh-Hans': '在协议期内',
    en: ' over the term of the agreement',
  },
  'per.P1D': {
    vi: ' mỗi ngày (theo giờ {zone})',
    'zh-Hans': '每日（按{zone}时间计）',
    en: ' each day ({zone} time)',
  },
  'per.P1W': {
    vi: ' mỗi tuần (theo giờ {zone})',
    'zh-Hans': '每周（按{zone}时间计）',
    en: ' each week ({zone} time)',
  },
  'per.P1M': {
    vi: ' mỗi tháng (theo giờ {zone})',
    'zh-Hans': '每月（按{zone}时间计）',
    en: ' each month ({zone} time)',
  },
  'per.P3M': {
    vi: ' mỗi quý (theo giờ {zone})',
    'zh-Hans': '每季度（按{zone}时间计）',
    en: ' each quarter ({zone} time)',
  },
  'per.P1Y': {
    vi: ' mỗi năm dương lịch (theo giờ {zone})',
    'zh-Hans': '每个公历年（按{zone}时间计）',
    en: ' each calendar year ({zone} time)',
  },

  // General terms.
  period: {
    vi: 'Thỏa thuận có hiệu lực từ {from} đến {until}.',
    'zh-Hans': '本协议自{from}起生效，至{until}止。',
    en: 'This agreement is in force from {from} to {until}.',
  },
  'period.open': {
    vi: 'Thỏa thuận có hiệu lực từ {from}, không ấn định ngày kết thúc.',
    'zh-Hans': '本协议自{from}起生效，不设终止日期。',
    en: 'This agreement is in force from {from}, with no end date.',
  },
  notice: {
    vi: 'Mỗi bên có thể chấm dứt bằng thông báo trước {time}; hai bên cùng đồng ý thì chấm dứt ngay. Việc sửa đổi thỏa thuận không rút lại thông báo đã đưa ra.',
    'zh-Hans':
      '任何一方可以提前{time}通知对方终止本协议；双方一致同意的，即时终止。修订本协议不撤销已发出的通知。',
    en: 'Either side may end it by giving notice of {time}; both together may end it at once. An amendment does not take back a notice that was given.',
  },
  cure: {
    vi: 'Bên bị vi phạm có thể chấm dứt vì vi phạm; việc chấm dứt có hiệu lực sau {time}, trừ khi bên đó xác nhận vi phạm đã được khắc phục.',
    'zh-Hans': '一方违约的，受损方可以声明终止；终止自声明起{time}后生效，但受损方确认违约已补救的除外。',
    en: 'The side that is wronged may end it for a breach; that takes hold after {time}, unless it confirms that the breach has been cured.',
  },
  'notice.many': {
    vi: 'Mỗi bên có thể rời thỏa thuận bằng thông báo trước {time}; thỏa thuận tiếp tục giữa các bên còn lại, nếu còn ít nhất hai bên. Tất cả các bên còn lại cùng đồng ý thì chấm dứt ngay. Việc sửa đổi thỏa thuận không rút lại thông báo đã đưa ra.',
    'zh-Hans':
      '任何一方可以提前{time}通知其他各方退出本协议；其余各方不少于两方的，本协议在其间继续有效。其余各方一致同意的，即时终止。修订本协议不撤销已发出的通知。',
    en: 'Any party may leave by giving notice of {time}; the agreement goes on among the others while at least two remain. All that remain may end it together at once. An amendment does not take back a notice that was given.',
  },
  'cure.many': {
    vi: 'Bên bị vi phạm có thể rời thỏa thuận vì vi phạm; việc rời có hiệu lực sau {time}, trừ khi bên đó xác nhận vi phạm đã được khắc phục. Thỏa thuận tiếp tục giữa các bên còn lại, nếu còn ít nhất hai bên.',
    'zh-Hans':
      '一方违约的，受损方可以声明退出本协议；退出自声明起{time}后生效，但受损方确认违约已补救的除外。其余各方不少于两方的，本协议在其间继续有效。',
    en: 'A party that is wronged may leave for a breach; that takes hold after {time}, unless it confirms that the breach has been cured. The agreement goes on among the others while at least two remain.',
  },
  'suspension.many': {
    vi: 'Mỗi bên có thể tạm đình chỉ phần của mình ngay lập tức và chỉ bên đó mới được cho tiếp tục; giữa các bên khác, thỏa thuận vẫn được thực hiện. Trong thời gian tạm đình chỉ, bên đó và các bên khác không được nhận và đăng tin mới của nhau; các nghĩa vụ vẫn phải thực hiện. Việc sửa đổi thỏa thuận không chấm dứt việc tạm đình chỉ.',
    'zh-Hans':
      '任何一方可以即时中止其参与的部分，恢复须由该方作出；其他各方之间照常执行。中止期间，该方与其他各方之间不得采用和发布新的稿件，各项义务继续履行。修订本协议不解除中止。',
    en: 'Any party may suspend its own part at once, and only that party may resume it; among the others the agreement goes on. Meanwhile nothing new is taken or published between it and the others; obligations go on. An amendment does not lift the suspension.',
  },
  'freshness.many': {
    vi: 'Chỉ được sử dụng tin của một bên khác khi đã nhận đủ thông tin mới nhất từ hệ thống của bên đó trong vòng {time} gần nhất, để không bỏ sót đính chính hoặc lệnh hủy tin.',
    'zh-Hans': '使用其他方稿件前，应在最近{time}内与该方系统核对过最新状态，以免遗漏更正或撤稿令。',
    en: 'An item of another party may be used only when the system of that party was last heard, and caught up with, no more than {time} ago, so that no correction or kill is missed.',
  },
  suspension: {
    vi: 'Mỗi bên có thể tạm đình chỉ thỏa thuận ngay lập tức và chỉ bên đó mới được cho tiếp tục. Trong thời gian tạm đình chỉ không được nhận và đăng tin mới; các nghĩa vụ vẫn phải thực hiện. Việc sửa đổi thỏa thuận không chấm dứt việc tạm đình chỉ.',
    'zh-Hans':
      '任何一方可以即时中止本协议，恢复须由中止方作出。中止期间不得采用和发布新的稿件，各项义务继续履行。修订本协议不解除中止。',
    en: 'Either side may suspend the agreement at once, and only that side may resume it. While suspended, nothing new is taken or published; obligations go on. An amendment does not lift the suspension.',
  },
  tail: {
    vi: 'Sau khi chấm dứt, việc sử dụng còn phải được báo trong {time}. Nghĩa vụ đính chính và gỡ bỏ còn hiệu lực chừng nào còn bản đã đăng.',
    'zh-Hans': '本协议终止后，{time}内仍应报告使用情况。只要仍有已发布的版本，更正和撤稿义务就继续有效。',
    en: 'After the end, uses are still reported for {time}. The obligations to correct and to take down last as long as any copy is published.',
  },
  'tail.keepPublished': {
    vi: 'Các bản đã đăng được giữ nguyên.',
    'zh-Hans': '已发布的版本可以保留。',
    en: 'Copies already published may stay.',
  },
  'tail.removeAll': {
    vi: 'Các bản đã đăng phải được gỡ xuống.',
    'zh-Hans': '已发布的版本应当撤下。',
    en: 'Copies already published are taken down.',
  },
  freshness: {
    vi: 'Chỉ được sử dụng tin của bên kia khi đã nhận đủ thông tin mới nhất từ hệ thống của bên đó trong vòng {time} gần nhất, để không bỏ sót đính chính hoặc lệnh hủy tin.',
    'zh-Hans': '使用对方稿件前，应在最近{time}内与对方系统核对过最新状态，以免遗漏更正或撤稿令。',
    en: 'An item of the other side may be used only when its system was last heard, and caught up with, no more than {time} ago, so that no correction or kill is missed.',
  },
  'indexing.own': {
    vi: 'Công cụ tìm kiếm được lập chỉ mục các bản đăng lại như trang riêng của bên đăng.',
    'zh-Hans': '转载版本可以作为发布方自有网页被搜索引擎收录。',
    en: 'Search engines may list the copies as pages of the side that publishes them.',
  },
  'indexing.noindex': {
    vi: 'Các bản đăng lại không được để công cụ tìm kiếm lập chỉ mục.',
    'zh-Hans': '转载版本不得被搜索引擎收录。',
    en: 'Search engines are asked not to list the copies.',
  },
  'indexing.canonicalToOriginal': {
    vi: 'Các bản đăng lại chỉ dẫn công cụ tìm kiếm về bản gốc.',
    'zh-Hans': '转载版本应当向搜索引擎标明原文为规范网页。',
    en: 'The copies name the original to search engines as the page to list.',
  },
  'indexing.translationIndexed': {
    vi: 'Công cụ tìm kiếm được lập chỉ mục bản dịch; bản đăng lại nguyên văn thì không.',
    'zh-Hans': '译文可以被搜索引擎收录；原文转载版本不得被收录。',
    en: 'Search engines may list translations; verbatim copies are not listed.',
  },
  'text.known': {
    vi: 'Văn bản kèm theo ({address}) có mã băm {digest}; bản có mã băm khác không phải là văn bản này.',
    'zh-Hans': '随附文本（{address}）的摘要值为{digest}；摘要值不同的，即非该文本。',
    en: 'The accompanying text ({address}) has the digest {digest}; a text with another digest is not the one agreed.',
  },
  'text.digest': {
    vi: 'Văn bản kèm theo có mã băm {digest}; bản có mã băm khác không phải là văn bản này.',
    'zh-Hans': '随附文本的摘要值为{digest}；摘要值不同的，即非该文本。',
    en: 'The accompanying text has the digest {digest}; a text with another digest is not the one agreed.',
  },
  'text.address': {
    vi: 'Văn bản kèm theo: {address}.',
    'zh-Hans': '随附文本：{address}。',
    en: 'The accompanying text: {address}.',
  },
  contacts: { vi: 'Đầu mối liên hệ: {list}.', 'zh-Hans': '联系方式：{list}。', en: 'Contacts: {list}.' },
  contact: {
    vi: '{party}, {purpose}: {name}, {email}{phone}',
    'zh-Hans': '{party}（{purpose}）：{name}，{email}{phone}',
    en: '{party}, {purpose}: {name}, {email}{phone}',
  },
  'contact.phone': { vi: ', điện thoại {phone}', 'zh-Hans': '，电话{phone}', en: ', telephone {phone}' },
  editorial: { vi: 'về tin, bài', 'zh-Hans': '编务', en: 'for editorial matters' },
  corrections: {
    vi: 'về đính chính, hủy tin và việc khẩn',
    'zh-Hans': '更正、撤稿及紧急事务',
    en: 'for corrections, kills and urgent matters',
  },
  legal: { vi: 'về pháp lý', 'zh-Hans': '法务', en: 'for legal matters' },
  technical: { vi: 'về kỹ thuật', 'zh-Hans': '技术', en: 'for technical matters' },
  conflict: {
    vi: 'Khi các điều mâu thuẫn nhau, điều cấm được ưu tiên. Việc không được cấp phép tại đây thì không được làm. Nếu các bản ngôn ngữ khác nhau, bản {language} có giá trị quyết định.',
    'zh-Hans':
      '各条款有冲突的，以禁止条款为准。本协议未许可的使用，一律不得进行。各语言文本有歧义的，以{language}文本为准。',
    en: 'Where clauses conflict, the prohibition prevails. What is not granted here is not permitted. Where the language versions differ, the {language} version prevails.',
  },
} as const satisfies Readonly<Record<string, Trilingual>>;
