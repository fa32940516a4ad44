import type { ProblemWords } from '#contract/problem.ts';

/** Refusals about accounts, sessions and seats. */
export const NEWSROOM_PROBLEMS = {
  'sign-in-refused': {
    title: {
      vi: 'E-mail, mật khẩu hoặc mã không đúng',
      'zh-Hans': '电子邮箱、密码或验证码不正确',
      en: 'E-mail, password or code is not right',
    },
    next: {
      vi: 'Kiểm tra và thử lại, hoặc xin quản trị viên một liên kết mới.',
      'zh-Hans': '请核对后重试，或向管理员索取新链接。',
      en: 'Check them and try again, or ask your administrator for a new link.',
    },
  },
  'code-needed': {
    title: { vi: 'Cần mã dùng một lần', 'zh-Hans': '需要一次性验证码', en: 'A one-time code is needed' },
    next: {
      vi: 'Nhập mã trong ứng dụng xác thực của bạn.',
      'zh-Hans': '请输入验证器应用中的验证码。',
      en: 'Enter the code from your authenticator app.',
    },
  },
  'sign-in-throttled': {
    title: {
      vi: 'Đã thử đăng nhập quá nhiều lần',
      'zh-Hans': '登录尝试次数过多',
      en: 'Too many tries to sign in',
    },
    next: {
      vi: 'Chờ đến thời điểm được nêu rồi thử lại.',
      'zh-Hans': '请等到所示时间后重试。',
      en: 'Wait until the time named and try again.',
    },
  },
  'link-unknown': {
    title: {
      vi: 'Liên kết này đã dùng hoặc đã hết hạn',
      'zh-Hans': '此链接已使用或已过期',
      en: 'This link was used already or has expired',
    },
    next: {
      vi: 'Xin quản trị viên một liên kết mới.',
      'zh-Hans': '请向管理员索取新链接。',
      en: 'Ask your administrator for a new one.',
    },
  },
  'password-weak': {
    title: {
      vi: 'Mật khẩu này quá dễ đoán',
      'zh-Hans': '该密码过于容易猜到',
      en: 'This password is too easy to guess',
    },
    next: {
      vi: 'Chọn một câu dài từ 12 ký tự, không chứa tên hay e-mail của bạn.',
      'zh-Hans': '请选用不少于 12 个字符、不含您的姓名或邮箱的语句。',
      en: 'Choose a phrase of 12 characters or more without your name or e-mail.',
    },
  },
  'email-invalid': {
    title: {
      vi: 'Đây không phải địa chỉ e-mail',
      'zh-Hans': '这不是电子邮箱地址',
      en: 'This is not an e-mail address',
    },
    next: { vi: 'Kiểm tra lại cách viết.', 'zh-Hans': '请检查拼写。', en: 'Check the spelling.' },
  },
  'name-invalid': {
    title: {
      vi: 'Tên này trống hoặc có ký tự ẩn',
      'zh-Hans': '姓名为空或含有隐藏字符',
      en: 'This name is empty or has hidden characters',
    },
    next: {
      vi: 'Gõ lại tên thay vì dán.',
      'zh-Hans': '请手动输入姓名，不要粘贴。',
      en: 'Type the name instead of pasting it.',
    },
  },
  'email-taken': {
    title: {
      vi: 'Người có e-mail này đã ở trong tòa soạn',
      'zh-Hans': '该邮箱对应的人员已在本编辑部',
      en: 'A person with this e-mail is already here',
    },
    next: {
      vi: 'Mở tên người đó trong danh sách và đổi vai trò.',
      'zh-Hans': '请在人员列表中打开此人并修改角色。',
      en: 'Open them in the list of people and change their roles.',
    },
  },
  'person-unknown': {
    title: {
      vi: 'Không có người này trong tòa soạn',
      'zh-Hans': '本编辑部没有此人',
      en: 'There is no such person in this newsroom',
    },
    next: { vi: 'Tải lại danh sách.', 'zh-Hans': '请刷新列表。', en: 'Reload the list.' },
  },
  'last-administrator': {
    title: {
      vi: 'Đây là quản trị viên cuối cùng',
      'zh-Hans': '这是最后一位管理员',
      en: 'This is the last administrator',
    },
    next: {
      vi: 'Giao vai trò quản trị cho người khác trước.',
      'zh-Hans': '请先将管理员角色交给他人。',
      en: 'Give someone else the administrator’s role first.',
    },
  },
  'seat-unknown': {
    title: { vi: 'Không có chỗ ngồi này', 'zh-Hans': '没有这个席位', en: 'There is no such seat' },
    next: { vi: 'Tải lại trang bắt đầu.', 'zh-Hans': '请刷新开始页面。', en: 'Reload the start page.' },
  },
  'seats-closed': {
    title: {
      vi: 'Chỗ ngồi dùng thử chỉ mở trên chính máy này',
      'zh-Hans': '演示席位仅在本机开放',
      en: 'Demo seats are open on this computer only',
    },
    next: {
      vi: 'Mở bản dùng thử trên máy đang chạy nó, hoặc đăng nhập bằng tài khoản.',
      'zh-Hans': '请在运行演示的电脑上打开，或使用账号登录。',
      en: 'Open the demo on the computer it runs on, or sign in with an account.',
    },
  },
  'code-wrong': {
    title: { vi: 'Mã không đúng', 'zh-Hans': '验证码不正确', en: 'The code is not right' },
    next: {
      vi: 'Chờ mã kế tiếp trong ứng dụng rồi nhập lại; kiểm tra giờ của điện thoại.',
      'zh-Hans': '请等待应用中的下一个验证码后重新输入，并检查手机时间。',
      en: 'Wait for the next code in the app and enter it; check the phone’s clock.',
    },
  },
  'code-not-begun': {
    title: {
      vi: 'Chưa bắt đầu thiết lập mã',
      'zh-Hans': '尚未开始设置验证码',
      en: 'Setting up codes was not begun',
    },
    next: { vi: 'Bắt đầu lại.', 'zh-Hans': '请重新开始。', en: 'Begin again.' },
  },
  'ceremony-unknown': {
    title: {
      vi: 'Bước xác nhận này đã hết hạn',
      'zh-Hans': '此验证步骤已过期',
      en: 'This step has expired',
    },
    next: { vi: 'Bắt đầu lại.', 'zh-Hans': '请重新开始。', en: 'Begin again.' },
  },
  'passkey-unknown': {
    title: {
      vi: 'Khóa truy cập này không có ở đây',
      'zh-Hans': '没有这个通行密钥',
      en: 'This passkey is not here',
    },
    next: {
      vi: 'Có thể nó đã được gỡ trước đó; tải lại trang.',
      'zh-Hans': '它可能已被移除，请刷新页面。',
      en: 'It may have been removed before; load the page again.',
    },
  },
  'passkey-last': {
    title: {
      vi: 'Đây là cách đăng nhập duy nhất của bạn',
      'zh-Hans': '这是您唯一的登录方式',
      en: 'This is your only way in',
    },
    next: {
      vi: 'Khóa vẫn còn. Hãy thêm khóa khác hoặc đặt mật khẩu trước, rồi gỡ khóa này.',
      'zh-Hans': '密钥仍保留。请先添加另一个通行密钥或设置密码，再移除它。',
      en: 'It was kept. Add another passkey or set a password first, then remove this one.',
    },
  },
  'passkey-refused': {
    title: {
      vi: 'Không xác nhận được khóa truy cập này',
      'zh-Hans': '无法验证此通行密钥',
      en: 'This passkey could not be verified',
    },
    next: {
      vi: 'Thử lại, hoặc đăng nhập bằng mật khẩu và mã.',
      'zh-Hans': '请重试，或使用密码和验证码登录。',
      en: 'Try again, or sign in with password and code.',
    },
  },
} as const satisfies Record<string, ProblemWords>;
