import type { InterfaceLanguage } from '#kernel/language.ts';
import type { SigningRole } from '#domain/agreement/signing/person-evidence.ts';

type Words = {
  readonly skip: string;
  readonly languages: string;
  readonly title: string;
  readonly lead: (agency: string, invitee: string) => string;
  readonly asRole: Readonly<Record<SigningRole, string>>;
  readonly until: (when: string) => string;
  readonly parties: string;
  readonly key: string;
  readonly keyHelp: string;
  readonly digest: string;
  readonly text: string;
  readonly yourName: string;
  readonly code: string;
  readonly codeHelp: string;
  readonly haveRead: string;
  readonly act: Readonly<Record<SigningRole, string>>;
  readonly decoration: string;
  readonly reject: string;
  readonly rejectHelp: string;
  readonly reason: string;
  readonly rejectAct: string;
  readonly notDone: string;
  readonly whatNow: string;
  readonly over: Readonly<Record<'used' | 'rejected' | 'revoked' | 'blocked' | 'expired', string>>;
  readonly doneBy: (name: string, when: string) => string;
  readonly nothingMore: string;
};

/** What the signing room says; every language has every word. */
export const SIGNING_WORDS: Readonly<Record<InterfaceLanguage, Words>> = {
  vi: {
    skip: 'Tới nội dung chính',
    languages: 'Ngôn ngữ',
    title: 'Phòng ký',
    lead: (agency, invitee) => `${agency} mời ${invitee} đọc văn bản dưới đây. Bạn không cần tài khoản.`,
    asRole: {
      approver: 'Bạn tham gia với tư cách người duyệt: sau bạn, một người khác sẽ ký.',
      signatory: 'Bạn tham gia với tư cách người ký thay mặt cơ quan.',
    },
    until: (when) => `Đường dẫn có hiệu lực đến ${when}.`,
    parties: 'Các bên và khóa của mỗi bên',
    key: 'Khóa, đọc thành lời',
    keyHelp: 'Mỗi bên khác đọc qua điện thoại mười từ của mình, theo cùng ngôn ngữ: phải trùng từng từ.',
    digest: 'Dấu vân của đúng văn bản này',
    text: 'Toàn văn',
    yourName: 'Họ và tên của bạn',
    code: 'Mã tám chữ số',
    codeHelp: 'Người gửi đường dẫn báo mã cho bạn bằng cách khác, chẳng hạn qua điện thoại.',
    haveRead: 'Tôi đã đọc toàn văn',
    act: { approver: 'Duyệt văn bản này', signatory: 'Ký văn bản này' },
    decoration:
      'Tên bạn gõ được ghi lại để người khác đọc, nhưng bản thân nó không chứng minh gì. Bằng chứng là đường dẫn này cùng với mã; ràng buộc cơ quan là khóa của cơ quan.',
    reject: 'Từ chối, có nêu lý do',
    rejectHelp: 'Lý do chỉ cơ quan mời bạn đọc được. Đường dẫn kết thúc; không có gì được ký.',
    reason: 'Lý do',
    rejectAct: 'Từ chối',
    notDone: 'Chưa thực hiện được',
    whatNow: 'Bạn có thể làm gì',
    over: {
      used: 'Bạn đã hoàn tất. Đường dẫn này đã dùng xong.',
      rejected: 'Văn bản đã bị từ chối qua đường dẫn này.',
      revoked: 'Người gửi đã thu hồi đường dẫn này.',
      blocked: 'Đường dẫn bị khóa vì nhập sai mã quá nhiều lần.',
      expired: 'Đường dẫn này đã hết hạn.',
    },
    doneBy: (name, when) => `${name}, ${when}`,
    nothingMore: 'Không cần làm gì thêm ở đây. Nếu có thắc mắc, hãy hỏi người gửi đường dẫn.',
  },
  'zh-Hans': {
    skip: '跳到正文',
    languages: '语言',
    title: '签署室',
    lead: (agency, invitee) => `${agency}请${invitee}阅读以下文本。无需账户。`,
    asRole: {
      approver: '您以核准人身份参与：之后由另一人签署。',
      signatory: '您以签署人身份代表该机构签署。',
    },
    until: (when) => `链接有效期至${when}。`,
    parties: '各方及其密钥',
    key: '密钥（可念出的词语）',
    keyHelp: '请其他各方在电话中用同一种语言念出各自的十个词，每个词都必须一致。',
    digest: '本文本的指纹',
    text: '全文',
    yourName: '您的姓名',
    code: '八位验证码',
    codeHelp: '发送链接的人会通过其他方式（例如电话）告知您。',
    haveRead: '我已阅读全文',
    act: { approver: '核准这份文本', signatory: '签署这份文本' },
    decoration:
      '您键入的姓名会被记录供他人阅读，但其本身不能证明任何事。凭证是本链接和验证码；对机构有约束力的是机构的密钥。',
    reject: '说明理由并拒绝',
    rejectHelp: '理由只有邀请您的机构可以看到。链接随即失效，不会签署任何内容。',
    reason: '理由',
    rejectAct: '拒绝',
    notDone: '未能完成',
    whatNow: '您可以怎么做',
    over: {
      used: '您已完成操作，此链接已使用。',
      rejected: '已通过此链接拒绝该文本。',
      revoked: '发送者已撤回此链接。',
      blocked: '验证码错误次数过多，此链接已被锁定。',
      expired: '此链接已过期。',
    },
    doneBy: (name, when) => `${name}，${when}`,
    nothingMore: '这里无需再做任何操作。如有疑问，请联系发送链接的人。',
  },
  en: {
    skip: 'Skip to the text',
    languages: 'Languages',
    title: 'Signing room',
    lead: (agency, invitee) => `${agency} asks ${invitee} to read the text below. You need no account.`,
    asRole: {
      approver: 'You act as the approver: after you, another person signs.',
      signatory: 'You act as the signatory, for the agency.',
    },
    until: (when) => `The link is good until ${when}.`,
    parties: 'The parties and their keys',
    key: 'Key, as words to read out',
    keyHelp:
      'Let each of the others read its ten words to you over the phone, in the same language: every word must match.',
    digest: 'Fingerprint of exactly this text',
    text: 'The whole text',
    yourName: 'Your full name',
    code: 'The code of eight digits',
    codeHelp: 'Whoever sent you the link tells you the code another way, by telephone for instance.',
    haveRead: 'I have read the whole text',
    act: { approver: 'Approve this text', signatory: 'Sign this text' },
    decoration:
      'The name that you type is kept for others to read, and proves nothing by itself. The evidence is this link together with the code; what binds the agency is the agency’s key.',
    reject: 'Reject, with a reason',
    rejectHelp: 'Only the agency that invited you reads the reason. The link ends; nothing is signed.',
    reason: 'Reason',
    rejectAct: 'Reject',
    notDone: 'This was not done',
    whatNow: 'What you can do',
    over: {
      used: 'You are done. This link has been used.',
      rejected: 'The text was rejected by this link.',
      revoked: 'Its sender took this link back.',
      blocked: 'This link is blocked: the code was wrong too often.',
      expired: 'This link has run out.',
    },
    doneBy: (name, when) => `${name}, ${when}`,
    nothingMore: 'There is nothing more to do here. If you have questions, ask whoever sent the link.',
  },
};
