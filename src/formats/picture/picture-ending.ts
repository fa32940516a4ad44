/** How the name of a file ends that holds a picture of this media type, without the dot. */
export function pictureEnding(mediaType: string): string {
  const [, kind = ''] = mediaType.split('/');
  return kind === 'jpeg' ? 'jpg' : kind;
}
