import * as vscode from 'vscode';
import { looksLikeId } from './query.ts';

/** What is longer is a document and no search. */
const LONGEST = 2_000;

/** What the active editor suggests to search for: its selection, or the word at the cursor when it looks like an id. */
export function textFromEditor(): string {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return '';
  const { document, selection } = editor;
  if (!selection.isEmpty) {
    const text = document.getText(selection);
    // The box has one line.
    return text.length > LONGEST ? '' : text.replaceAll(/\s+/g, ' ').trim();
  }
  const range = document.getWordRangeAtPosition(selection.active, /[\w+:.@-]+/);
  const word = range ? document.getText(range) : '';
  return word.length <= LONGEST && looksLikeId(word) ? word : '';
}
