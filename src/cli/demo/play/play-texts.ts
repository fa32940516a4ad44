/** The story that goes the whole way, and its translation by block; the words that searches and checks look for. */
export const STORY = {
  file: 'canh-bao-lu-song-han.ninjs.json',
  picture: 'mua-lu.jpg',
  headline: 'Mưa lớn trên thượng nguồn, Đà Nẵng cảnh báo lũ trên sông Hàn',
  wrong: '1,9 mét',
  right: '2,1 mét',
  correctionNote: 'Bản trước ghi đỉnh lũ 1,9 mét; con số đúng là 2,1 mét.',
} as const;

/** Three shapes of the same words, as three people type them. */
export const SPELLINGS: readonly string[] = [
  'da nang',
  'Đà Nẵng',
  'ĐÀ NẴNG canh bao',
  'hoà xuân',
  'hòa xuân',
  'hoa xuan',
];

/** Comes by signed push, in English: found by other forms of its words. */
export const PUSHED = {
  file: 'fishing-fleet-weather-radio.newsml.xml',
  headline: 'Fishing boats get a weather radio that speaks three languages',
  searches: ['fishing boat', 'boats warning', 'radios'],
} as const;

/** Goes the other way, in simplified Chinese: found by traditional characters too. */
export const RETURNED = {
  file: 'taifeng-yugang.ninjs.json',
  headline: '强风来袭，厦门渔港提前十二小时完成避风',
  searches: ['渔港', '漁港', '廈門'],
} as const;

export const FEED = {
  file: 'ban-tin.rss.xml',
  headline: 'Bếp ăn bệnh viện giảm muối, người bệnh vẫn khen ngon',
} as const;

/** Killed before the partner has fetched it. */
export const SHORT_LIVED = {
  file: 'cang-ca-tho-quang.newsml.xml',
  headline: 'Cảng cá Thọ Quang thử sàn đấu giá điện tử cho mẻ cá đầu ngày',
} as const;

export const TRANSLATION: Readonly<Record<string, string>> = {
  headline: '上游持续强降雨，岘港发布瀚江洪水预警',
  summary: '明天凌晨水位可能超过二级警戒线，两座游船码头暂停载客。',
  b1: '岘港——瀚江水文观测站表示，上游持续强降雨将使瀚江水位在今后二十四小时内快速上涨。',
  b2: '预计洪峰将于明天凌晨三时到达石渡桥站，水位一米九，比二级警戒线高约二十厘米。',
  b3: '石渡和和春两座游船码头今天十八时起暂停载客，已购船票可免费改期。',
  b4: '建议沿江居民将摩托车和电器移到高处，不要通过已经积水的路段。',
  b5: '绿浪志愿救援队在五个值守点部署十二艘橡皮艇，热线电话通宵开通。',
  b6: '观测站将于二十二时发布下一份通报。上游水库目前按规程泄洪，尚未紧急泄洪。',
  'caption:urn:newsml:song-han.example:20261116:canh-bao-lu-song-han:picture': '瀚江下游上空的雨云，示意图。',
};

export const CORRECTED_BLOCK = {
  id: 'b2',
  text: '预计洪峰将于明天凌晨三时到达石渡桥站，水位二米一，比二级警戒线高约四十厘米。',
  note: '本报道先前称洪峰水位为一米九，正确数字为二米一。',
} as const;

export const PAGE_LANGUAGE = 'zh-Hans';
export const KILL_REASON = 'Số liệu của trạm đo bị lỗi; bản tin được thu hồi.';
