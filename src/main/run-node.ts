import { readConfig } from './config.ts';
import { openNode } from './open-node.ts';

/** The process of one node. What it says to people goes to the error stream; its log goes to the output, one JSON a line. */
async function run(): Promise<void> {
  const say = (line: string) => console.error(line);
  const node = await openNode(readConfig(), say);
  process.send?.('ready');
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    void node.stop().then(
      () => process.exit(0),
      (fault: unknown) => {
        console.error(fault);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  process.on('disconnect', stop);
}

run().catch((fault: unknown) => {
  console.error(fault instanceof Error ? fault.message : fault);
  process.exit(1);
});
