/** The bytes of a chosen file in base64: its data address without the head. */
export function base64Of(file: File): Promise<string> {
  return new Promise((read, failed) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => {
      const address = typeof reader.result === 'string' ? reader.result : '';
      read(address.slice(address.indexOf(',') + 1));
    });
    reader.addEventListener('error', () => failed(reader.error ?? new Error('the file was not read')));
    reader.readAsDataURL(file);
  });
}
