import type { enSigning } from './en-signing.ts';

/** 关于由谁签署、如何签署的用语。 */
export const zhHansSigning: typeof enSigning = {
  signing: {
    approve: '核准签署',
    approveTitle: '核准这份协议',
    approveHelp: '您确认这份文本可以代表本机构签署。由另一人签署；对方会看到两人的姓名。',
    approved: '已核准。现在可由另一人签署。',
    persons: '经办人',
    noPersons: '尚无人核准或签署。',
    roles: { approver: '核准人', signatory: '签署人' },
    methods: {
      passkey: '使用通行密钥，任何人都可验证',
      'password-and-code': '使用密码和一次性验证码：证明力较弱，以机构陈述为准',
      'signing-link': '使用签署链接和另行告知的验证码：以机构陈述为准',
      'command-line': '在节点命令行操作：证明力弱，以机构陈述为准',
      'demo-seat': '使用演示席位：不能证明任何事',
    },
    verdicts: {
      holds: '凭证已验证',
      'on-its-word': '以机构陈述为准',
      'does-not-hold': '凭证无效',
    },
    password: '请再次输入密码',
    code: '身份验证器应用中的验证码',
    proofHelp: '您没有通行密钥，因此需要再次输入密码和一次性验证码。这种凭证较弱，协议中会如实注明。',
    rule: '签署方式',
    ruleLead: '由一名管理员和一名主编共同设定：两人须作出相同设定。',
    ruleNow: '现行方式',
    ruleWish: '提出设定',
    onePerson: '一人签署',
    twoPerson: '双人签署：一人核准，另一人签署',
    outside: '没有账户、通过签署链接操作的人',
    outsides: { nobody: '不得参与', approver: '作为核准人', signatory: '作为签署人' },
    ruleSay: '提出',
    ruleConfirm: '确认',
    ruleSet: '今后按此方式签署。',
    ruleWished: '已记录。另一职位作出相同设定后生效。',
    ruleWaits: (seat) => `等待另一职位确认；提出者：${seat}`,
  },
};
