/** The names in a `bibliography:`, a string or a list of strings. */
export function bibliographyNames(metadata: unknown): string[] {
  if (typeof metadata !== 'object' || metadata === null || !Object.hasOwn(metadata, 'bibliography'))
    return [];
  const { bibliography } = metadata as { bibliography: unknown };
  const names: unknown[] = Array.isArray(bibliography) ? bibliography : [bibliography];
  return names
    .filter((name) => typeof name === 'string')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
