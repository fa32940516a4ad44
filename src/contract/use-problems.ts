import type { ProblemWords } from '#contract/problem.ts';

/** Refusals of taking, correcting, killing and answering. */
export const USE_PROBLEMS = {
  'story-unknown': {
    title: { vi: 'Không có tin này', 'zh-Hans': '没有这篇稿件', en: 'There is no such story' },
    next: {
      vi: 'Có thể thỏa thuận không còn cho thấy tin này. Quay lại danh sách tin.',
      'zh-Hans': '协议可能已不再提供该稿件。请返回稿件列表。',
      en: 'The agreement may no longer show it. Go back to the wire.',
    },
  },
  'use-not-permitted': {
    title: {
      vi: 'Thỏa thuận không cho phép',
      'zh-Hans': '协议不允许',
      en: 'The agreement does not permit this',
    },
    next: {
      vi: 'Điều khoản và lý do nằm trong “because”; hỏi đối tác nếu cần thêm quyền.',
      'zh-Hans': '相关条款与原因见“because”；如需更多权利请与伙伴商议。',
      en: '“because” names the clause and the reason; ask the partner for further rights.',
    },
  },
  'story-own': {
    title: { vi: 'Đây là tin của chính hãng', 'zh-Hans': '这是本社自己的稿件', en: 'This is our own story' },
    next: {
      vi: 'Tin của hãng không cần lấy về; hãy mở để biên tập hoặc đăng.',
      'zh-Hans': '自己的稿件无需采用，可直接编辑或发布。',
      en: 'Own stories need no taking: open it to edit or publish.',
    },
  },
  'story-off-offer': {
    title: {
      vi: 'Đối tác không còn chào tin này',
      'zh-Hans': '合作方已不再提供这篇稿件',
      en: 'The partner does not offer this story any more',
    },
    next: {
      vi: 'Tin chưa nhận thì không nhận được nữa; bản đã nhận trước đó vẫn dùng theo thỏa thuận.',
      'zh-Hans': '未采用的不能再采用；此前已采用的仍可按协议使用。',
      en: 'It cannot be taken now; copies that were taken before may be used as the agreement says.',
    },
  },
  'restriction-incomplete': {
    title: {
      vi: 'Hạn chế chưa nêu nơi hoặc kênh',
      'zh-Hans': '限制未写明地区或渠道',
      en: 'A restriction names no place or outlet',
    },
    next: {
      vi: 'Chưa xác nhận gì. Hãy chọn ít nhất một nơi hoặc một kênh cho hạn chế này.',
      'zh-Hans': '尚未确认任何内容。请为该限制至少选择一个地区或渠道。',
      en: 'Nothing was confirmed. Name at least one place or outlet for it.',
    },
  },
  'restrictions-changed': {
    title: {
      vi: 'Điều kiện đi kèm tin không còn như bạn đã đọc',
      'zh-Hans': '稿件附带的限制已与您所见不同',
      en: 'The words beside the story are not those you read',
    },
    next: {
      vi: 'Chưa xác nhận gì. Tải lại tin và đọc điều kiện mới.',
      'zh-Hans': '尚未确认任何内容。请重新加载稿件并阅读新的限制。',
      en: 'Nothing was confirmed. Load the story again and read the new words.',
    },
  },
  'override-needless': {
    title: {
      vi: 'Thỏa thuận đã cho phép việc này',
      'zh-Hans': '协议已允许此项使用',
      en: 'The agreement permits this already',
    },
    next: {
      vi: 'Không cần xin vượt điều khoản. Cứ làm như thường.',
      'zh-Hans': '无需申请破例，照常使用即可。',
      en: 'No override is needed. Go on as usual.',
    },
  },
  'override-closed': {
    title: {
      vi: 'Lý do từ chối này không được phép vượt',
      'zh-Hans': '此项拒绝理由不允许破例',
      en: 'This denial is not open to an override',
    },
    next: {
      vi: 'Chưa ghi gì. “because” nêu lý do; tổng biên tập chọn lý do nào được vượt ở mục Vượt điều khoản, còn tin bị rút, lệnh cấm và giờ cấm đăng thì không bao giờ.',
      'zh-Hans':
        '未记录任何内容。“because”列出理由；哪些理由可以破例由总编辑在“破例使用”中设定，撤稿、禁止条款和禁发期永不在内。',
      en: 'Nothing was recorded. “because” names the reason; the chief says under Overrides which reasons are open. A kill, a prohibition and an embargo never are.',
    },
  },
  'override-unknown': {
    title: {
      vi: 'Không có đề nghị vượt điều khoản này',
      'zh-Hans': '没有这项破例申请',
      en: 'There is no such override',
    },
    next: { vi: 'Tải lại danh sách.', 'zh-Hans': '请刷新列表。', en: 'Load the list again.' },
  },
  'override-second-person': {
    title: {
      vi: 'Phải là người thứ hai duyệt',
      'zh-Hans': '须由另一人批准',
      en: 'A second person has to approve it',
    },
    next: {
      vi: 'Đề nghị vẫn còn đó. Hãy nhờ tổng biên tập hoặc điều phối viên khác duyệt.',
      'zh-Hans': '申请仍然保留。请另一位总编辑或协议协调员批准。',
      en: 'What you asked still stands. Let another chief or coordinator approve it.',
    },
  },
  'override-answered': {
    title: {
      vi: 'Đề nghị này đã có câu trả lời',
      'zh-Hans': '该申请已有答复',
      en: 'This was answered already',
    },
    next: {
      vi: 'Câu trả lời đầu tiên giữ nguyên. Muốn khác thì xin lại.',
      'zh-Hans': '以首次答复为准。如需更改请重新申请。',
      en: 'The first answer stands. Ask anew if it should be otherwise.',
    },
  },
  'override-outdated': {
    title: {
      vi: 'Tin hoặc thỏa thuận đã thay đổi từ lúc xin',
      'zh-Hans': '申请之后稿件或协议已有变化',
      en: 'The story or the agreement has changed since this was asked',
    },
    next: {
      vi: 'Chưa duyệt gì và chưa báo cho đối tác. Mở tin, xem lý do hiện nay rồi xin lại nếu cần.',
      'zh-Hans': '尚未批准，也未通知伙伴。请打开稿件查看现在的理由，必要时重新申请。',
      en: 'Nothing was approved and the partner was not told. Open the story, read what stands against it now, and ask anew if need be.',
    },
  },
  'take-unknown': {
    title: { vi: 'Không có lượt lấy tin này', 'zh-Hans': '没有这次采用', en: 'There is no such take' },
    next: { vi: 'Tải lại danh sách.', 'zh-Hans': '请刷新列表。', en: 'Load the list again.' },
  },
  'take-built-upon': {
    title: {
      vi: 'Đã có bản dịch hoặc trang đăng từ lượt lấy tin này',
      'zh-Hans': '该采用已有译文或发布页面',
      en: 'A translation or page was built on this take',
    },
    next: {
      vi: 'Không mất gì cả. Gỡ trang đăng nếu không muốn dùng tin nữa.',
      'zh-Hans': '内容均已保留。若不再使用，请撤下已发布的页面。',
      en: 'Nothing is lost. Withdraw the page if the story is not to be used.',
    },
  },
  'take-told': {
    title: {
      vi: 'Đối tác đã được báo về lượt lấy tin này',
      'zh-Hans': '伙伴已获知此次采用',
      en: 'The partner has been told of this take',
    },
    next: {
      vi: 'Lấy tin không buộc phải đăng. Đính chính và lệnh hủy của tin này vẫn được gửi tới hãng.',
      'zh-Hans': '采用并不要求发布；该稿件的更正与撤稿令仍会送达本社。',
      en: 'A take obliges nobody to publish. Corrections and kills of the story go on reaching you.',
    },
  },
  'story-not-own': {
    title: {
      vi: 'Chỉ hãng gốc mới được đính chính hoặc rút tin này',
      'zh-Hans': '只有原发机构可以更正或撤销这篇稿件',
      en: 'Only the agency it came from can correct or kill this story',
    },
    next: {
      vi: 'Hãy báo cho đối tác; bản của hãng có thể gỡ trong mục Xuất bản.',
      'zh-Hans': '请联系伙伴；本社的页面可在“发布”中撤下。',
      en: 'Tell the partner; our own copy can be withdrawn under Publish.',
    },
  },
  'item-killed': {
    title: { vi: 'Tin này đã bị rút', 'zh-Hans': '该稿件已被撤销', en: 'This story was killed' },
    next: {
      vi: 'Tin đã rút thì không dùng lại được; lý do nằm trong mục Đính chính.',
      'zh-Hans': '已撤销的稿件不可再用；原因见“更正”。',
      en: 'A killed story stays killed; the reason stands under Corrections.',
    },
  },
  'story-not-passed-on': {
    title: {
      vi: 'Tin này không được chuyển tiếp cho bên đó',
      'zh-Hans': '这篇稿件没有转供给该机构',
      en: 'This story is not passed on to that agency',
    },
    next: {
      vi: 'Mở tin để xem đang chuyển tiếp cho những ai.',
      'zh-Hans': '请打开稿件，查看正在转供给哪些机构。',
      en: 'Open the story to see to whom it is passed on.',
    },
  },
  'story-name-too-long': {
    title: {
      vi: 'Tên định danh của tin quá dài để chuyển tiếp',
      'zh-Hans': '稿件标识过长，无法转供',
      en: 'The identity of this story is too long to be passed on',
    },
    next: {
      vi: 'Đề nghị hãng gốc chào thẳng tin này cho bên thứ ba.',
      'zh-Hans': '请原发机构直接向第三方供稿。',
      en: 'Ask the agency it came from to offer it to the third party itself.',
    },
  },
  'story-off-offer-already': {
    title: {
      vi: 'Tin này đã thôi chào',
      'zh-Hans': '这篇稿件已不在提供之列',
      en: 'This story is off offer already',
    },
    next: {
      vi: 'Nơi đã nhận vẫn giữ tin; muốn gỡ ở mọi nơi, hãy gỡ bỏ tin.',
      'zh-Hans': '已采用的各方仍可保留；如需各处撤下，请撤稿。',
      en: 'Whoever took it keeps it; to remove it everywhere, kill it.',
    },
  },
  'story-on-offer': {
    title: {
      vi: 'Tin này vẫn đang được chào',
      'zh-Hans': '这篇稿件仍在提供',
      en: 'This story is on offer',
    },
    next: {
      vi: 'Các thỏa thuận quyết định ai thấy tin.',
      'zh-Hans': '由协议决定谁能看到。',
      en: 'The agreements decide who sees it.',
    },
  },
  'story-withheld': {
    title: {
      vi: 'Tin này đang bị tạm giữ',
      'zh-Hans': '该稿件正暂停使用',
      en: 'This story is withheld',
    },
    next: {
      vi: 'Không ai được dùng tin cho đến khi giải tỏa hoặc gỡ bỏ tin.',
      'zh-Hans': '在解除暂停或撤稿之前，任何一方都不得使用。',
      en: 'Nobody may use it until you release or kill it.',
    },
  },
  'story-not-withheld': {
    title: {
      vi: 'Tin này không bị tạm giữ',
      'zh-Hans': '该稿件并未暂停使用',
      en: 'This story is not withheld',
    },
    next: {
      vi: 'Không có gì để giải tỏa; tin vẫn dùng được như trước.',
      'zh-Hans': '无需解除；稿件照常可用。',
      en: 'There is nothing to release; it may be used as before.',
    },
  },
  'story-withheld-by-source': {
    title: {
      vi: 'Tin này do nguồn của ta tạm giữ',
      'zh-Hans': '该稿件由其稿源暂停使用',
      en: 'The source of this story withheld it',
    },
    next: {
      vi: 'Phiên bản kế tiếp của nguồn sẽ giải tỏa tin; bạn vẫn có thể gỡ bỏ tin.',
      'zh-Hans': '稿源的下一版本会解除暂停；您仍可撤稿。',
      en: 'The next version from that source releases it; you can still kill it.',
    },
  },
  'item-version-conflict': {
    title: {
      vi: 'Đã có phiên bản khác mang cùng số',
      'zh-Hans': '已有同号的不同版本',
      en: 'Another version already bears this number',
    },
    next: {
      vi: 'Tải lại tin rồi đính chính trên phiên bản mới nhất.',
      'zh-Hans': '请刷新稿件，在最新版本上更正。',
      en: 'Load the story again and correct its latest version.',
    },
  },
  'correction-empty': {
    title: {
      vi: 'Đính chính này không thay đổi gì',
      'zh-Hans': '此更正没有任何改动',
      en: 'This correction changes nothing',
    },
    next: {
      vi: 'Sửa tít hoặc ít nhất một đoạn rồi gửi lại.',
      'zh-Hans': '请修改标题或至少一个段落后再提交。',
      en: 'Change the headline or at least one block, then send it again.',
    },
  },
  'notice-unknown': {
    title: { vi: 'Không có thông báo này', 'zh-Hans': '没有这条通知', en: 'There is no such notice' },
    next: { vi: 'Tải lại danh sách.', 'zh-Hans': '请刷新列表。', en: 'Load the list again.' },
  },
  'notice-answered': {
    title: {
      vi: 'Thông báo này đã được trả lời',
      'zh-Hans': '该通知已答复',
      en: 'This notice was answered already',
    },
    next: {
      vi: 'Câu trả lời đầu tiên đã gửi cho đối tác và giữ nguyên.',
      'zh-Hans': '首次答复已发送给伙伴，保持不变。',
      en: 'The first answer went to the partner and stands.',
    },
  },
  'correction-not-published': {
    title: {
      vi: 'Trang đã đăng vẫn còn phiên bản cũ',
      'zh-Hans': '已发布页面仍是旧版本',
      en: 'A published page still shows the older version',
    },
    next: {
      vi: 'Cập nhật các đoạn được đánh dấu rồi đăng lại kèm lời đính chính; thông báo sẽ tự khép lại.',
      'zh-Hans': '请更新标出的段落并附更正说明重新发布，通知将自动办结。',
      en: 'Update the flagged blocks and publish again with the correction note; the notice then closes by itself.',
    },
  },
} as const satisfies Record<string, ProblemWords>;
