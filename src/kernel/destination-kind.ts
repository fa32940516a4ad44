import type { Trilingual } from './language.ts';

/** The kinds of systems that stories are pushed to. */
export const DESTINATION_KINDS = [
  'webhook',
  'superdesk',
  'wordpress',
  'ghost',
  'drupal',
  's3',
  'folder',
  'sftp',
  'mail',
] as const;
export type DestinationKind = (typeof DESTINATION_KINDS)[number];

/** One setting that is no secret, by its name in `settings`. */
export type DestinationSetting = {
  readonly name: string;
  readonly label: Trilingual;
  readonly help?: Trilingual;
  /** It cannot do without. */
  readonly isDemanded?: true;
  /** What holds where it is left out. */
  readonly usual?: string;
  /** The values that it may have; any text where there are none. */
  readonly choices?: readonly { readonly value: string; readonly label: Trilingual }[];
};

/** The password or key that is kept sealed. `form` is a regular expression; `detail` says it in English. */
export type DestinationSecret = {
  readonly label: Trilingual;
  readonly help: Trilingual;
  readonly form: string;
  readonly detail: string;
  /** The node makes one where none is given, and it is put into the other system. */
  readonly isMadeHere?: true;
};

/** All that a kind needs, with the words that people read. */
export type DestinationNeeds = {
  readonly name: Trilingual;
  /** What it is and what arrives there. */
  readonly about: Trilingual;
  readonly place: {
    readonly label: Trilingual;
    readonly help?: Trilingual;
    readonly example: string;
    /** URL schemes that its address may have; a path on the node's own computer where there are none. */
    readonly schemes: readonly string[];
  };
  readonly settings: readonly DestinationSetting[];
  readonly secret?: DestinationSecret;
};

const WEB = ['https', 'http'] as const;

