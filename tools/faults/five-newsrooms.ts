import { DEMO_NEWSROOMS, type DemoNewsroom } from '#main/demo/newsrooms.ts';

/** The two of the demo, and three more that only the faults know. */
export const FIVE_NEWSROOMS: readonly DemoNewsroom[] = [
  ...DEMO_NEWSROOMS,
  newsroom('bien-dong', 4330, { vi: 'Hãng tin Biển Đông', 'zh-Hans': '碧洋通讯社', en: 'Bien Dong News' }),
  newsroom('tan-jiang', 4340, { vi: 'Hãng tin Đàm Giang', 'zh-Hans': '潭江通讯社', en: 'Tanjiang News' }),
  newsroom('song-cau', 4350, { vi: 'Hãng tin Sông Cầu', 'zh-Hans': '桥河通讯社', en: 'Song Cau News' }),
];

function newsroom(slug: string, port: number, name: DemoNewsroom['name']): DemoNewsroom {
  const seat = (role: 'editor' | 'chief') => ({
    name: `${name.en} · ${role}`,
    email: `${role}@${slug}.demo`,
    language: 'en' as const,
  });
  return {
    slug,
    name,
    ownership: 'public-service',
    languages: ['vi', 'en'],
    territory: 'VN',
    timeZone: 'Asia/Ho_Chi_Minh',
    place: { vi: 'Đà Nẵng', 'zh-Hans': '岘港', en: 'Da Nang' },
    port,
    seats: [
      { ...seat('editor'), roles: ['editor', 'translator'] },
      { ...seat('chief'), roles: ['chief', 'coordinator', 'administrator'] },
    ],
  };
}
