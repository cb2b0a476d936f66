/** Puts on the font that the reader set; null for VS Code's own. `editor` is the font of the editor. */
export function wear(fontFamily: string | null, fontSize: number | null): void {
  const { style } = document.documentElement;
  put(style, '--card-font', fontFamily === 'editor' ? 'var(--vscode-editor-font-family)' : fontFamily);
  put(style, '--card-size', fontSize === null ? null : `${fontSize}px`);
}

function put(style: CSSStyleDeclaration, name: string, value: string | null): void {
  if (value === null) style.removeProperty(name);
  else style.setProperty(name, value);
}
