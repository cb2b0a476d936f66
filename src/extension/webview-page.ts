import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/** A page of our own: script and style by their names in the extension, and what stands in the body before the script runs. */
export interface PageParts {
  readonly title: string;
  /** `dist/webview/NAME.js`. */
  readonly script: string;
  /** `media/NAME.css`, in order. */
  readonly styles: readonly string[];
  /** Markup of our own; never text of others. */
  readonly body: string;
}

/** Where a page may load from. */
export function pageRoots(extension: vscode.Uri): vscode.Uri[] {
  return [vscode.Uri.joinPath(extension, 'dist', 'webview'), vscode.Uri.joinPath(extension, 'media')];
}

/** The whole page. Nothing may run or load but our own script and styles. */
export function pageOf(webview: vscode.Webview, extension: vscode.Uri, parts: PageParts): string {
  const nonce = randomBytes(16).toString('base64');
  const address = (...path: readonly string[]): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(extension, ...path)).toString();
  const styles = parts.styles.map(
    (name) => `<link rel="stylesheet" href="${address('media', `${name}.css`)}">`,
  );
  const policy = `default-src 'none'; style-src ${webview.cspSource}; font-src ${webview.cspSource}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="UTF-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${parts.title}</title>
    ${styles.join('\n    ')}
  </head>
  <body>
    ${parts.body}
    <script type="module" nonce="${nonce}" src="${address('dist', 'webview', `${parts.script}.js`)}"></script>
  </body>
</html>`;
}
