import { accept } from '#kernel/result.ts';
import type { CliNeeds } from '../cli-needs.ts';
import type { CommandPlan } from '../command-plan.ts';
import { inputInvalid } from '../said.ts';

/** For assistants that start the programs whose tools they use. */
export const assistantCommand: CommandPlan<Pick<CliNeeds, 'assistantOf'>> = {
  name: 'mcp',
  about: 'Let an assistant read the wire over standard input and output (Model Context Protocol)',
  options: [
    {
      flags: '--node <address>',
      about:
        'where the node is reached; if left out, the one of the data folder. Its key is PACTWIRE_API_KEY',
    },
  ],
  async run({ assistantOf }, given) {
    const address = given.text('node');
    if (address !== undefined && !isOrigin(address))
      return inputInvalid('--node', 'must be scheme, host and port alone, such as https://exchange.example');
    const assistant = assistantOf(address);
    if (!assistant)
      return inputInvalid('PACTWIRE_API_KEY', 'must be a key that “pactwire api-key make” printed');
    await assistant.serve();
    return accept({ json: {}, lines: [] });
  },
};

function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text;
}
