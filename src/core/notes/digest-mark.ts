/** Whether a Markdown file declares itself a digest: `carrel: digest` in its YAML front matter. */
export function frontMatterSaysDigest(text: string): boolean {
  const opening = /^\ufeff?---[ \t]*\r?\n/.exec(text);
  if (!opening) return false;
  const rest = text.slice(opening[0].length, opening[0].length + 4000);
  const end = rest.search(/^(?:---|\.\.\.)[ \t]*$/m);
  return /^carrel:[ \t]*["']?digest["']?[ \t]*$/m.test(end < 0 ? rest : rest.slice(0, end));
}
