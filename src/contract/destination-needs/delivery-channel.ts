import { CHANNELS } from '#contract/agreement.ts';
import type { Trilingual } from '#kernel/language.ts';
import {
  CHANNEL_SETTING,
  USUAL_CHANNEL,
  type DestinationKind,
  type DestinationSetting,
} from '#kernel/destination-kind.ts';

/** By which delivery channel readers get what stands there: what the agreement is asked for, and its provider is told. */
export function channelSetting(kind: DestinationKind): DestinationSetting {
  return {
    name: CHANNEL_SETTING,
    label: { vi: 'Kênh phát hành', 'zh-Hans': '发布渠道', en: 'Delivery channel' },
    help: {
      vi: 'Độc giả đọc tin ở đó qua kênh nào. Thỏa thuận được hỏi về đúng kênh này mỗi lần gửi; tin của đối tác đang ở đó giữ kênh lúc gửi đi.',
      'zh-Hans':
        '读者从哪种渠道看到那里的稿件。每次推送都按此渠道询问协议；已在那里的合作方稿件保留推送时的渠道。',
      en: 'How readers get what stands there. The agreement is asked for this channel at every push; a story that stands there keeps the one it went out by.',
    },
    usual: USUAL_CHANNEL[kind],
    choices: CHANNELS.map((value) => ({ value, label: CHANNEL_LABELS[value] })),
  };
}

/** What people call each delivery channel. */
export const CHANNEL_LABELS: Readonly<Record<(typeof CHANNELS)[number], Trilingual>> = {
  web: { vi: 'Trang web', 'zh-Hans': '网站', en: 'Web' },
  app: { vi: 'Ứng dụng di động', 'zh-Hans': '移动客户端', en: 'App' },
  social: { vi: 'Mạng xã hội', 'zh-Hans': '社交媒体', en: 'Social media' },
  print: { vi: 'Bản in', 'zh-Hans': '印刷版', en: 'Print' },
  broadcast: { vi: 'Phát thanh, truyền hình', 'zh-Hans': '广播电视', en: 'Radio and television' },
  newsletter: { vi: 'Bản tin thư điện tử', 'zh-Hans': '电子邮件简报', en: 'Newsletter' },
};
