/** The transparency log, where something is wrong with it or between it and its witnesses. */
export const zhHansLog = {
  log: {
    trouble: '透明日志：需与合作方澄清',
    held: '读者目前看不到贵方的任何稿件',
    heldHelp:
      '数据库刚从备份恢复。在重新获知其后撤下的内容之前，门户关闭，稿件也不发往其他系统。之后会自动开放；“pactwire doctor”会说明还缺什么。',
    stopped: {
      'log-broken': '透明日志已停止：存储的内容与已签名的不符',
      'log-rolled-back': '透明日志已停止：恢复了较旧的数据库',
      'log-forked': '透明日志已停止：有合作方联署了另一份同样带有我方签名的日志',
    },
    stoppedHelp: '撤稿通知仍会送达各伙伴，但不再向日志签入新内容。请节点运维人员运行“pactwire doctor”。',
    declines: '未联署我方日志',
    contradicts: '其日志自相矛盾',
    contradictsHelp:
      '该合作方为自己的过去签了两个不同的版本。请询问原因；“pactwire log conflicts”可显示证据，任何人都能自行核对。',
    unproven: '签名了一份尚未证明与我方所联署内容衔接的日志',
    unprovenHelp:
      '随附的证明不成立。仅凭这一点不能说明对方有问题，因为任何人都能发来错误的证明。请询问对方；“pactwire log conflicts”可显示两个检查点，其日志条目可作判断。',
    why: {
      malformed: '对方节点看不懂请求。请核对双方节点的版本。',
      signature: '对方记录的我方日志密钥不同。请把我方撤回日志页上的密钥告知对方。',
      'log-unknown': '对方节点不认识我方日志：对方须先接受我方为合作方，其节点也须能连到我方节点。',
      size: '对方称见过更长的我方日志，却拿不出来。请询问其节点运维人员。',
      inconsistent: '对方称我方日志与其所见不相衔接，却拿不出证据。请向其索取所持的检查点。',
      unusable: '对方的答复不是它的签名。请询问其节点运维人员。',
      other: '对方节点给出了其他原因。系统会自动再问，最迟一天后。',
    },
  },
};