/** What each kind needs: the one table for command line, API and desk. */
export const DESTINATION_NEEDS: Readonly<Record<DestinationKind, DestinationNeeds>> = {
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
  webhook: {
    name: { vi: 'Webhook', 'zh-Hans': 'Webhook', en: 'Webhook' },
    about: {
      vi: 'Chương trình của anh chị, nhận tin và lệnh hủy qua HTTP có chữ ký (Standard Webhooks, nội dung ninjs 3.1).',
      'zh-Hans':
        '贵社自己的程序，通过带签名的 HTTP 接收稿件和撤稿通知（Standard Webhooks，内容为 ninjs 3.1）。',
      en: 'A program of your own that gets stories and kills by signed HTTP (Standard Webhooks, ninjs 3.1 in it).',
    },
    place: {
      label: { vi: 'Địa chỉ nhận', 'zh-Hans': '接收地址', en: 'Address that receives' },
      example: 'https://cms.example.vn/hooks/pactwire',
      schemes: WEB,
    },
    settings: [],
    secret: {
      label: {
        vi: 'Mã bí mật để kiểm tra chữ ký',
        'zh-Hans': '签名密钥',
        en: 'Secret that signatures are checked with',
      },
      help: {
        vi: 'Có dạng whsec_… Để trống để tạo mã mới rồi điền vào chương trình nhận.',
        'zh-Hans': '形如 whsec_…；留空则新建一个，再填入接收程序。',
        en: 'It looks like whsec_… Left empty, a new one is made, to be put into the program that receives.',
      },
      form: '^whsec_[A-Za-z0-9+/]{32,}={0,2}$',
      detail: 'must be whsec_ and base64 of 24 bytes or more',
      isMadeHere: true,
    },
  },
  s3: {
    name: { vi: 'Kho S3', 'zh-Hans': 'S3 存储桶', en: 'S3 bucket' },
    about: {
      vi: 'Kho lưu trữ S3 hoặc tương thích. Tin là một tệp ninjs kèm ảnh; khi bị hủy, các tệp bị xóa.',
      'zh-Hans': 'S3 或兼容的对象存储。稿件是一个 ninjs 文件，旁边有图片；撤稿时文件被删除。',
      en: 'A bucket of S3, or of whoever speaks like it. A story is a ninjs file with its pictures; a kill deletes them.',
    },
    place: {
      label: { vi: 'Địa chỉ kho', 'zh-Hans': '存储桶地址', en: 'Address of the bucket' },
      help: {
        vi: 'Có thể thêm thư mục ở cuối.',
        'zh-Hans': '末尾可加文件夹。',
        en: 'A folder may follow.',
      },
      example: 'https://s3.ap-southeast-1.amazonaws.com/newsroom/stories',
      schemes: WEB,
    },
    settings: [
      {
        name: 'accessKey',
        label: { vi: 'Access key ID', 'zh-Hans': 'Access key ID', en: 'Access key ID' },
        isDemanded: true,
      },
      {
        name: 'region',
        label: { vi: 'Vùng (region)', 'zh-Hans': '区域（region）', en: 'Region' },
        usual: 'us-east-1',
      },
    ],
    secret: {
      label: { vi: 'Secret access key', 'zh-Hans': 'Secret access key', en: 'Secret access key' },
      help: {
        vi: 'Khóa cần quyền ghi và xóa trong kho này.',
        'zh-Hans': '该密钥须能在此存储桶写入和删除。',
        en: 'It must be allowed to write and delete in this bucket.',
      },
      form: '^.{8,}$',
      detail: 'must be the secret access key',
    },
  },
  folder: {
    name: { vi: 'Thư mục', 'zh-Hans': '文件夹', en: 'Folder' },
    about: {
      vi: 'Thư mục trên máy chủ của nút này. Tin là một tệp ninjs kèm ảnh; khi bị hủy, tệp cho biết tin đã hủy.',
      'zh-Hans': '本节点服务器上的文件夹。稿件是一个 ninjs 文件，旁边有图片；撤稿时文件写明已撤稿。',
      en: 'A folder on the node’s own computer. A story is a ninjs file with its pictures; after a kill the file says so.',
    },
    place: {
      label: { vi: 'Đường dẫn thư mục', 'zh-Hans': '文件夹路径', en: 'Path of the folder' },
      help: {
        vi: 'Để trống: nút này tạo một thư mục mới.',
        'zh-Hans': '留空：本节点新建一个文件夹。',
        en: 'Left empty, the node makes a new one.',
      },
      example: '/srv/newsroom/out',
      schemes: [],
    },
    settings: [],
  },
  sftp: {
    name: {
      vi: 'Thư mục trên máy khác (SFTP)',
      'zh-Hans': '其他计算机上的文件夹（SFTP）',
      en: 'Folder on another computer (SFTP)',
    },
    about: {
      vi: 'Thư mục trên một máy chủ SFTP. Tin là một tệp ninjs kèm ảnh; khi bị hủy, ảnh bị xóa và tệp cho biết tin đã hủy.',
      'zh-Hans':
        'SFTP 服务器上的文件夹。稿件是一个 ninjs 文件，旁边有图片；撤稿时图片被删除，文件写明已撤稿。',
      en: 'A folder on an SFTP server. A story is a ninjs file with its pictures; after a kill the pictures are gone and the file says so.',
    },
    place: {
      label: { vi: 'Địa chỉ thư mục', 'zh-Hans': '文件夹地址', en: 'Address of the folder' },
      help: {
        vi: '/~/ bắt đầu từ thư mục riêng của tài khoản.',
        'zh-Hans': '/~/ 从账户主目录开始。',
        en: '/~/ begins in the home folder.',
      },
      example: 'sftp://files.example.vn/in',
      schemes: ['sftp'],
    },
    settings: [
      {
        name: 'user',
        label: { vi: 'Tên đăng nhập', 'zh-Hans': '用户名', en: 'User name' },
        isDemanded: true,
      },
      {
        name: 'hostKey',
        label: { vi: 'Khóa của máy chủ', 'zh-Hans': '服务器密钥', en: 'Key of the server' },
        help: {
          vi: 'Có dạng SHA256:… Thử kết nối sẽ cho thấy khóa; hãy hỏi người quản trị máy chủ xem có đúng không (ssh-keygen -l). Chưa điền thì không gửi gì.',
          'zh-Hans':
            '形如 SHA256:…；试连会显示密钥，请向服务器管理员核对（ssh-keygen -l）。未填写则不发送任何内容。',
          en: 'It looks like SHA256:… A trial shows it; ask the operator of the server whether it is theirs (ssh-keygen -l). Without it nothing is sent.',
        },
      },
    ],
    secret: {
      label: { vi: 'Mật khẩu hoặc khóa riêng', 'zh-Hans': '密码或私钥', en: 'Password or private key' },
      help: {
        vi: 'Khóa riêng SSH phải không có mật khẩu bảo vệ.',
        'zh-Hans': 'SSH 私钥须不带口令。',
        en: 'A private key of SSH must be without a passphrase.',
      },
      form: '^[^\\0]+$',
      detail: 'must be the password, or a private key without a passphrase',
    },
  },
  mail: {
    name: { vi: 'Thư điện tử', 'zh-Hans': '电子邮件', en: 'E-mail' },
    about: {
      vi: 'Tin được gửi thành thư kèm ảnh và tệp ninjs. Thư đã gửi không thu hồi được: bản sửa và lệnh hủy là thư mới, có ghi rõ ở đầu.',
      'zh-Hans':
        '稿件作为邮件发出，附图片和 ninjs 文件。已发出的邮件无法收回：更正和撤稿以新邮件告知，并在开头写明。',
      en: 'A story goes out as mail, with its pictures and ninjs. A mail cannot be taken back: a correction or kill is a new mail that says so on top.',
    },
    place: {
      label: { vi: 'Máy chủ gửi thư', 'zh-Hans': '发信服务器', en: 'Server that sends mail' },
      help: {
        vi: 'smtp:// nếu máy chủ bắt đầu TLS bằng STARTTLS. Không có TLS thì không gửi.',
        'zh-Hans': '以 STARTTLS 开始加密的服务器用 smtp://。没有 TLS 则不发送。',
        en: 'smtp:// where TLS begins with STARTTLS. Without TLS nothing is sent.',
      },
      example: 'smtps://mail.example.vn',
      schemes: ['smtps', 'smtp'],
    },
    settings: [
      {
        name: 'from',
        label: { vi: 'Người gửi', 'zh-Hans': '发件人', en: 'From' },
        isDemanded: true,
      },
      {
        name: 'to',
        label: {
          vi: 'Người nhận (cách nhau bằng dấu phẩy)',
          'zh-Hans': '收件人（用逗号分隔）',
          en: 'To (with commas)',
        },
        isDemanded: true,
      },
      {
        name: 'user',
        label: { vi: 'Tên đăng nhập', 'zh-Hans': '用户名', en: 'User name' },
        help: {
          vi: 'Để trống nếu máy chủ không đòi đăng nhập.',
          'zh-Hans': '服务器无需登录时留空。',
          en: 'Empty where nobody has to sign in.',
        },
      },
    ],
    secret: {
      label: { vi: 'Mật khẩu', 'zh-Hans': '密码', en: 'Password' },
      help: {
        vi: 'Của tên đăng nhập trên.',
        'zh-Hans': '上述用户名的密码。',
        en: 'Of the user name above.',
      },
      form: '^[^\\0]{0,1000}$',
      detail: 'must be the password of the user name',
    },
  },
};
