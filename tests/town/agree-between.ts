import { demoDraft } from '#cli/demo/conclude-agreement.ts';
import type { NewsroomDesk } from '#cli/demo/newsroom-desk.ts';
import { until } from '#cli/demo/until.ts';
import { draftAgreement, listAgreements, readAgreement, signAgreement } from '#contract/agreement.ts';
import { readSession } from '#contract/session.ts';

type Give = ReturnType<typeof demoDraft>['give'];

export async function didOf({ chief }: NewsroomDesk): Promise<string> {
  return (await chief.demand(readSession, {})).agency.did;
}

/** Texts and pictures for the web in both countries of the demo, no translation, both ways; signed by both and in force at both. */
export async function agreeBetween(
  giver: NewsroomDesk,
  taker: NewsroomDesk,
  more: Partial<Give>,
): Promise<void> {
  const { give: demo, ...draft } = demoDraft(await didOf(taker), new Date());
  const { quota: _none, mayModify: _no, ...plain } = demo;
  const receive = { ...plain, channels: ['web' as const], territories: ['CN', 'VN'], translateInto: [] };
  const body = { ...draft, receive, give: { ...receive, ...more } };
  const { uid } = await giver.chief.demand(draftAgreement, { body });
  for (const [{ chief }, waiting] of [
    [giver, 'draft'],
    [taker, 'received'],
  ] as const) {
    await until(`the agreement is ${waiting}`, async () => {
      const { agreements } = await chief.demand(listAgreements, {});
      return agreements.find((one) => one.uid === uid && one.state === waiting);
    });
    const { digest } = await chief.demand(readAgreement, { params: { uid }, query: {} });
    await chief.demand(signAgreement, { params: { uid }, body: { digest } });
  }
  for (const { chief } of [giver, taker])
    await until('it is in force', async () => {
      const { state } = await chief.demand(readAgreement, { params: { uid }, query: {} });
      return state === 'in-force' ? state : undefined;
    });
}
