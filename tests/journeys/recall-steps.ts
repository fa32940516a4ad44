import { until } from '#cli/demo/until.ts';
import type { JsonObject } from '#kernel/json.ts';
import { done, refused, rowsOf, text, type Shell } from './node-shell.ts';

/** One rehearses a kill with the other, who clears it by hand; gives how it is told once it is measured. */
export async function drillBetween(giver: Shell, taker: Shell): Promise<JsonObject | undefined> {
  done(await giver.act('recall', 'drill'));
  refused(await giver.act('recall', 'drill'), 'drill-open');
  const waiting = await until('the test story waits', async () =>
    rowsOf(await taker.run('recall', 'drills'), 'testStories').find(({ state }) => state === 'open'),
  );
  refused(await taker.act('notice', 'drill', '01a220f3-ad33-787f-9149-7dc49cb20f62'), 'test-story-unknown');
  done(await taker.act('notice', 'drill', text(waiting['id'])));
  return until('the drill is measured', async () => {
    const drills = rowsOf(await giver.run('recall', 'drills'), 'drills');
    return drills.find((drill) => JSON.stringify(drill).includes('minutesToClear'));
  });
}

/** The number of the notice that waits at a newsroom for a person. */
export async function openNotice(shell: Shell): Promise<string> {
  const open = await until('a notice waits for the desk', async () =>
    rowsOf(await shell.run('notice', 'list'), 'notices').find(({ state }) => state === 'open'),
  );
  return text(open['id']);
}
