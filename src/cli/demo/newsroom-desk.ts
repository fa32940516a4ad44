import { deskClient, type DeskClient } from '../desk-client.ts';
import { patient } from './until.ts';

/** One newsroom as its people sit at it: two seats, reached over HTTP like any browser. */
export type NewsroomDesk = {
  readonly origin: string;
  /** Signs, kills, looks after partners and sources. */
  readonly chief: DeskClient;
  /** Takes, translates, publishes. */
  readonly editor: DeskClient;
};

/** Sits down at a running demo node. */
export async function newsroomDesk(origin: string): Promise<NewsroomDesk> {
  const [chief, editor] = [patient(deskClient(origin)), patient(deskClient(origin))];
  await chief.sitDownAs('chief');
  await editor.sitDownAs('editor');
  return { origin, chief, editor };
}
