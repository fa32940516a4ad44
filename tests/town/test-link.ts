import type { Link } from '#worker/read-channels.ts';

const NAME = { vi: 'Hãng', 'zh-Hans': '社', en: 'Agency' };

/** An agency and one partner of it, for what only needs names. */
export const TEST_LINK: Link = {
  agency: {
    id: '22222222-2222-4222-8222-222222222222',
    slug: 'a',
    did: 'did:web:a.example',
    name: NAME,
    ownership: 'independent',
    languages: ['vi'],
    territory: 'VN',
    timeZone: 'Asia/Ho_Chi_Minh',
    place: NAME,
  },
  partner: {
    did: 'did:web:b.example',
    name: NAME,
    ownership: 'independent',
    baseUrl: 'https://b.example',
    keys: [],
    state: 'pinned',
  },
};
