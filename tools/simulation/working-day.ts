import { actAtDesk } from './editors.ts';
import { strike, type FaultKind } from './faults.ts';
import type { Judge } from './judge.ts';
import type { Newsroom, Town } from './town.ts';
import { InjectedFault } from './node.ts';
import type { World } from './world.ts';

/** What goes on until it is told to be quiet: people at desks, faults, and somebody who starts what has ended. */
export type WorkingDay = {
  begin(): void;
  /** Nobody works any more and nothing new goes wrong; what was begun goes on. */
  end(): void;
  /** How often somebody did something. */
  acts(): number;
};

export function makeWorkingDay(
  world: World,
  town: Town,
  of: { readonly judge: Judge; readonly kinds: ReadonlySet<FaultKind> },
): WorkingDay {
  const { scheduler, random, pace } = world;
  let acts = 0;
  let isOver = false;
  const again = (fromMs: number, toMs: number, what: string, happen: () => void): void => {
    if (!isOver) scheduler.plan(random.between(fromMs, toMs), what, happen);
  };

  function work(): void {
    const newsroom = random.pick(town.newsrooms);
    const acted = newsroom && actAtDesk(newsroom, random, isSilent(world) ? 'in-silence' : 'any');
    if (newsroom && acted) {
      acts += 1;
      void hear(newsroom, acted);
    }
    again(20 * pace, 1500 * pace, 'a desk', work);
  }

  /** An answer that a person has seen counts as acknowledged; one that its process took along does not. */
  async function hear(
    newsroom: Newsroom,
    { what, answer }: NonNullable<ReturnType<typeof actAtDesk>>,
  ): Promise<void> {
    const { tools } = newsroom.node;
    try {
      const { ok, error } = await answer;
      scheduler.note(`${newsroom.agency.slug} ${what}: ${ok ? 'done' : (error?.code ?? 'refused')}`);
      if (ok && newsroom.node.tools === tools) of.judge.acknowledged(newsroom);
    } catch (fault) {
      if (!(fault instanceof InjectedFault)) world.fault(newsroom.node.name, fault);
    }
  }

  function goWrong(): void {
    if (isOver) return;
    strike(world, town, of.kinds);
    again(1000 * pace, 30_000 * pace, 'something goes wrong', goWrong);
  }

  function keepRunning(): void {
    for (const node of town.nodes) {
      node.database.sync();
      if (!node.tools)
        scheduler.plan(random.between(500, 20_000), `${node.name} starts`, () => node.tools ?? node.start());
    }
    again(5000, 5000, 'who runs the nodes looks', keepRunning);
  }

  return {
    begin() {
      for (const node of town.nodes) node.start();
      work();
      goWrong();
      keepRunning();
      if (of.kinds.has('restore')) backUp(town, again);
    },
    end() {
      isOver = true;
    },
    acts: () => acts,
  };
}

/** A line has been cut in a town in which that lasts: what people show now, they show without hearing of kills. */
function isSilent({ pace, network }: World): boolean {
  return pace > 1 && network.cut.size > 0;
}

type Again = (fromMs: number, toMs: number, what: string, happen: () => void) => void;

function backUp(town: Town, again: Again): void {
  for (const node of town.nodes) node.backUp();
  again(60_000, 60_000, 'backups are made', () => backUp(town, again));
}
