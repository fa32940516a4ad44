import type { DeliveryChannel } from '#domain/agreement/agreement.ts';

/** Words for outlets. Where one word may mean several outlets, all of them are proposed. */
export const OUTLETS: readonly (readonly [channels: readonly DeliveryChannel[], names: readonly string[]])[] =
  [
    [
      ['web', 'app', 'social', 'newsletter'],
      ['internet', 'online', 'digital', 'digital media', 'mạng', '网络', '互联网'],
    ],
    [['web'], ['web', 'website', 'websites', 'trang web', '网站', '网页']],
    [['app'], ['app', 'apps', 'mobile', 'ứng dụng', '客户端', '移动客户端', '手机客户端']],
    [
      ['social'],
      [
        'social',
        'social media',
        'facebook',
        'twitter',
        'instagram',
        'youtube',
        'tiktok',
        'mạng xã hội',
        '社交媒体',
        '社交平台',
      ],
    ],
    [
      ['broadcast'],
      [
        'tv',
        'television',
        'local television',
        'local tv',
        'radio',
        'broadcast',
        'truyền hình',
        'phát thanh',
        'phát thanh truyền hình',
        '电视',
        '广播',
        '广播电视',
      ],
    ],
    [
      ['print'],
      [
        'print',
        'newspaper',
        'newspapers',
        'tabloids',
        'dailies',
        'weeklies',
        'magazine',
        'magazines',
        'mags',
        'books',
        'báo in',
        'bản in',
        'tạp chí',
        '印刷',
        '纸媒',
        '报纸',
        '杂志',
      ],
    ],
    [['newsletter'], ['newsletter', 'newsletters', 'bản tin thư điện tử', '电子邮件简报']],
  ];
