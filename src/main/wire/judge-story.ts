import type { SaidMay } from '#app/agreement/say-may.ts';
import { judgeStory } from '#app/correction/judge-story.ts';
import { mayDo, type Permission } from '#contract/permissions.ts';
import { PROBLEMS } from '#contract/problems.ts';
import { agencyOf } from '#http/agency-of.ts';
import type { JudgeStory } from '#http/desk/wire.ts';
import type { NodeTools } from './node-tools.ts';

/** The agreement's answer first; where it permits, the person's roles have the last word. */
export function storyJudge(tools: Pick<NodeTools, 'agencies' | 'transact'>): JudgeStory {
  return async (story, { agencyId, session, at }) => {
    const agency = await agencyOf(tools.agencies, agencyId);
    const { rights, may } = await judgeStory(tools, { agency, at }, story.id);
    const seated = (answer: SaidMay, permission: Permission): SaidMay =>
      answer.ok && !mayDo(session.roles, permission) ? ROLE_MISSING : answer;
    return {
      rights,
      may: {
        take: seated(may.take, 'take-story'),
        translate: seated(may.translate, 'translate'),
        adapt: seated(may.adapt, 'translate'),
        publish: seated(may.publish, 'publish'),
        correct: seated(may.correct, 'correct-own'),
        withhold: seated(may.withhold, 'correct-own'),
        kill: seated(may.kill, 'kill-own'),
      },
    };
  };
}

const ROLE_MISSING: SaidMay = {
  ok: false,
  because: [{ code: 'role-missing', sentence: PROBLEMS['role-missing'].title }],
};
