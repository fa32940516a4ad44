/** A letter to people outside; `name` is its own, so that the same one twice is one. */
export type Letter = {
  readonly name: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
};

/** Where letters are laid for whoever carries mail at this node. */
export type Letters = { lay(letter: Letter): Promise<void> };
