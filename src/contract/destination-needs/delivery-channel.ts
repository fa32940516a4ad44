import type { Trilingual } from '#kernel/language.ts';
import {
  ARCHIVE,
  CHANNEL_SETTING,
  USUAL_CHANNEL,
  type DestinationKind,
  type DestinationSetting,
} from '#kernel/destination-kind.ts';

/** How readers get a copy: the delivery channels of agreements. */
export const CHANNELS = ['web', 'app', 'social', 'print', 'broadcast', 'newsletter'] as const;

/** Where a copy of a story goes: to readers by a delivery channel, or into an archive, where none of them gets it. */
export const OUTLETS = [...CHANNELS, ARCHIVE] as const;

/**
 * Kinds that an archive can be of: what stands there can be taken back, and the system shows it to nobody by itself. A mail cannot be
 * taken back, and a site shows what it has.
 */
const KEEPS: ReadonlySet<DestinationKind> = new Set(['webhook', 'superdesk', 's3', 'folder', 'sftp', 'hand']);

const FOR_READERS = {
  vi: 'Độc giả đọc tin ở đó qua kênh nào. Thỏa thuận được hỏi về đúng kênh này mỗi lần gửi; tin của đối tác đang ở đó giữ kênh lúc gửi đi.',
  'zh-Hans':
    '读者从哪种渠道看到那里的稿件。每次推送都按此渠道询问协议；已在那里的合作方稿件保留推送时的渠道。',
  en: 'How readers get what stands there. The agreement is asked for this channel at every push; a story that stands there keeps the one it went out by.',
};

const WITH_ARCHIVE = {
  vi: `${FOR_READERS.vi} Nếu là kho lưu trữ thì độc giả không đọc được: thỏa thuận được hỏi tin có được lưu trữ không, và tin hết hạn được thu hồi đúng lúc.`,
  'zh-Hans': `${FOR_READERS['zh-Hans']}如为档案库，读者看不到：询问协议是否可以存档，不得继续存档的稿件会及时收回。`,
  en: `${FOR_READERS.en} No reader gets what an archive keeps: the agreement is asked whether the story may be archived, and what may not stay is called back in time.`,
};

/** By which delivery channel readers get what stands there: what the agreement is asked for, and its provider is told. */
export function channelSetting(kind: DestinationKind): DestinationSetting {
  return {
    name: CHANNEL_SETTING,
    label: { vi: 'Kênh phát hành', 'zh-Hans': '发布渠道', en: 'Delivery channel' },
    help: KEEPS.has(kind) ? WITH_ARCHIVE : FOR_READERS,
    usual: USUAL_CHANNEL[kind],
    choices: OUTLETS.filter((value) => value !== ARCHIVE || KEEPS.has(kind)).map((value) => ({
      value,
      label: OUTLET_LABELS[value],
    })),
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

/** The same of every outlet that a destination can be. */
export const OUTLET_LABELS: Readonly<Record<(typeof OUTLETS)[number], Trilingual>> = {
  ...CHANNEL_LABELS,
  [ARCHIVE]: { vi: 'Kho lưu trữ', 'zh-Hans': '档案库', en: 'Archive' },
};
