/** Words of who signs and how. */
export const enSigning = {
  signing: {
    approve: 'Approve for signing',
    approveTitle: 'Approve this agreement',
    approveHelp:
      'You say that exactly this text may be signed for our agency. Another person signs it; the partner sees both names.',
    approved: 'Approved. Another person can sign now.',
    persons: 'People',
    noPersons: 'Nobody has approved or signed yet.',
    roles: { approver: 'Approved by', signatory: 'Signed by' },
    methods: {
      passkey: 'with a passkey, verifiable by anyone',
      'password-and-code': 'with password and one-time code: weaker, on the agency’s word',
      'signing-link': 'by a signing link and a spoken code: on the agency’s word',
      'command-line': 'at the node’s command line: weak, on the agency’s word',
      'demo-seat': 'from a demo seat: proves nothing',
    },
    verdicts: {
      holds: 'Evidence verified',
      'on-its-word': 'On the agency’s word',
      'does-not-hold': 'Evidence does not hold',
    },
    password: 'Your password, once more',
    code: 'Code from your authenticator app',
    proofHelp:
      'You have no passkey, so password and one-time code are asked for once more. That is weaker evidence, and the agreement will say so.',
    rule: 'How we sign',
    ruleLead: 'Set by an administrator and a chief editor together: two people must say the same.',
    ruleNow: 'In force',
    ruleWish: 'Say how it should be',
    onePerson: 'One person signs',
    twoPerson: 'Two people: one approves, another signs',
    outside: 'Somebody without an account, by a signing link',
    outsides: {
      nobody: 'may not act',
      approver: 'counts as the approver',
      signatory: 'counts as the signatory',
    },
    ruleSay: 'Say so',
    ruleConfirm: 'Confirm',
    ruleSet: 'This is how we sign from now on.',
    ruleWished: 'Noted. It holds when the other seat has said the same.',
    ruleWaits: (seat: string) => `Waits for the other seat; said by: ${seat}`,
  },
};
