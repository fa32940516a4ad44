import type { Problem } from '#contract/problem.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import type { Role } from '#domain/newsroom/role.ts';
import type { PartnerKey } from '#domain/newsroom/agency.ts';
import type { Verify } from '#formats/envelope/compact-jws.ts';
import type { KeyTools } from '#app/newsroom/check-keys.ts';
import type { InterfaceLanguage } from '#kernel/language.ts';
import type { Result } from '#kernel/result.ts';
import type { Clock, Hash } from '#ports/world.ts';
import type { CliNode } from './cli-node.ts';
import type { Refusal } from './said.ts';

/** The first agency of a node and its people. */
export type Founding = {
  readonly agency: Omit<Agency, 'id' | 'did'>;
  readonly people: readonly {
    readonly name: string;
    readonly email: string;
    readonly language: string;
    readonly roles: readonly Role[];
  }[];
};

export type FoundedNode = {
  readonly did: string;
  readonly dataFolder: string;
  readonly publicOrigin: string;
  readonly links: readonly { readonly name: string; readonly link: string }[];
};

/** What the command line is given by `main`; a node is opened only by a command that works on one. */
export type CliNeeds = KeyTools & {
  readonly version: string;
  readonly clock: Clock;
  readonly hash: Hash;
  readonly verify: Verify<PartnerKey>;
  readonly problemOf: (refusal: Refusal, language: InterfaceLanguage) => Problem;
  /** Opens the node of this data folder, beside the running one if it runs; the default folder when none is named. */
  readonly openNode: (dataFolder: string | undefined) => Promise<Result<CliNode, Refusal>>;
  readonly found: (
    founding: Founding,
    where: { readonly data?: string; readonly origin?: string },
  ) => Promise<Result<FoundedNode, Refusal>>;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
};
