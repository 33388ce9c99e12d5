import * as vscode from 'vscode';

/** A title and a list of facts; those without a value are left out. Values are text, never markup. */
export function factsTooltip(
  title: string,
  facts: readonly (readonly [name: string, value: string | undefined])[],
): vscode.MarkdownString {
  const tooltip = new vscode.MarkdownString();
  tooltip.appendMarkdown('**').appendText(title).appendMarkdown('**\n\n');
  for (const [name, value] of facts) {
    if (!value) continue;
    tooltip.appendMarkdown('- ').appendText(`${name}: ${value}`).appendMarkdown('\n');
  }
  return tooltip;
}
