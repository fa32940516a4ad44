/**
 * Copies that survive a killed browser: IndexedDB writes when asked and says when it has, where localStorage waits for
 * seconds before anything reaches the disk. A browser without it answers as one that holds nothing.
 */
const DATABASE = 'pactwire-unsaved';
const STORE = 'copies';

let opened: Promise<IDBDatabase | undefined> | undefined;

function database(): Promise<IDBDatabase | undefined> {
  opened ??= new Promise((resolve) => {
    if (!('indexedDB' in globalThis)) return resolve(undefined);
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    // Forbidden or broken storage: the copy in localStorage and the server remain.
    request.onerror = () => resolve(undefined);
  });
  return opened;
}

/** Resolves when the copy is on the disk; true when it is. */
export async function putCopy(key: string, copy: unknown): Promise<boolean> {
  const held = await database();
  if (!held) return false;
  return new Promise((resolve) => {
    const transaction = held.transaction(STORE, 'readwrite', { durability: 'strict' });
    transaction.oncomplete = () => resolve(true);
    transaction.onerror = () => resolve(false);
    transaction.onabort = () => resolve(false);
    transaction.objectStore(STORE).put(copy, key);
    // Not when the page comes round to it: now, for the page may have no next turn.
    transaction.commit();
  });
}

/** Every copy whose key begins so. */
export async function copiesUnder(prefix: string): Promise<ReadonlyMap<string, unknown>> {
  const held = await database();
  if (!held) return new Map();
  return new Promise((resolve) => {
    const found = new Map<string, unknown>();
    const range = IDBKeyRange.bound(prefix, `${prefix}\uFFFF`);
    const cursor = held.transaction(STORE, 'readonly').objectStore(STORE).openCursor(range);
    cursor.onerror = () => resolve(found);
    cursor.onsuccess = () => {
      const at = cursor.result;
      if (!at) return resolve(found);
      if (typeof at.key === 'string') found.set(at.key, at.value);
      at.continue();
    };
  });
}
