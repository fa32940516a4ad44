import type { DestinationKind, DestinationNeeds } from '#kernel/destination-kind.ts';

const WEB = ['https', 'http'] as const;

/** Systems that newsrooms publish with. */
export const PUBLISHING_SYSTEMS = {
  wordpress: {
    name: { vi: 'WordPress', 'zh-Hans': 'WordPress', en: 'WordPress' },
    about: {
      vi: 'Trang WordPress của tòa soạn. Tin thành bài viết kèm ảnh; khi bị hủy, bài và ảnh bị xóa hẳn.',
      'zh-Hans': '本社的 WordPress 网站。稿件连同图片成为文章；撤稿时文章和图片一并删除。',
      en: 'Your WordPress site. A story becomes a post with its pictures; a kill deletes both for good.',
    },
    place: {
      label: { vi: 'Địa chỉ trang', 'zh-Hans': '网站地址', en: 'Address of the site' },
      example: 'https://cms.example.vn',
      schemes: WEB,
    },
    settings: [
      {
        name: 'user',
        label: { vi: 'Tên đăng nhập WordPress', 'zh-Hans': 'WordPress 用户名', en: 'WordPress user name' },
        help: {
          vi: 'Người này cần quyền đăng và xóa bài (vai trò Biên tập viên).',
          'zh-Hans': '该用户须有发布和删除文章的权限（“编辑”角色）。',
          en: 'It must be allowed to publish and delete posts (the role Editor).',
        },
        isDemanded: true,
      },
      {
        name: 'status',
        label: { vi: 'Đăng thế nào', 'zh-Hans': '发布方式', en: 'How it arrives' },
        usual: 'publish',
        choices: [
          { value: 'publish', label: { vi: 'Đăng ngay', 'zh-Hans': '立即发布', en: 'Published at once' } },
          {
            value: 'pending',
            label: { vi: 'Chờ duyệt', 'zh-Hans': '等待审核', en: 'Waiting for review' },
          },
          { value: 'draft', label: { vi: 'Bản nháp', 'zh-Hans': '草稿', en: 'As a draft' } },
          { value: 'private', label: { vi: 'Riêng tư', 'zh-Hans': '私密', en: 'Private' } },
        ],
      },
      {
        name: 'categories',
        label: {
          vi: 'Chuyên mục (số, cách nhau bằng dấu phẩy)',
          'zh-Hans': '分类（编号，用逗号分隔）',
          en: 'Categories (numbers, with commas)',
        },
      },
      {
        name: 'tags',
        label: {
          vi: 'Thẻ (số, cách nhau bằng dấu phẩy)',
          'zh-Hans': '标签（编号，用逗号分隔）',
          en: 'Tags (numbers, with commas)',
        },
      },
    ],
    secret: {
      label: { vi: 'Mật khẩu ứng dụng', 'zh-Hans': '应用程序密码', en: 'Application password' },
      help: {
        vi: 'Trong WordPress: Người dùng → Hồ sơ → Mật khẩu ứng dụng. Không phải mật khẩu đăng nhập.',
        'zh-Hans': '在 WordPress 的“用户 → 个人资料 → 应用程序密码”中生成，不是登录密码。',
        en: 'Made in WordPress under Users → Profile → Application Passwords. Not the password to sign in.',
      },
      form: '^.{8,}$',
      detail: 'must be an application password (Users → Profile → Application Passwords)',
    },
  },
  ghost: {
    name: { vi: 'Ghost', 'zh-Hans': 'Ghost', en: 'Ghost' },
    about: {
      vi: 'Trang Ghost của tòa soạn. Tin thành bài viết; khi bị hủy, bài bị xóa (Ghost không cho xóa tệp ảnh).',
      'zh-Hans': '本社的 Ghost 网站。稿件成为文章；撤稿时文章被删除（Ghost 不提供删除图片文件的接口）。',
      en: 'Your Ghost site. A story becomes a post; a kill deletes it (Ghost has no way to delete picture files).',
    },
    place: {
      label: { vi: 'Địa chỉ trang', 'zh-Hans': '网站地址', en: 'Address of the site' },
      example: 'https://news.example.vn',
      schemes: WEB,
    },
    settings: [
      {
        name: 'status',
        label: { vi: 'Đăng thế nào', 'zh-Hans': '发布方式', en: 'How it arrives' },
        usual: 'published',
        choices: [
          { value: 'published', label: { vi: 'Đăng ngay', 'zh-Hans': '立即发布', en: 'Published at once' } },
          { value: 'draft', label: { vi: 'Bản nháp', 'zh-Hans': '草稿', en: 'As a draft' } },
        ],
      },
    ],
    secret: {
      label: { vi: 'Khóa Admin API', 'zh-Hans': 'Admin API 密钥', en: 'Admin API key' },
      help: {
        vi: 'Trong Ghost: Settings → Integrations → Add custom integration. Có dạng id:secret.',
        'zh-Hans': '在 Ghost 的 Settings → Integrations → Add custom integration 中生成，形如 id:secret。',
        en: 'Made in Ghost under Settings → Integrations → Add custom integration. It looks like id:secret.',
      },
      form: '^[0-9a-f]{24}:[0-9a-f]{64}$',
      detail: 'must be an Admin API key of a custom integration: id:secret',
    },
  },
  drupal: {
    name: { vi: 'Drupal', 'zh-Hans': 'Drupal', en: 'Drupal' },
    about: {
      vi: 'Trang Drupal của tòa soạn, qua JSON:API. Tin thành bài viết kèm ảnh; khi bị hủy, ảnh bị xóa, bài bị gỡ và không còn chữ nào.',
      'zh-Hans':
        '本社的 Drupal 网站，通过 JSON:API。稿件连同图片成为文章；撤稿时图片被删除，文章下线且不留正文。',
      en: 'Your Drupal site, by JSON:API. A story becomes a node with its pictures; a kill deletes the pictures, unpublishes the node and leaves none of its words.',
    },
    place: {
      label: { vi: 'Địa chỉ trang', 'zh-Hans': '网站地址', en: 'Address of the site' },
      help: {
        vi: 'Cần bật mô-đun JSON:API và cho phép ghi (Cấu hình → Dịch vụ web → JSON:API).',
        'zh-Hans': '须启用 JSON:API 模块并允许写入（配置 → Web 服务 → JSON:API）。',
        en: 'Its module JSON:API must be on and accept writes (Configuration → Web services → JSON:API).',
      },
      example: 'https://cms.example.vn',
      schemes: WEB,
    },
    settings: [
      {
        name: 'user',
        label: { vi: 'Tên đăng nhập Drupal', 'zh-Hans': 'Drupal 用户名', en: 'Drupal user name' },
        help: {
          vi: 'Để đăng nhập bằng mật khẩu (HTTP Basic). Để trống nếu dùng OAuth hoặc mã token.',
          'zh-Hans': '用密码登录（HTTP Basic）时填写；使用 OAuth 或令牌时留空。',
          en: 'To sign in with a password (HTTP Basic). Leave empty for OAuth or a token.',
        },
      },
      {
        name: 'client',
        label: { vi: 'Mã khách OAuth', 'zh-Hans': 'OAuth 客户端 ID', en: 'OAuth client id' },
        help: {
          vi: 'Của mô-đun Simple OAuth, kiểu client credentials. Không có cả tên lẫn mã thì mã bí mật là token.',
          'zh-Hans':
            '来自 Simple OAuth 模块，授权方式为 client credentials。用户名和客户端 ID 均留空时，密钥即为令牌。',
          en: 'Of the module Simple OAuth, by client credentials. With neither name nor client the secret is a token.',
        },
      },
      {
        name: 'status',
        label: { vi: 'Đăng thế nào', 'zh-Hans': '发布方式', en: 'How it arrives' },
        usual: 'published',
        choices: [
          { value: 'published', label: { vi: 'Đăng ngay', 'zh-Hans': '立即发布', en: 'Published at once' } },
          { value: 'draft', label: { vi: 'Chưa đăng', 'zh-Hans': '不发布', en: 'Unpublished' } },
        ],
      },
      {
        name: 'type',
        label: { vi: 'Kiểu nội dung', 'zh-Hans': '内容类型', en: 'Content type' },
        usual: 'article',
        isPlace: true,
      },
      {
        name: 'image',
        label: { vi: 'Trường ảnh', 'zh-Hans': '图片字段', en: 'Picture field' },
        help: {
          vi: '“none”: không gửi ảnh.',
          'zh-Hans': '填 none 则不发送图片。',
          en: 'With “none” pictures stay behind.',
        },
        usual: 'field_image',
      },
      {
        name: 'format',
        label: { vi: 'Định dạng văn bản', 'zh-Hans': '文本格式', en: 'Text format' },
        usual: 'basic_html',
      },
      {
        name: 'langcode',
        label: { vi: 'Mã ngôn ngữ', 'zh-Hans': '语言代码', en: 'Language code' },
        help: {
          vi: 'Để trống: ngôn ngữ của tin.',
          'zh-Hans': '留空：采用稿件的语言。',
          en: 'Left empty, that of the story.',
        },
      },
    ],
    secret: {
      label: {
        vi: 'Mật khẩu, mã bí mật hoặc token',
        'zh-Hans': '密码、密钥或令牌',
        en: 'Password, secret or token',
      },
      help: {
        vi: 'Mật khẩu của người dùng, mã bí mật của khách OAuth, hoặc token.',
        'zh-Hans': '用户的密码、OAuth 客户端的密钥，或令牌。',
        en: 'The password of the user, the secret of the OAuth client, or a token.',
      },
      form: '^.{4,}$',
      detail: 'must be the password of the user, the secret of the OAuth client, or a token',
    },
  },
  superdesk: {
    name: { vi: 'Superdesk, Newshub', 'zh-Hans': 'Superdesk、Newshub', en: 'Superdesk, Newshub' },
    about: {
      vi: 'Cổng nhận HTTP push của Newshub hoặc hệ thống hiểu như vậy. Tin đến dưới dạng ninjs; lệnh hủy đến dưới dạng “canceled”.',
      'zh-Hans': 'Newshub 或兼容系统的 HTTP push 入口。稿件以 ninjs 送达；撤稿以 canceled 送达。',
      en: 'The HTTP push door of Newshub, or of whoever speaks like it. A story arrives as ninjs, a kill as “canceled”.',
    },
    place: {
      label: { vi: 'Địa chỉ push', 'zh-Hans': '推送地址', en: 'Push address' },
      example: 'https://newshub.example.vn/push',
      schemes: WEB,
    },
    settings: [],
    secret: {
      label: { vi: 'Mã bí mật chung', 'zh-Hans': '共享密钥', en: 'Shared secret' },
      help: {
        vi: 'Dùng mã mà hệ thống kia đã có, hoặc để trống để tạo mã mới rồi điền vào hệ thống kia.',
        'zh-Hans': '可填写对方已有的密钥；留空则新建一个，再填入对方系统。',
        en: 'The one that the other system has. Left empty, a new one is made, to be put into the other system.',
      },
      form: '^.{8,}$',
      detail: 'must have 8 characters or more',
      isMadeHere: true,
    },
  },
} as const satisfies Partial<Readonly<Record<DestinationKind, DestinationNeeds>>>;
