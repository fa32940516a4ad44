import type { Role } from '#domain/newsroom/role.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import type { InterfaceLanguage } from '#kernel/language.ts';

/** One newsroom of the demo: fictional, as are the people in its seats. */
export type DemoNewsroom = Omit<Agency, 'id' | 'did'> & {
  readonly port: number;
  readonly seats: readonly {
    readonly name: string;
    readonly email: string;
    readonly language: InterfaceLanguage;
    readonly roles: readonly Role[];
  }[];
};

export const DEMO_NEWSROOMS = [
  {
    slug: 'song-han',
    name: { vi: 'Hãng tin Sông Hàn', 'zh-Hans': '瀚江通讯社', en: 'Song Han News' },
    ownership: 'public-service',
    languages: ['vi', 'en'],
    territory: 'VN',
    timeZone: 'Asia/Ho_Chi_Minh',
    place: { vi: 'Đà Nẵng', 'zh-Hans': '岘港', en: 'Da Nang' },
    port: 4310,
    seats: [
      { name: 'Lan · biên tập', email: 'lan@song-han.demo', language: 'vi', roles: ['editor', 'translator'] },
      {
        name: 'Minh · tổng biên tập',
        email: 'minh@song-han.demo',
        language: 'vi',
        roles: ['chief', 'coordinator', 'administrator'],
      },
    ],
  },
  {
    slug: 'lu-jiang',
    name: { vi: 'Hãng tin Lộ Giang', 'zh-Hans': '鹭江通讯社', en: 'Lujiang News' },
    ownership: 'public-service',
    languages: ['zh-Hans', 'en'],
    territory: 'CN',
    timeZone: 'Asia/Shanghai',
    place: { vi: 'Hạ Môn', 'zh-Hans': '厦门', en: 'Xiamen' },
    port: 4320,
    seats: [
      {
        name: '林晓 · 编辑',
        email: 'linxiao@lu-jiang.demo',
        language: 'zh-Hans',
        roles: ['editor', 'translator'],
      },
      {
        name: '陈静 · 总编辑',
        email: 'chenjing@lu-jiang.demo',
        language: 'zh-Hans',
        roles: ['chief', 'coordinator', 'administrator'],
      },
    ],
  },
] as const satisfies readonly DemoNewsroom[];
