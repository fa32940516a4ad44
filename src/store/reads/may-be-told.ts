import { sql } from 'kysely';
import type { Instant } from '#kernel/instant.ts';
import { mayBeNamed, type Condition } from './visible.ts';

/**
 * May a `mention m` of `item i` be told, or told again in a letter, at this moment? Asked when it is told and once more when it is sent:
 * what a story says of itself now decides, never what it said when it was found. Whoever took a story knows it already, so an
 * embargo on it keeps no word of it from them.
 */
export function mayBeTold(isSeen: Condition, at: Instant): Condition {
  return sql<boolean>`(${isSeen} and case m.word
    when 'story' then m.version = i.latest_version and (${mayBeNamed(at)} or (m.taken and i.state = 'usable'))
    when 'released' then i.state = 'usable'
    else i.state = m.word end)`;
}
