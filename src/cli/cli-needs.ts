import type { Problem } from '#contract/problem.ts';
import type { VerifyFileTools } from '#app/agreement/verify-evidence-file.ts';
import type { InterfaceLanguage } from '#kernel/language.ts';
import type { Result } from '#kernel/result.ts';
import type { Inflate } from '#formats/picture/picture-parts.ts';
import type { VerifyNote } from '#formats/tlog/checkpoint.ts';
import type { Clock } from '#ports/world.ts';
import type { CliNode } from './cli-node.ts';
import type { Answer, Refusal } from './said.ts';

/** What was founded; `links` set the passwords of its people. */
export type FoundedNode = {
  readonly did: string;
  readonly dataFolder: string;
  readonly publicOrigin: string;
  readonly links: readonly { readonly name: string; readonly link: string }[];
};

/** What the command line is given by `main`; a node is opened only by a command that works on one. */
export type CliNeeds = VerifyFileTools & {
  readonly version: string;
  readonly clock: Clock;
  /** For texts that are packed inside a picture. */
  readonly inflate: Inflate;
  readonly problemOf: (refusal: Refusal, language: InterfaceLanguage) => Problem;
  /** Opens the node of this data folder, beside the running one if it runs; the default folder when none is named. */
  readonly openNode: (dataFolder: string | undefined) => Promise<Result<CliNode, Refusal>>;
  /** What a founder is asked, one option each. */
  readonly foundingFlags: readonly { readonly flag: string; readonly about: string }[];
  readonly found: (
    answers: Readonly<Record<string, string | undefined>>,
    where: { readonly data?: string; readonly port?: string; readonly origin?: string },
  ) => Promise<Result<FoundedNode, Refusal>>;
  /** One more agency on a node, at an address of its own. */
  readonly foundAnother: (
    answers: Readonly<Record<string, string | undefined>>,
    where: { readonly data?: string; readonly origin: string },
  ) => Promise<Result<FoundedNode, Refusal>>;
  /** What a process of a node may do. */
  readonly roles: readonly string[];
  /** Runs a process of the node until it is told to stop. */
  readonly serve: (where: {
    readonly role?: string;
    readonly port?: string;
    readonly data?: string;
  }) => Promise<Answer>;
  /** Signatures of transparency logs. */
  readonly verifyNote: VerifyNote;
  /** What stands at a public address, whole; undefined when it cannot be read. */
  readonly fetchPublic: (url: string) => Promise<Uint8Array | undefined>;
  /** Serves assistants what a node answers, the one of the data folder if none is named; undefined without a key. */
  readonly assistantOf: (origin: string | undefined) => { readonly serve: () => Promise<void> } | undefined;
  /** A person looks at a terminal that shows colours. */
  readonly hasColours: boolean;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
};
