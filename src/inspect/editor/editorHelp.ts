import * as vscode from 'vscode';
import { errorCard } from './errorCard.ts';
import { errorMentionAt } from './errorMention.ts';
import type { FollowedId } from './followedId.ts';
import { FOLLOW_COMMAND } from './idCard.ts';
import { IdHelp, type IdServices } from './idHelp.ts';
import { conversationsNear, type FoundId, findIds, idAt, leadsSomewhere } from './ids.ts';
import { idsWithNear } from './nearness.ts';
import { SecretLint } from './secretLint.ts';

/** How many links one document gets: more are not followed, and each is drawn. */
const MOST_LINKS = 2_000;
/** How many links one line of the terminal gets. */
const MOST_IN_LINE = 20;
/** So much around an id is looked at for the conversation that it belongs to. */
const LINES_AROUND = 20;
const CHARACTERS_AROUND = 8_000;

/** An id in a line of the terminal. */
export interface TerminalId extends vscode.TerminalLink {
  target: FollowedId;
}

/** What the editor says of ids, error codes and secrets in any file. Loaded at the first one. */
export class EditorHelp implements vscode.Disposable {
  readonly lint: SecretLint;
  readonly #ids: IdHelp;

  constructor(services: IdServices) {
    this.#ids = new IdHelp(services);
    this.lint = new SecretLint();
  }

  /** What is said of a place in a document: of an id, or of an error code. */
  async hover(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined> {
    const line = document.lineAt(position.line).text;
    const rangeOf = ({ start, end }: { start: number; end: number }) =>
      new vscode.Range(position.line, start, position.line, end);
    const id = idAt(line, position.character);
    if (id) {
      const card = await this.#ids.card(id, nearIn(document, position.line, id), token);
      return card && new vscode.Hover(card, rangeOf(id));
    }
    const mention = errorMentionAt(line, position.character);
    const card = mention && errorCard(mention);
    return card && new vscode.Hover(card, rangeOf(mention));
  }

  /** Links from ids to what they name. @param text the document's */
  links(document: vscode.TextDocument, text: string): vscode.DocumentLink[] {
    return idsWithNear(text, MOST_LINKS).map(({ near, ...found }) => {
      const range = new vscode.Range(document.positionAt(found.start), document.positionAt(found.end));
      const link = new vscode.DocumentLink(range, commandUri(targetOf(found, near)));
      link.tooltip = linkWords(found);
      return link;
    });
  }

  /** Links from ids in a line of a terminal. */
  terminalLinks(line: string): TerminalId[] {
    return findIds(line, MOST_IN_LINE)
      .filter(leadsSomewhere)
      .map((found) => ({
        startIndex: found.start,
        length: found.end - found.start,
        tooltip: linkWords(found),
        target: targetOf(found, conversationsNear(line, found.start)),
      }));
  }

  /** Does what a link says. @throws ApiError, SignedOutError */
  follow(target: FollowedId): Promise<void> {
    return this.#ids.follow(target);
  }

  dispose(): void {
    this.#ids.dispose();
    this.lint.dispose();
  }
}

function targetOf({ id, kind }: FoundId, near: readonly string[]): FollowedId {
  return { act: 'open', id, kind, near: kind === 'conversation' ? [] : near };
}

function linkWords({ kind }: FoundId): string {
  switch (kind) {
    case 'configuration':
    case 'operation':
    case 'service':
      return vscode.l10n.t('Open as JSON');
    case 'request':
      return vscode.l10n.t('Show in Traffic');
    default:
      return vscode.l10n.t('Open timeline');
  }
}

function commandUri(target: FollowedId): vscode.Uri {
  return vscode.Uri.parse(`command:${FOLLOW_COMMAND}?${encodeURIComponent(JSON.stringify([target]))}`);
}

/** The conversations that stand around an id. */
function nearIn(document: vscode.TextDocument, line: number, { kind, start }: FoundId): string[] {
  if (kind !== 'communication' && kind !== 'participant' && kind !== 'action') return [];
  const first = Math.max(0, line - LINES_AROUND);
  const last = Math.min(document.lineCount - 1, line + LINES_AROUND);
  let text = '';
  let at = 0;
  for (let number = first; number <= last; number++) {
    // Of long lines what is nearest to the id's column: they are JSON on one line, mostly.
    const from = number === line ? Math.max(0, start - CHARACTERS_AROUND) : 0;
    if (number === line) at = text.length + start - from;
    text += `${document.lineAt(number).text.slice(from, from + 2 * CHARACTERS_AROUND)}\n`;
  }
  return conversationsNear(text, at);
}
