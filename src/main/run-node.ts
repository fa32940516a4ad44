import { flushCompileCache } from 'node:module';
import { keepCompiled } from './keep-compiled.ts';

keepCompiled();
const [{ readConfig }, { openNode }] = await Promise.all([import('./config.ts'), import('./open-node.ts')]);

/** The process of one node. What it says to people goes to the error stream; its log goes to the output, one JSON a line. */
async function run(): Promise<void> {
  const opening = openNode(readConfig(), (line) => console.error(line));
  let stopping = false;
  // Told so while it opens, it stops once it is open: half-open, nobody would stop its database.
  const stop = () => {
    if (stopping) return;
    stopping = true;
    void opening
      .then((node) => node.stop())
      .then(
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
  await opening;
  if (process.connected) process.send?.('ready');
  // Now, not at the end: one that is killed has an heir that is up sooner.
  flushCompileCache();
}

run().catch((fault: unknown) => {
  console.error(fault instanceof Error ? fault.message : fault);
  process.exit(1);
});
