import { readTask } from './read-task.ts';
import { serveReader } from './serve-reader.ts';

serveReader(readTask);
