import type { enExplanation } from './en-explanation.ts';

/** 稿件能否使用的说明用语。 */
export const zhHansExplanation: typeof enExplanation = {
  why: {
    button: '为何可用、为何不可用？',
    title: '这篇稿件可以怎样使用',
    sightTitle: '谁能看到这篇稿件',
    market: '市场',
    subject: '对象',
    text: '文字',
    pictures: '图片',
    action: '用途',
    yes: '可以',
    no: (reasons) => `不可（${reasons}）`,
    reasons: '原因',
    allYes: '此处所列用途均获许可。',
    from: (when) => `${when}起可以`,
    published: '此前已发布的版本',
    noBare: '不可以',
    quotas: '配额',
    quota: (left, limit, clause) => `余 ${left}，共 ${limit}（第${clause}条）`,
    renews: '重新计算时间',
    ask: '可询问',
    noContact: '协议未写明联系人',
    coordinators: (names) => `本社协议协调员：${names}`,
    noCoordinator: '本社尚无人负责协议；请询问总编辑。',
    noPartners: '还没有伙伴。',
    sees: '可见',
    seesNot: '不可见',
    offeredAt: '供稿时间',
    notOffered: '尚未供稿',
  },
};
