import { LATE_SETTING, type DestinationKind, type DestinationNeeds } from '#kernel/destination-kind.ts';

const WEB = ['https', 'http'] as const;

/** Programs, storage and people of a newsroom. */
export const OTHER_PLACES = {
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
    settings: [
      {
        name: LATE_SETTING,
        label: {
          vi: 'Báo khi xử lý quá hạn',
          'zh-Hans': '逾期未处理时告知',
          en: 'Told when an answer is late',
        },
        help: {
          vi: 'Mỗi ngày một lần cho mỗi lệnh hủy, dừng hoặc đính chính quá hạn: của ta mà đối tác chưa trả lời, bên cạnh thư gửi những người nêu trong thỏa thuận, và của đối tác mà ta chưa trả lời.',
          'zh-Hans':
            '每条逾期未答复的撤稿、暂停或更正，每天告知一次：我方发出而合作方未答复的（同时给协议联系人发信），以及合作方发来而我方未答复的。',
          en: 'Once a day for each kill, stop or correction that is late: ours that a partner has not answered, beside the letter to the people that the agreement names, and a partner’s that we have not answered.',
        },
        usual: 'no',
        choices: [
          { value: 'no', label: { vi: 'Không', 'zh-Hans': '否', en: 'No' } },
          { value: 'yes', label: { vi: 'Có', 'zh-Hans': '是', en: 'Yes' } },
        ],
      },
    ],
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
        isPlace: true,
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
        isPlace: true,
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
  hand: {
    name: {
      vi: 'Tờ báo hoặc chương trình (làm tay)',
      'zh-Hans': '报纸或节目（人工）',
      en: 'Paper or programme (by hand)',
    },
    about: {
      vi: 'Nơi người của tòa soạn tự đăng hoặc phát: báo in, chương trình, tài khoản mạng xã hội. Nút này không gửi gì; biên tập viên ghi lại tin đã đăng và xác nhận khi phải gỡ.',
      'zh-Hans':
        '由本社人员自行刊播的地方：报纸、节目、社交账号。本节点不发送任何内容；编辑登记已刊播的稿件，需要撤下时由人确认。',
      en: 'Where your people publish themselves: a paper, a programme, an account. The node sends nothing; editors record what ran, and confirm what they took back.',
    },
    place: {
      label: { vi: 'Ấn bản hoặc chương trình', 'zh-Hans': '版本或栏目', en: 'Edition or programme' },
      help: { vi: 'Có thể để trống.', 'zh-Hans': '可以留空。', en: 'May be left empty.' },
      example: 'Daily, national pages',
      schemes: [],
    },
    settings: [],
    isByHand: true,
  },
} as const satisfies Partial<Readonly<Record<DestinationKind, DestinationNeeds>>>;
